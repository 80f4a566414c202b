/**
 * `diff`, `who --as-of` and `why --blame`, built, on a real history: a roster in a folder, two branches merged, the file
 * renamed, and an edit not committed. Commits are told by their names, since their digits change with the example.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXAMPLE, env, git, newFolder, oncall } from "./rosters.ts";

let folder: string;
let ops: string;

/** Commits all there is, on a day of November, under a tag. */
function commit(day: number, tag: string, author = "Mia Rossi"): void {
  const date = `2026-11-${String(day).padStart(2, "0")}T15:00:00Z`;
  const dated = { ...env(folder), GIT_AUTHOR_NAME: author, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const say = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder, env: dated });
  say("add", "--all");
  say("commit", "--quiet", "--allow-empty", "-m", tag);
  say("tag", tag);
}

function edit(...args: readonly string[]): void {
  const { exit, stderr } = oncall(ops, args);
  expect(exit, stderr).toBe(0);
}

beforeAll(() => {
  folder = newFolder();
  ops = join(folder, "ops");
  mkdirSync(ops);
  git(folder, "init", "--quiet", "-b", "main");
  commit(1, "empty");
  copyFileSync(EXAMPLE, join(ops, "roster.yaml"));
  commit(2, "v1");
  git(folder, "switch", "--quiet", "-c", "side");
  edit("swap", "alice", "bob", "--once", "--approved-by", "manager");
  commit(3, "swap", "Eve \u001b[31m::error::");
  git(folder, "switch", "--quiet", "main");
  edit("leave", "grace", "--from", "2027-03-01");
  commit(4, "leave");
  git(folder, "merge", "--quiet", "--no-commit", "--no-ff", "side");
  commit(5, "merge");
  git(folder, "mv", "ops/roster.yaml", "ops/rota.yaml");
  commit(6, "rename");
  edit("cover", "alice", "--by", "erin", "--shift", "2026-11-23", "--unapproved", "-r", "rota.yaml");
});

/** What is answered from the folder of the roster, with the tags of commits for their digits. */
function answer(...args: readonly string[]) {
  const { exit, stdout, stderr } = oncall(ops, [...args, "-r", "rota.yaml"]);
  const tags = git(folder, "for-each-ref", "--format=%(objectname) %(refname:short)", "refs/tags");
  const named = tags
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .reduce((text, [id = "", tag = ""]) => text.replaceAll(id.slice(0, 7), `<${tag}>`), stdout + stderr);
  return `${named.replace(/^now is taken to be .*\n/m, "")}[exit ${exit}]\n`;
}

