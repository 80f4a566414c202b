/** Runs the built `who --as-of`, `why --blame` and `lint --base` on real histories. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { EXAMPLE, git, newFolder, oncall } from "./rosters.ts";
import { answer, folder, tellStory } from "./story.ts";

beforeAll(tellStory);

test("who was on call according to an old revision", () => {
  expect(answer("who", "primary", "--as-of", "HEAD")).toBe(`Platform Engineering, on call now
Tue 24 Nov 2026 10:00 America/New_York
according to rota.yaml at HEAD (<rename>, Fri 6 Nov 2026)
by the current rota.yaml: primary Erin Park

  primary  Alice Nguyen  until Thu 26 Nov 09:00 (in 47 h), then Mia Rossi

next, from Mon 30 Nov 12:00
  primary  Carol Diaz    until Mon 7 Dec 12:00
[exit 0]
`);
  expect(answer("who", "--at", "2027-01-12", "--as-of", "v1")).toBe(`Platform Engineering, on call
Tue 12 Jan 2027 00:00 America/New_York
according to rota.yaml at v1 (<v1>, Mon 2 Nov 2026)
by the current rota.yaml: primary Bob Okafor

  primary    Alice Nguyen    until Mon 18 Jan 12:00
  secondary  Dave Lindqvist  until Mon 18 Jan 12:00

next, from Mon 18 Jan 12:00
  primary    Dave Lindqvist  until Mon 25 Jan 12:00
  secondary  Erin Park       until Mon 25 Jan 12:00
[exit 0]
`);
});

test("who wrote lines on a branch, before the rename, and not committed", () => {
  expect(
    answer("why", "--role", "primary", "--blame"),
  ).toBe(`primary: Erin Park for Alice Nguyen, Mon 23 Nov 2026 12:00 until Thu 26 Nov
09:00
  seat   seat 2 of 4 in the queue of Mon 5 Jan 2026, last turn from Mon 19 Oct
         2026
         rota.yaml:19
         <v1>, Mia Rossi, Mon 2 Nov 2026
  swap   Alice Nguyen and Bob Okafor trade places from Mon 30 Mar 2026
         rota.yaml:54, approved by Mia Rossi: a conference in April, see #42
         <v1>, Mia Rossi, Mon 2 Nov 2026
  skip   Dave Lindqvist was passed over on Mon 2 Nov 2026
         rota.yaml:69, approved by Max Adler: parental leave
         <v1>, Mia Rossi, Mon 2 Nov 2026
  cover  Erin Park covers Alice Nguyen from Mon 23 Nov 12:00 until Thu 26 Nov
         09:00
         rota.yaml:98, NOT APPROVED yet
         not committed yet
  cover  Mia Rossi covers Alice Nguyen from Thu 26 Nov 09:00 until Fri 27 Nov
         09:00
         rota.yaml:91, approved by Mia Rossi, Max Adler: Thanksgiving
         <v1>, Mia Rossi, Mon 2 Nov 2026
  cover  Erin Park covers Alice Nguyen from Fri 27 Nov 09:00 until Mon 30 Nov
         12:00
         rota.yaml:98, NOT APPROVED yet
         not committed yet
[exit 0]
`);
  expect(
    answer("why", "2027-01-12", "--role", "primary", "--blame"),
  ).toBe(`primary: Bob Okafor, Mon 11 Jan 2027 12:00 until Mon 18 Jan 12:00
  seat   seat 2 of 4 in the queue of Mon 5 Jan 2026, last turn from Mon 23 Nov
         2026
         rota.yaml:19
         <v1>, Mia Rossi, Mon 2 Nov 2026
  swap   Alice Nguyen and Bob Okafor trade places from Mon 30 Mar 2026
         rota.yaml:54, approved by Mia Rossi: a conference in April, see #42
         <v1>, Mia Rossi, Mon 2 Nov 2026
  swap   Alice Nguyen and Bob Okafor trade places from Mon 30 Nov 2026 until Mon
         18 Jan 2027
         rota.yaml:92, approved by Mia Rossi
         <swap>, Eve �[31m: :error, Tue 3 Nov 2026
[exit 0]
`);
});

test("a file that is staged but in no commit", () => {
  const fresh = newFolder();
  git(fresh, "init", "--quiet");
  copyFileSync(EXAMPLE, join(fresh, "roster.yaml"));
  git(fresh, "add", ".");
  const { exit, stdout } = oncall(fresh, ["why", "--role", "secondary", "--blame"]);
  expect([exit, stdout.split("\n").filter((line) => line.endsWith("not committed yet")).length]).toEqual([
    0, 2,
  ]);
});

test("neither a file nor the index is written", () => {
  const state = () => [
    readFileSync(join(folder, ".git", "index"), "hex"),
    git(folder, "status", "--porcelain"),
  ];
  git(folder, "status");
  const before = state();
  for (const args of [
    ["diff", "v1"],
    ["who", "--as-of", "v1"],
    ["why", "--blame"],
  ])
    answer(...args);
  expect(state()).toEqual(before);
});

test("the past is found if the roster's folder has become a link to another", () => {
  const fresh = newFolder();
  git(fresh, "init", "--quiet", "-b", "main");
  mkdirSync(join(fresh, "cfg"));
  copyFileSync(EXAMPLE, join(fresh, "cfg/roster.yaml"));
  git(fresh, "add", ".");
  git(fresh, "commit", "--quiet", "-m", "Begin");
  const linted = () => {
    const { exit, stdout } = oncall(fresh, ["lint", "--base", "main", "-r", "cfg/roster.yaml", "--json"]);
    const rules: readonly { readonly rule: string }[] = JSON.parse(stdout).findings;
    return [exit, rules.map(({ rule }) => rule)];
  };
  git(fresh, "switch", "--quiet", "-c", "topic");
  mkdirSync(join(fresh, "other"));
  const swapped = readFileSync(EXAMPLE, "utf8").replace("queue: [alice, bob,", "queue: [bob, alice,");
  writeFileSync(join(fresh, "other/roster.yaml"), swapped);
  rmSync(join(fresh, "cfg"), { recursive: true });
  symlinkSync("other", join(fresh, "cfg"));
  git(fresh, "add", "--all");
  git(fresh, "commit", "--quiet", "-m", "Move it");
  expect(linted()).toEqual([1, ["past-changed", "guarded-change"]]);
  copyFileSync(EXAMPLE, join(fresh, "other/roster.yaml"));
  expect(linted()).toEqual([0, []]);
});
