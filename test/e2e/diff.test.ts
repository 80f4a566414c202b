/** Runs the built `diff` on a real history. */
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXAMPLE, git, newFolder, oncall } from "./rosters.ts";
import { answer, folder, ops, tellStory } from "./story.ts";

beforeAll(tellStory);

describe("oncall diff", () => {
  test("shows what is not committed", () => {
    expect(answer("diff")).toBe(`rota.yaml from HEAD (<rename>, Fri 6 Nov 2026) to the working tree

added      Erin Park covers Alice Nguyen in the shift of Mon 23 Nov 2026, NOT
           APPROVED yet

Mon 23 Nov 12:00 – Thu 26 Nov 09:00   primary   Alice Nguyen → Erin Park
Fri 27 Nov 09:00 – Mon 30 Nov 12:00   primary   Alice Nguyen → Erin Park
[exit 0]
`);
  });

  test("compares with a tag, across a merge and a rename", () => {
    expect(answer("diff", "v1")).toBe(`rota.yaml from v1 (<v1>, Mon 2 Nov 2026) to the working tree

added      Alice Nguyen and Bob Okafor trade places from Mon 30 Nov 2026 until
           Mon 18 Jan 2027, approved by Mia Rossi
added      Grace Kim leaves the queue from Mon 1 Mar 2027
added      Erin Park covers Alice Nguyen in the shift of Mon 23 Nov 2026, NOT
           APPROVED yet

Bob Okafor       secondary   Mon 21 Dec      → Mon  4 Jan 2027
Alice Nguyen     secondary   Mon  4 Jan 2027 → Mon 21 Dec
Bob Okafor       primary     Mon 28 Dec      → Mon 11 Jan 2027
Alice Nguyen     primary     Mon 11 Jan 2027 → Mon 28 Dec
Grace Kim        secondary   Mon  8 Mar 2027 → nothing
Bob Okafor       secondary   Mon 15 Mar 2027 → Mon  8 Mar 2027
Grace Kim        primary     Mon 15 Mar 2027 → nothing
Bob Okafor       primary     Mon 22 Mar 2027 → Mon 15 Mar 2027
Frank Osei       secondary   Mon 22 Mar 2027 → Mon 15 Mar 2027
Frank Osei       primary     Mon 29 Mar 2027 → Mon 22 Mar 2027
Alice Nguyen     secondary   Mon 29 Mar 2027 → Mon 22 Mar 2027
Alice Nguyen     primary     Mon  5 Apr 2027 → Mon 29 Mar 2027
Dave Lindqvist   secondary   Mon  5 Apr 2027 → Mon 29 Mar 2027
Dave Lindqvist   primary     Mon 12 Apr 2027 → Mon  5 Apr 2027
Erin Park        secondary   Mon 12 Apr 2027 → Mon  5 Apr 2027

Mon 23 Nov 12:00 – Thu 26 Nov 09:00   primary   Alice Nguyen → Erin Park
Fri 27 Nov 09:00 – Mon 30 Nov 12:00   primary   Alice Nguyen → Erin Park
and so on, every cycle
[exit 0]
`);
  });

  test("compares two revisions: a merge, and only a rename", () => {
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

no shifts change
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
and so on, every cycle
[exit 0]
`);
  });

  test("gives scripts the full commit ids", () => {
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
    expect(answer("diff", "v1...nowhere").split("\n")[0]).toBe(
      "oncall: git finds no revision nowhere: bad revision 'nowhere'",
    );
    for (const args of [
      ["who", "--as-of", "v1..main"],
      ["lint", "--base", "v1..main"],
    ] as const)
      expect(
        answer(...args),
      ).toBe(`oncall: git finds no revision v1..main: v1..main is a range of revisions, not one
help: name one revision: v1 or main
[exit 3]
`);
    expect(answer("diff", "v1..HEAD")).toBe(answer("diff", "v1", "HEAD"));
    expect(answer("who", "--as-of", "main@{2020-01-01}").split("\n").slice(1)).toEqual([
      "help: the reflog belongs to this clone alone: give a commit, such as the one from git log -1 --before=DATE",
      "[exit 3]",
      "",
    ]);
    git(folder, "branch", "v1", "main");
    expect(answer("diff", "v1")).toBe(`oncall: git finds no revision v1: refname 'v1' is ambiguous
help: several refs have that name: give it in full, such as refs/remotes/origin/main
[exit 3]
`);
    git(folder, "branch", "-D", "v1");
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
        "oncall: git finds no revision HEAD: not a git repository (or any of the parent directories): .git",
        "help: the roster must lie in a git repository that has the revision",
        "",
      ],
    ]);
    const blamed = oncall(bare, ["why", "--blame"]);
    expect([blamed.exit, blamed.stdout, blamed.stderr.split("\n").slice(1)]).toEqual([
      4,
      "",
      [
        "oncall: git does not track roster.yaml, so it does not know who wrote its lines",
        "help: commit it first, or leave --blame out",
        "",
      ],
    ]);
  });
});