describe("oncall diff", () => {
  test("what is not committed", () => {
    expect(answer("diff")).toBe(`rota.yaml from HEAD (<rename>, Fri 6 Nov 2026) to the work tree

added      Erin Park covers Alice Nguyen in the shift of Mon 23 Nov 2026, NOT
           APPROVED yet

Alice Nguyen, primary
  Mon 23 Nov 12:00 – Thu 26 Nov 09:00 → nothing
Erin Park, primary
  nothing → Mon 23 Nov 12:00 – Thu 26 Nov 09:00
Alice Nguyen, primary
  Fri 27 Nov 09:00 – Mon 30 Nov 12:00 → nothing
Erin Park, primary
  nothing → Fri 27 Nov 09:00 – Mon 30 Nov 12:00
[exit 0]
`);
  });

  test("since a tag, over a merge and a rename", () => {
    expect(answer("diff", "v1")).toBe(`rota.yaml from v1 (<v1>, Mon 2 Nov 2026) to the work tree

added      Alice Nguyen and Bob Okafor trade places from Mon 30 Nov 2026 until
           Mon 18 Jan 2027, approved by Mia Rossi
added      Grace Kim leaves the queue from Mon 1 Mar 2027
added      Erin Park covers Alice Nguyen in the shift of Mon 23 Nov 2026, NOT
           APPROVED yet

Alice Nguyen, primary
  Mon 23 Nov 12:00 – Thu 26 Nov 09:00 → nothing
Erin Park, primary
  nothing → Mon 23 Nov 12:00 – Thu 26 Nov 09:00
Alice Nguyen, primary
  Fri 27 Nov 09:00 – Mon 30 Nov 12:00 → nothing
Erin Park, primary
  nothing → Fri 27 Nov 09:00 – Mon 30 Nov 12:00
Alice Nguyen, secondary
  Mon  4 Jan 2027 → Mon 21 Dec
Bob Okafor, secondary
  Mon 21 Dec → Mon  4 Jan 2027
Alice Nguyen, primary
  Mon 11 Jan 2027 → Mon 28 Dec
Bob Okafor, primary
  Mon 28 Dec → Mon 11 Jan 2027
Bob Okafor, secondary
  Mon 15 Mar 2027 → Mon  8 Mar 2027
Grace Kim, secondary
  Mon  8 Mar 2027 → nothing
Bob Okafor, primary
  Mon 22 Mar 2027 → Mon 15 Mar 2027
Grace Kim, primary
  Mon 15 Mar 2027 → nothing
Frank Osei, secondary
  Mon 22 Mar 2027 → Mon 15 Mar 2027
Frank Osei, primary
  Mon 29 Mar 2027 → Mon 22 Mar 2027
Alice Nguyen, secondary
  Mon 29 Mar 2027 → Mon 22 Mar 2027
Alice Nguyen, primary
  Mon  5 Apr 2027 → Mon 29 Mar 2027
Dave Lindqvist, secondary
  Mon  5 Apr 2027 → Mon 29 Mar 2027
Dave Lindqvist, primary
  Mon 12 Apr 2027 → Mon  5 Apr 2027
Erin Park, secondary
  Mon 12 Apr 2027 → Mon  5 Apr 2027
and so on, each cycle
[exit 0]
`);
  });

  test("between two revisions: what a merge brought, and a rename alone", () => {
    expect(answer("diff", "merge^1", "merge")).toBe(`rota.yaml from merge^1 (<leave>, Wed 4 Nov 2026)
to merge (<merge>, Thu 5 Nov 2026)

added      Alice Nguyen and Bob Okafor trade places from Mon 30 Nov 2026 until
           Mon 18 Jan 2027, approved by Mia Rossi

Bob Okafor     secondary   Mon 21 Dec      → Mon  4 Jan 2027
Alice Nguyen   secondary   Mon  4 Jan 2027 → Mon 21 Dec
Bob Okafor     primary     Mon 28 Dec      → Mon 11 Jan 2027
Alice Nguyen   primary     Mon 11 Jan 2027 → Mon 28 Dec
[exit 0]
`);
    expect(answer("diff", "HEAD~1", "HEAD")).toBe(`rota.yaml from HEAD~1 (<merge>, Thu 5 Nov 2026)
to HEAD (<rename>, Fri 6 Nov 2026)

nobody's weeks move
[exit 0]
`);
    expect(answer("diff", "rename", "swap")).toBe(`rota.yaml from rename (<rename>, Fri 6 Nov 2026)
to swap (<swap>, Tue 3 Nov 2026)

taken back Grace Kim leaves the queue from Mon 1 Mar 2027

Bob Okafor       secondary   Mon  8 Mar 2027 → Mon 15 Mar 2027
Grace Kim        secondary   nothing         → Mon  8 Mar 2027
Bob Okafor       primary     Mon 15 Mar 2027 → Mon 22 Mar 2027
Grace Kim        primary     nothing         → Mon 15 Mar 2027
Frank Osei       secondary   Mon 15 Mar 2027 → Mon 22 Mar 2027
Frank Osei       primary     Mon 22 Mar 2027 → Mon 29 Mar 2027
Alice Nguyen     secondary   Mon 22 Mar 2027 → Mon 29 Mar 2027
Alice Nguyen     primary     Mon 29 Mar 2027 → Mon  5 Apr 2027
Dave Lindqvist   secondary   Mon 29 Mar 2027 → Mon  5 Apr 2027
Dave Lindqvist   primary     Mon  5 Apr 2027 → Mon 12 Apr 2027
Erin Park        secondary   Mon  5 Apr 2027 → Mon 12 Apr 2027
Erin Park        primary     Mon 12 Apr 2027 → Mon 19 Apr 2027
Bob Okafor       secondary   Mon 12 Apr 2027 → Mon 26 Apr 2027
and so on, each cycle
[exit 0]
`);
  });

  test("names the whole commits to scripts", () => {
    const { base, head } = JSON.parse(
      oncall(ops, ["diff", "v1", "HEAD", "--json", "-r", "rota.yaml"]).stdout,
    );
    const id = (revision: string) => git(folder, "rev-parse", revision).trim();
    expect([base, head]).toEqual([
      { revision: "v1", commit: id("v1") },
      { revision: "HEAD", commit: id("HEAD") },
    ]);
  });

  test("a commit without the roster, one that is not there, and what looks like an option", () => {
    expect(answer("diff", "empty")).toBe(`oncall: there is no rota.yaml in empty (<empty>)
help: name a revision that has it (git log --follow -- rota.yaml lists them), or commit it first
[exit 3]
`);
    expect(answer("diff", "nowhere").split("\n").slice(1)).toEqual([
      "help: fetch it first (git fetch origin), and name it as git does, such as origin/main",
      "[exit 3]",
      "",
    ]);
    expect(
      answer("diff", "v1..HEAD"),
    ).toBe(`oncall: there is no v1..HEAD to compare with: v1..HEAD is a range of revisions, not one
help: fetch it first (git fetch origin), and name it as git does, such as origin/main
[exit 3]
`);
    const option = join(folder, "written");
    expect(oncall(ops, ["diff", "-r", "rota.yaml", "--", `--output=${option}`]).exit).toBe(3);
    expect(oncall(ops, ["who", "-r", "rota.yaml", `--as-of=--output=${option}`]).exit).toBe(3);
    expect(existsSync(option)).toBe(false);
  });

  test("a shallow clone, and no repository at all", () => {
    const shallow = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", "--depth", "1", `file://${folder}`, shallow);
    const told = oncall(join(shallow, "ops"), ["diff", "HEAD~1", "-r", "rota.yaml"]);
    expect([told.exit, told.stdout, told.stderr.split("\n").at(-2)]).toEqual([
      3,
      "",
      "help: this clone lacks the older commits: git fetch --unshallow, or fetch-depth: 0 where a workflow checks out",
    ]);
    const bare = newFolder();
    copyFileSync(EXAMPLE, join(bare, "roster.yaml"));
    const nowhere = oncall(bare, ["diff"]);
    expect([nowhere.exit, nowhere.stdout, nowhere.stderr.split("\n").slice(1)]).toEqual([
      3,
      "",
      [
        "oncall: there is no HEAD to compare with: not a git repository (or any of the parent directories): .git",
        "help: the roster must lie in a git repository that has the revision",
        "",
      ],
    ]);
    const blamed = oncall(bare, ["why", "--blame"]);
    expect([blamed.exit, blamed.stdout, blamed.stderr.split("\n").slice(1)]).toEqual([
      4,
      "",
      [
        "oncall: git does not track roster.yaml: nobody knows who wrote its lines",
        "help: commit it first, or leave --blame out",
        "",
      ],
    ]);
  });
});

