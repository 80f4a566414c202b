/** Reads what GitHub runs: the workflows of this repository, those in docs/github.md, and the actions. */
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

const GUIDE = "docs/github.md";

/** The blocks of docs/github.md whose first line names a file. */
export function filesInGuide(folder: RegExp): readonly Source[] {
  return [...textOf(GUIDE).matchAll(/^```\w*\n# (\S+)\n([\s\S]*?)^```$/gm)]
    .map(([, name = "", text = ""]) => ({ name: `${GUIDE}: ${name}`, path: name, text }))
    .filter(({ path }) => folder.test(path));
}

export function workflows(): readonly Source[] {
  const ours = committed()
    .filter((path) => path.startsWith(".github/workflows/"))
    .toSorted()
    .map((path) => ({ name: path, text: textOf(path) }));
  return [...ours, ...filesInGuide(/^\.github\/workflows\//)];
}

const PLANS = ["OPSGENIE_API_KEY", "OPSGENIE_PLAN_KEY"] as const;

/** The workflows of docs/github.md that get secrets: the variable of each, and its name. */
export const TRUSTED: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ["docs/github.md: .github/workflows/plan.yml", [PLANS]],
  ["docs/github.md: .github/workflows/push.yml", [["OPSGENIE_API_KEY", "OPSGENIE_PUSH_KEY"]]],
  [
    "docs/github.md: .github/workflows/parity.yml",
    [PLANS, ["JSM_EMAIL", "JSM_EMAIL"], ["JSM_API_TOKEN", "JSM_API_TOKEN"]],
  ],
  ["docs/github.md: .github/workflows/drift.yml", [PLANS, ["OPSGENIE_ALERT_KEY", "OPSGENIE_ALERT_KEY"]]],
  ["docs/github.md: .github/workflows/slack.yml", [["SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN"]]],
  ["docs/github.md: .github/workflows/notes.yml", [["SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN"]]],
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
