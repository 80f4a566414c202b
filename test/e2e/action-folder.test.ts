/** Runs action.yml on a folder of rosters, some of which a pull request changes, adds, breaks and deletes. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../house/sources.ts";
import { check } from "./action.ts";
import { git, newFolder, newRepository } from "./folder.ts";

const copy = (name: string, folder: string) =>
  copyFileSync(join(ROOT, "docs/examples", name), join(folder, "rosters", name.replace(/.*\//, "")));

/** The merge of a branch into main, checked out as GitHub does; main has the three rosters of the guide. */
function pullRequest(change: (folder: string) => void): string {
  const origin = newRepository();
  git(origin, "checkout", "-q", "-B", "main");
  mkdirSync(join(origin, "rosters"));
  for (const name of ["americas", "asia", "europe"]) copy(`follow-the-sun/${name}.roster.yaml`, origin);
  writeFileSync(join(origin, "rosters", "values.yaml"), "not: a roster\n");
  git(origin, "add", ".");
  git(origin, "commit", "-qm", "Rosters");
  git(origin, "checkout", "-qb", "theirs");
  change(origin);
  git(origin, "add", "--all");
  git(origin, "commit", "-qm", "A change");
  git(origin, "checkout", "-q", "main");
  git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "theirs");
  git(origin, "branch", "merged");
  git(origin, "reset", "-q", "--hard", "HEAD^1");
  const folder = join(newFolder(), "clone");
  git(origin, "clone", "-q", "--branch", "merged", `file://${origin}`, folder);
  return folder;
}

function replaceIn(file: string, from: string, to: string): void {
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(from, () => to),
  );
}

const SWAP = `changes:
  - { swap: [anna, piotr], from: 2026-12-07, until: 2026-12-28, approved_by: mia }

policy:`;

const MOVED = `### Whose weeks move: rosters/europe.roster.yaml

Compared with refs/remotes/origin/main (COMMIT).

| Who | Role | Before | Now |
| --- | --- | --- | --- |
| Anna Visser | primary | Mon 14 Dec | Mon 21 Dec |
| Piotr Nowak | primary | Mon 21 Dec | Mon 14 Dec |

Times in Etc/UTC.

**merge before Mon 14 Dec 08:&#8203;00 UTC**

### Findings

|  | Where | What | Rule |
| --- | --- | --- | --- |
`;

/** The first words of each line that GitHub makes an annotation of. */
const annotationsIn = (log: string) =>
  log
    .split("\n")
    .flatMap(
      (line) =>
        /^::(\w+) file=([^,]+),line=(\d+).*,title=oncall ([\w-]+)::/.exec(line)?.slice(1).join(" ") ?? [],
    );

test("a pull request that changes one roster, adds one and deletes one has one summary", async () => {
  const folder = pullRequest((origin) => {
    replaceIn(join(origin, "rosters/europe.roster.yaml"), "policy:", SWAP);
    copy("weekdays-and-weekends/weekends.roster.yaml", origin);
    rmSync(join(origin, "rosters/americas.roster.yaml"));
  });
  const { exit, log, summary } = await check(folder, { base_ref: "main" }, { roster: "rosters" });
  const said = summary.replace(/\b[0-9a-f]{7}\b/g, "COMMIT");
  const [head, findings = ""] = said.split(MOVED);
  expect({ exit, head }).toEqual({
    exit: 0,
    head: "<!-- oncall lint -->\n## 4 rosters: 3 warnings, 2 info\n\n",
  });
  // The rosters in the order of their names; what is gone is last.
  expect(
    findings
      .trimEnd()
      .split("\n")
      .map((row) => row.replace(/ \| .* \| /, " | ")),
  ).toEqual([
    "| warning | uncovered-hours |",
    "| warning | double-booked |",
    "| info | new-roster |",
    "| info | uncovered-hours |",
    "| warning | deleted-roster |",
  ]);
  expect(annotationsIn(log)).toEqual([
    "warning rosters/asia.roster.yaml 10 uncovered-hours",
    "warning rosters/europe.roster.yaml 13 double-booked",
    "warning rosters/americas.roster.yaml 1 deleted-roster",
    "notice rosters/weekends.roster.yaml 1 new-roster",
    "notice rosters/weekends.roster.yaml 10 uncovered-hours",
  ]);
});

test("a broken roster is marked in its file, and the others are checked all the same", async () => {
  const folder = pullRequest((origin) => {
    replaceIn(join(origin, "rosters/asia.roster.yaml"), "queue: [aiko,", "queue: [akio,");
    replaceIn(join(origin, "rosters/europe.roster.yaml"), "policy:", SWAP);
  });
  const { exit, log, summary } = await check(folder, { base_ref: "main" }, { roster: "rosters" });
  const said = `<!-- oncall lint -->\n## 3 rosters: 1 error\n\n${MOVED}`;
  const row =
    "| error | rosters/asia.roster.yaml&#8203;:9:11 | \\`people\\` has no \\`akio\\`<br>help: did you mean \\`aiko\\`? | unknown-person |\n";
  expect({ exit, summary: summary.replace(/\b[0-9a-f]{7}\b/g, "COMMIT") }).toEqual({
    exit: 1,
    summary: `${said}${row}`,
  });
  expect(annotationsIn(log)).toEqual(["error rosters/asia.roster.yaml 9 unknown-person"]);
});

test("a folder without a roster fails, and says so", async () => {
  const folder = pullRequest((origin) => {
    for (const name of ["americas", "asia", "europe"]) rmSync(join(origin, `rosters/${name}.roster.yaml`));
  });
  expect(await check(folder, { base_ref: "main" }, { roster: "rosters" })).toMatchObject({
    exit: 3,
    summary: "",
    errors: expect.stringContaining("there is no roster.yaml or *.roster.yaml below rosters that git tracks"),
  });
});
