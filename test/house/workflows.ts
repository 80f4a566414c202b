/** All that GitHub is to run, as data: the workflows of this repository, those of README.md, and the action. */
import { parse } from "yaml";
import { committed, textOf } from "./sources.ts";

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Blocks of README.md whose first line names the file that they are. */
export function filesInReadme(folder: RegExp): readonly Source[] {
  return [...textOf("README.md").matchAll(/^```\w*\n# (\S+)\n([\s\S]*?)^```$/gm)]
    .map(([, name = "", text = ""]) => ({ name: `README.md: ${name}`, path: name, text }))
    .filter(({ path }) => folder.test(path));
}

export function workflows(): readonly Source[] {
  const ours = committed()
    .filter((path) => path.startsWith(".github/workflows/"))
    .toSorted()
    .map((path) => ({ name: path, text: textOf(path) }));
  return [...ours, ...filesInReadme(/^\.github\/workflows\//)];
}

export const ACTION: Source = { name: "action.yml", text: textOf("action.yml") };

export function stepsOf({ text }: Source): readonly Step[] {
  const { jobs, runs } = parse(text);
  if (runs !== undefined) return runs.steps;
  return Object.values<{ readonly steps: readonly Step[] }>(jobs).flatMap(({ steps }) => steps);
}
