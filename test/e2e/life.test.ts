/** Lints the generated history of a roster commit by commit: good commits are clean, and a planted mistake is found by its rule and no other. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { git, newFolder } from "./folder.ts";
import { oncallIn } from "./inside.ts";
import { type Commit, lifeOf, timelineIn } from "./life.ts";
import { imported, standAt } from "./planted.ts";

const FIXED = 20261123;
const SEED = Number(process.env["SEED"] ?? FIXED);

let life: readonly Commit[] = [];
beforeAll(async () => {
  life = await lifeOf(SEED, 200);
});

interface Lint {
  readonly exit: number;
  /** The rules of the errors. */
  readonly errors: readonly string[];
  /** The rules of infos for reviewers. */
  readonly infos: readonly string[];
}

async function lint(folder: string, base: string, now: number): Promise<Lint> {
  const answer = await oncallIn(folder, ["lint", "--base", base, "--json"], new Date(now).toISOString());
  if (answer.stdout === "") throw new Error(answer.stderr);
  const findings: readonly { rule: string; severity: string; message: string }[] = JSON.parse(
    answer.stdout,
  ).findings;
  const told = (severity: string) =>
    findings.filter((each) => each.severity === severity).map(({ rule }) => rule);
  const infos = told("info").filter((rule) => rule === "guarded-change");
  return { exit: answer.exit, errors: told("error"), infos };
}

/** Makes a repository with these commits; answers their ids too. */
function withCommits(commits: readonly Commit[]): { folder: string; ids: readonly string[] } {
  const folder = newFolder();
  git(folder, "init", "--quiet");
  return { folder, ids: imported(folder, commits) };
}