test("who was believed to be on call", () => {
  expect(answer("who", "primary", "--as-of", "HEAD")).toBe(`Platform Engineering, on call now
Tue 24 Nov 2026 10:00 America/New_York
as rota.yaml stood at HEAD (<rename>, Fri 6 Nov 2026)
by rota.yaml of now: primary Erin Park

  primary  Alice Nguyen  until Thu 26 Nov 09:00 (in 47 h), then Mia Rossi

next, from Mon 30 Nov 12:00
  primary  Carol Diaz    until Mon 7 Dec 12:00
[exit 0]
`);
  expect(answer("who", "--at", "2027-01-12", "--as-of", "v1")).toBe(`Platform Engineering, on call
Tue 12 Jan 2027 00:00 America/New_York
as rota.yaml stood at v1 (<v1>, Mon 2 Nov 2026)
by rota.yaml of now: primary Bob Okafor

  primary    Alice Nguyen    until Mon 18 Jan 12:00
  secondary  Dave Lindqvist  until Mon 18 Jan 12:00

next, from Mon 18 Jan 12:00
  primary    Dave Lindqvist  until Mon 25 Jan 12:00
  secondary  Erin Park       until Mon 25 Jan 12:00
[exit 0]
`);
});

test("who wrote the lines, on a branch, before the rename, and not yet committed", () => {
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

test("a file that is staged, and in no commit yet", () => {
  const fresh = newFolder();
  git(fresh, "init", "--quiet");
  copyFileSync(EXAMPLE, join(fresh, "roster.yaml"));
  git(fresh, "add", ".");
  const { exit, stdout } = oncall(fresh, ["why", "--role", "secondary", "--blame"]);
  expect([exit, stdout.split("\n").filter((line) => line.endsWith("not committed yet")).length]).toEqual([
    0, 2,
  ]);
});

test("nothing is written, neither file nor index", () => {
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
