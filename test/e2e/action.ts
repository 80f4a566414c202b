/** Runs the lint step of action.yml as a GitHub runner would. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../house/sources.ts";
import { ACTION, stepsOf } from "../house/workflows.ts";
import { newFolder } from "./folder.ts";
import { bash, evaluated } from "./runner.ts";

const NOW = "2026-11-24T15:00:00Z";

export interface Github {
  readonly base_ref?: string;
  readonly before?: string;
  readonly merge_group?: { readonly base_sha: string };
}

/** Runs the lint step in a folder: its exit code, its log and its summary. */
export async function check(
  folder: string,
  { base_ref, ...event }: Github,
  given: Readonly<Record<string, string>> = {},
  now = NOW,
) {
  const step = stepsOf(ACTION).find(({ name }) => name === "Check the roster");
  const summary = join(newFolder(), "summary.md");
  const context = { github: { base_ref, event }, inputs: { roster: "", base: "", ...given } };
  const env = Object.entries(step?.env ?? {}).map(([key, value]) => [key, evaluated(value, context)]);
  const answer = await bash(step?.run ?? "", folder, {
    ...Object.fromEntries(env),
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_STEP_SUMMARY: summary,
    ONCALL_NOW: now,
  });
  return { ...answer, summary: existsSync(summary) ? readFileSync(summary, "utf8") : "" };
}
