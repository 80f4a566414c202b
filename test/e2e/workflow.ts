/** Runs a workflow of docs/github.md as a GitHub runner would, in a repository whose roster changes. */
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "vitest";
import { ROOT } from "../house/sources.ts";
import { jobsOf, SETUP, type Step, stepsOf, workflows } from "../house/workflows.ts";
import { git, newFolder, newRepository } from "./folder.ts";
import { bash, type Context, evaluated, isRun, type Ran } from "./runner.ts";

export const MAIN: Context = { ref: "refs/heads/main", repository: "your-org/platform" };

/** A repository with the example on main, checked out. */
export function newTeam(): string {
  const folder = newRepository();
  git(folder, "checkout", "-q", "-B", "main");
  copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.yaml"));
  commitAll(folder);
  return folder;
}

export function commitAll(folder: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "-qm", "next");
  return git(folder, "rev-parse", "HEAD");
}

export interface WorkflowRun extends Ran {
  /** Undefined if no step wrote one. */
  readonly summary: string | undefined;
  readonly jobs: readonly string[];
}

export interface WorkflowOptions {
  readonly github?: Context;
  readonly inputs?: Context;
  /** The commit of the event. */
  readonly sha?: string;
}

interface Surroundings extends WorkflowOptions {
  /** None of them may be printed. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** A folder with programs that stand in for those of the runner. */
  readonly bin?: string;
}

/** Runs the jobs, each until a step fails; the folder is the checkout. */
export async function runWorkflow(
  name: string,
  folder: string,
  {
    secrets,
    env: own,
    bin,
    github = MAIN,
    inputs = {},
    sha = git(folder, "rev-parse", "HEAD"),
  }: Surroundings,
): Promise<WorkflowRun> {
  const source = workflows().find((each) => each.name === `docs/github.md: .github/workflows/${name}.yml`);
  if (source === undefined) throw new Error(`docs/github.md has no ${name}.yml`);
  const context = { github, inputs, secrets };
  const temp = newFolder();
  const summary = join(temp, "summary.md");
  const given = {
    ...{ CI: "true", GITHUB_SHA: sha, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp },
    ...own,
  };
  const jobs: string[] = [];
  let ran: Ran = { exit: 0, log: "", errors: "" };
  for (const [job, { if: condition, steps }] of jobsOf(source)) {
    if (ran.exit !== 0 || !isRun(condition, context)) continue;
    jobs.push(job);
    let path: string | undefined;
    for (const step of steps) {
      if (step.uses?.startsWith("your-org/oncall/.github/actions/setup@")) path = await installed(temp);
      if (step.run === undefined || ran.exit !== 0) continue;
      const paths = [bin, path].flatMap((each) => each ?? []).join(delimiter);
      const env = { ...given, ...(path !== undefined && { PATH: paths }), ...envOf(step, context) };
      ran = await bash(step.run, folder, env, false);
    }
  }
  const said = existsSync(summary) ? readFileSync(summary, "utf8") : undefined;
  for (const key of Object.values(secrets)) expect(ran.log + ran.errors + said).not.toContain(key);
  return { ...ran, summary: said, jobs };
}

function envOf({ env = {} }: Step, context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).map(([key, value]) => [key, evaluated(value, context)]));
}

/** The PATH after setup/action.yml, which runs a fake npm that only records the call. */
async function installed(temp: string): Promise<string> {
  const bin = newFolder();
  writeFileSync(join(bin, "npm"), '#!/bin/sh\necho "$PWD: npm $*"\n');
  chmodSync(join(bin, "npm"), 0o755);
  const added = join(temp, "path");
  const step = stepsOf(SETUP).find(({ name }) => name === "Install oncall");
  const { exit, log } = await bash(step?.run ?? "", newFolder(), {
    ...{ GITHUB_ACTION_PATH: join(ROOT, ".github/actions/setup"), RUNNER_TEMP: temp, GITHUB_PATH: added },
    PATH: `${bin}${delimiter}${process.env["PATH"]}`,
  });
  expect([exit, log]).toEqual([0, `${ROOT.replace(/\/$/, "")}: npm ci --no-audit --no-fund\n`]);
  return `${readFileSync(added, "utf8").trimEnd()}${delimiter}${process.env["PATH"]}`;
}
