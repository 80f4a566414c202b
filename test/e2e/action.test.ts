/** Runs action.yml as a GitHub runner would, in clones of a repository whose roster changes. */
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../house/sources.ts";
import { ACTION, stepsOf } from "../house/workflows.ts";
import { check } from "./action.ts";
import { git, newFolder, newRepository } from "./folder.ts";
import { bash } from "./runner.ts";

/** A repository whose branch `theirs` adds a cover to main, with the merge of both checked out, as GitHub does. */
function pullRequest(...clone: readonly string[]) {
  const origin = newRepository();
  const roster = join(origin, "roster.yaml");
  git(origin, "checkout", "-q", "-B", "main");
  copyFileSync(join(ROOT, "roster.example.yaml"), roster);
  git(origin, "add", ".");
  git(origin, "commit", "-qm", "A roster");
  git(origin, "checkout", "-qb", "theirs");
  const cover =
    "  - { cover: dave, by: mia, shift: 2026-11-30, role: secondary, approved_by: max }\n\n  # Carol leaves";
  writeFileSync(
    roster,
    readFileSync(roster, "utf8").replace("  # Carol leaves", () => cover),
  );
  git(origin, "commit", "-qam", "A cover");
  git(origin, "checkout", "-q", "main");
  git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "theirs");
  git(origin, "branch", "merged");
  git(origin, "reset", "-q", "--hard", "HEAD^1");
  const folder = join(newFolder(), "clone");
  git(origin, "clone", "-q", "--branch", "merged", ...clone, `file://${origin}`, folder);
  return { folder, before: git(origin, "rev-parse", "main") };
}

const SUMMARY = `<!-- oncall lint -->
## Roster: no problems found

### Whose weeks move

Compared with NAME (COMMIT).

| When | Role | Before | Now |
| --- | --- | --- | --- |
| Mon 30 Nov | secondary | Dave Lindqvist | Mia Rossi |

Times in America/New\\_York.

**merge before Mon 7 Dec 12:&#8203;00 EST**
`;

test("on a pull request the summary says whose weeks move, compared with the base branch", async () => {
  const { folder, before } = pullRequest();
  const { exit, log, summary } = await check(folder, { base_ref: "main" });
  expect({ exit, summary }).toEqual({
    exit: 0,
    summary: SUMMARY.replace("NAME", "refs/remotes/origin/main").replace("COMMIT", before.slice(0, 7)),
  });
  expect(log.split("\n")[0]).toBe("Mon 30 Nov   secondary   Dave Lindqvist → Mia Rossi");
});

test("on a pull request a tag with the name of the base branch is not the base", async () => {
  const { folder, before } = pullRequest();
  git(folder, "tag", "origin/main");
  const { exit, summary } = await check(folder, { base_ref: "main" });
  expect(exit).toBe(0);
  expect(summary).toBe(
    SUMMARY.replace("NAME", "refs/remotes/origin/main").replace("COMMIT", before.slice(0, 7)),
  );
});

test("on a push the base is the branch before it, and a change to a time that has begun is an error", async () => {
  const { folder, before } = pullRequest();
  const said = SUMMARY.replace("NAME", before).replace("COMMIT", before.slice(0, 7));
  expect((await check(folder, { before })).summary).toBe(said);
  const late = await check(folder, { before }, {}, "2026-12-08T15:00:00Z");
  expect({ exit: late.exit, marked: /^::error file=roster\.yaml,/.test(late.log) }).toEqual({
    exit: 1,
    marked: true,
  });
  expect(late.summary).toMatch(/^<!-- oncall lint -->\n## Roster: \d+ errors?\b/);
});

test("in a merge queue the base is the commit to merge onto", async () => {
  const { folder, before } = pullRequest();
  const { exit, summary } = await check(folder, { merge_group: { base_sha: before } });
  expect({ exit, summary }).toEqual({
    exit: 0,
    summary: SUMMARY.replace("NAME", before).replace("COMMIT", before.slice(0, 7)),
  });
});

test.each(["", "0".repeat(40)])("a new branch (%j) is checked without a base", async (before) => {
  const { folder } = pullRequest();
  const { exit, summary } = await check(folder, { before });
  expect({ exit, summary }).toEqual({
    exit: 0,
    summary: "<!-- oncall lint -->\n## Roster: no problems found\n",
  });
});

test("a shallow checkout fails with a message that says what is missing", async () => {
  const { folder } = pullRequest("--depth", "1");
  const { exit, log, errors, summary } = await check(folder, { base_ref: "main" });
  expect({ exit, log, summary }).toEqual({ exit: 3, log: "", summary: "" });
  expect(errors).toMatch(/fetch-depth: 0 where a workflow checks out\n$/);
});

test("inputs are only ever values, whatever is in them", async () => {
  const { folder } = pullRequest();
  const base = "--help $(touch evil) `touch evil`; touch evil '\"";
  expect((await check(folder, { base_ref: "main" }, { base })).exit).toBe(3);
  const roster = "$(touch evil).yaml";
  expect((await check(folder, { base_ref: "main" }, { roster })).errors).toContain(
    "there is no file $(touch evil).yaml",
  );
  expect(existsSync(join(folder, "evil"))).toBe(false);
});

test("npm ci installs it in the folder of the action", async () => {
  const step = stepsOf(ACTION).find(({ name }) => name === "Install oncall");
  const [bin, place] = [newFolder(), newFolder()];
  const npm = join(bin, "npm");
  writeFileSync(npm, '#!/bin/sh\necho "$PWD: npm $*"\n');
  chmodSync(npm, 0o755);
  const PATH = `${bin}${delimiter}${process.env["PATH"]}`;
  expect(await bash(step?.run ?? "", newFolder(), { PATH, GITHUB_ACTION_PATH: place })).toEqual({
    exit: 0,
    log: `${place}: npm ci --no-audit --no-fund\n`,
    errors: "",
  });
});
