/** All that GitHub is to run, as data: the workflows of this repository, those of README.md, and the actions. */
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

/** Those of README.md that are given a secret, and that one. */
export const TRUSTED: ReadonlyMap<string, string> = new Map([
  ["README.md: .github/workflows/plan.yml", "OPSGENIE_PLAN_KEY"],
  ["README.md: .github/workflows/push.yml", "OPSGENIE_PUSH_KEY"],
  ["README.md: .github/workflows/drift.yml", "OPSGENIE_PLAN_KEY"],
]);

export const ACTION: Source = { name: "action.yml", text: textOf("action.yml") };
export const SETUP: Source = {
  name: ".github/actions/setup/action.yml",
  text: textOf(".github/actions/setup/action.yml"),
};

export function stepsOf(source: Source): readonly Step[] {
  const { runs } = parse(source.text);
  return runs === undefined ? [...jobsOf(source).values()].flatMap(({ steps }) => steps) : runs.steps;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

export function jobsOf({ text }: Source): ReadonlyMap<string, Job> {
  return new Map(Object.entries<Job>(parse(text).jobs));
}