test("each good commit is clean against each of its parents", async () => {
  expect(life.length).toBeGreaterThanOrEqual(200);
  const { folder, ids } = withCommits(life);
  const wrong: unknown[] = [];
  for (const [index, { text, now, parents, what }] of life.entries()) {
    standAt(folder, ids[index] ?? "", text);
    for (const position of parents.keys()) {
      const answer = await lint(folder, `HEAD^${position + 1}`, now);
      const expected = what === "unapproved" ? "unapproved-entry" : "";
      if (answer.errors.join() !== expected) wrong.push({ index, what, position, ...answer });
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

test.skipIf(SEED !== FIXED)("the history has every kind of change", () => {
  const deeds = new Set(life.map(({ what }) => what));
  expect([...deeds].toSorted()).toEqual([
    ...["approve", "away", "backdated", "begin", "cover", "join", "leave", "merge", "once", "phone", "ready"],
    ...["reason", "skip", "swap", "terms", "tonight", "unapproved", "undo"],
  ]);
});

/** A mistake to make in a text, and the rules that should find it; undefined if the text has no place for it. */
interface Plant {
  readonly what: string;
  readonly spoil: (text: string, now: number) => string | undefined;
  readonly errors: readonly string[];
  readonly infos?: readonly string[];
}

const PAST = { from: "2025-01-27", last: "2025-03-31" };

const PLANTS: readonly Plant[] = [
  {
    what: "an old swap gets another date",
    spoil: (text) => text.replace("swap: [ann, ben], from: 2025-01-06", "swap: [ann, ben], from: 2025-01-13"),
    errors: ["begun-entry"],
  },
  {
    what: "an old entry is taken out",
    spoil: (text) => text.replace(/^.*backdated: true.*\n/m, ""),
    errors: ["begun-entry"],
  },
  {
    what: "an old entry is marked as backdated",
    spoil: (text) =>
      text.replace("until: 2025-02-03, approved_by", "until: 2025-02-03, backdated: true, approved_by"),
    errors: ["begun-entry"],
  },
  {
    what: "a swap is dated in the past",
    spoil: (text) =>
      `${text}  - { swap: [ann, dan], from: ${PAST.from}, until: ${PAST.last}, approved_by: [mia, max] }\n`,
    errors: ["past-changed"],
  },
  {
    what: "the queue of the terms is written in another order",
    spoil: (text) => text.replace("queue: [ann, ben,", "queue: [ben, ann,"),
    errors: ["past-changed"],
    infos: ["guarded-change"],
  },
  {
    what: "a manager is given to oneself, and approves what is backdated",
    spoil: (text, now) => {
      const timeline = timelineIn(text);
      const shifts = Array.from({ length: 60 }, (_, index) => timeline?.shift(index));
      const stretch = shifts
        .flatMap((shift) => (shift === undefined || shift.end > now ? [] : shift.stretches))
        .find(({ engineer, start, end }) => engineer === "dan" && end - start > 6 * 86_400_000);
      if (stretch === undefined) return undefined;
      const [from, until] = [20, 21].map((hours) =>
        new Date(stretch.start + hours * 3_600_000).toISOString(),
      );
      return `${text.replace(/(ben: \{ name: Ben,.*)manager: mia/, "$1manager: cat")}  - { cover: dan, by: ben, from: ${from}, until: ${until}, approved_by: [max, cat], backdated: true }\n`;
    },
    errors: ["past-changed", "wrong-approver"],
    infos: ["guarded-change"],
  },
];

describe("a planted mistake is found", () => {
  test.each(PLANTS)("$what", async ({ spoil, errors, infos = [] }) => {
    // After a few months, so that there is a past.
    const commits = [60, 120, 190].flatMap((index): readonly Commit[] => {
      const parent = life[index];
      const text = parent && spoil(parent.text, parent.now);
      if (parent === undefined || text === undefined || text === parent.text) return [];
      expect(timelineIn(text)).toBeDefined();
      return [
        { ...parent, parents: [] },
        { ...parent, text, parents: [] },
      ];
    });
    expect(commits.length).toBeGreaterThan(0);
    const chain = commits.map((commit, index) => ({ ...commit, parents: index === 0 ? [] : [index - 1] }));
    const { folder, ids } = withCommits(chain);
    for (const [index, { text, now }] of chain.entries()) {
      if (index % 2 === 0) continue;
      standAt(folder, ids[index] ?? "", text);
      const answer = await lint(folder, "HEAD^", now);
      expect({ errors: answer.errors, infos: answer.infos }).toEqual({ errors, infos });
    }
  });
});

test("a clean change stays clean until the handoff that lint names, and not a minute longer", async () => {
  const { folder, ids } = withCommits(life);
  const told: string[] = [];
  for (const [index, { text, now, parents, what }] of life.entries()) {
    if (index % 10 !== 0 || parents.length !== 1) continue;
    standAt(folder, ids[index] ?? "", text);
    const { stdout } = await oncallIn(folder, ["lint", "--base", "HEAD^"], new Date(now).toISOString());
    const [, day, year = new Date(now).getUTCFullYear(), clock] =
      /^merge before \w+ (\d+ \w+)(?: (\d+))? (\d\d:\d\d E[SD]T)$/m.exec(stdout) ?? [];
    if (day === undefined) continue;
    const until = Date.parse(`${day} ${year} ${clock}`);
    told.push(what);
    // Other rules look ahead, at other times by then.
    const past = async (at: number) => {
      const { errors } = await lint(folder, "HEAD^", at);
      return errors.filter((rule) => ["past-changed", "begun-entry"].includes(rule)).length;
    };
    expect(await past(until - 60_000)).toBe(0);
    // The first minute of a removed cover must have passed.
    expect(await past(until + 60_000)).toBe(1);
  }
  expect(told.length).toBeGreaterThan(3);
});

test("two pull requests that are each clean but together leave a vacancy", async () => {
  const folder = newFolder();
  git(folder, "init", "--quiet", "--initial-branch", "main");
  const path = join(folder, "roster.yaml");
  const write = (text: string, branch: string) => {
    writeFileSync(path, text);
    git(folder, "commit", "--quiet", "--all", "-m", branch);
  };
  const now = Date.parse("2026-11-24T15:00:00Z");
  writeFileSync(path, THREE);
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "Begin");
  const leaves = { one: ["alice", "2026-12-07"], other: ["bob", "2027-02-01"] } as const;
  for (const [branch, [person, from]] of Object.entries(leaves)) {
    git(folder, "switch", "--quiet", "-c", branch, "main");
    const entry = `  - { leave: ${person}, from: ${from} }\n`;
    write(branch === "one" ? THREE.replace("changes:\n", `changes:\n${entry}`) : `${THREE}${entry}`, branch);
    expect(await lint(folder, "main", now)).toEqual({ exit: 0, errors: [], infos: [] });
  }
  git(folder, "switch", "--quiet", "main");
  for (const branch of ["one", "other"]) git(folder, "merge", "--quiet", "--no-ff", "--no-edit", branch);
  expect(readFileSync(path, "utf8").match(/leave/g)).toHaveLength(2);
  expect(await lint(folder, "HEAD^", now)).toEqual({ exit: 1, errors: ["vacant-role"], infos: [] });
});

const THREE = `version: 1
team: Platform
rotation:
  start: 2026-01-05
  timezone: America/New_York
  handoff: monday 12:00
  queue: [alice, bob, carol]
people:
  alice: { name: Alice, manager: mia }
  bob: { name: Bob, manager: mia }
  carol: { name: Carol, manager: mia }
  mia: { name: Mia }
changes:
  - { cover: carol, by: bob, from: 2027-01-10 18:00, until: 2027-01-11 09:00, approved_by: mia }
  - { cover: carol, by: bob, from: 2027-01-12 18:00, until: 2027-01-13 09:00, approved_by: mia }
  - { cover: carol, by: bob, from: 2027-01-14 18:00, until: 2027-01-15 09:00, approved_by: mia }
`;
