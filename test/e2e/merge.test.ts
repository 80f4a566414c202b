/**
 * Merges two branches that both edit the roster, with git alone. Entries between different neighbours merge cleanly, and
 * the log is the union. In the same gap git cannot know which comes first: a conflict, unless the repository has
 * `merge=union`, which keeps both.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import type { NewEntry } from "../../src/edit/model.ts";
import { loadRoster } from "../../src/roster/load.ts";

const HEAD = `version: 1
team: Platform
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob, carol, dave] }
people:
  alice: { name: Alice, manager: mia }
  bob: { name: Bob, manager: mia }
  carol: { name: Carol, manager: mia }
  dave: { name: Dave, manager: mia }
  mia: { name: Mia }
`;
const LINES = `${HEAD}changes:
  - { swap: [alice, bob], from: 2026-02-02, approved_by: mia }
  - { cover: carol, by: dave, shift: 2026-03-02, approved_by: mia }
  - { swap: [carol, dave], from: 2026-04-06, approved_by: mia }
  - { skip: alice, from: 2026-05-04, approved_by: mia }
`;
const BLOCKS = `${HEAD}changes:
  # Alice and Bob.
  - swap: [alice, bob]
    from: 2026-02-02
    approved_by: mia

  - cover: carol
    by: dave
    shift: 2026-03-02
    approved_by: mia
  - swap: [carol, dave]
    from: 2026-04-06
    approved_by: mia
  # Alice is away.
  - skip: alice
    from: 2026-05-04
    approved_by: mia

escalation:
  - notify: primary
`;
const JSON_LOG = `{
  "version": 1,
  "team": "Platform",
  "rotation": { "start": "2026-01-05", "timezone": "America/New_York", "queue": ["alice", "bob", "carol", "dave"] },
  "people": { "alice": { "name": "Alice" }, "bob": { "name": "Bob" }, "carol": { "name": "Carol" }, "dave": { "name": "Dave" } },
  "changes": [
    { "leave": "bob", "from": "2026-02-02" },
    { "leave": "carol", "from": "2026-03-02" },
    { "leave": "dave", "from": "2026-04-06" },
    { "join": "dave", "from": "2026-05-04" }
  ]
}
`;

/** A week in each gap of the logs above: before the first entry, between two, after the last. */
const WEEKS = ["2026-01-12", "2026-02-16", "2026-03-16", "2026-04-20", "2026-05-18"];

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

interface Repository {
  readonly commit: (text: string, message: string) => void;
  readonly git: (...args: readonly string[]) => number | null;
  readonly text: () => string;
}

function repository(base: string, attributes = ""): Repository {
  const folder = mkdtempSync(join(tmpdir(), "oncall-merge-"));
  made.push(folder);
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  const roster = join(folder, "roster.yaml");
  const git = (...args: readonly string[]) =>
    spawnSync("git", args, { cwd: folder, env, stdio: "ignore" }).status;
  const commit = (text: string, message: string) => {
    writeFileSync(roster, text);
    execFileSync("git", ["add", "."], { cwd: folder, env });
    execFileSync("git", ["commit", "-q", "-m", message], { cwd: folder, env });
  };
  git("init", "-q", "-b", "main");
  if (attributes !== "") writeFileSync(join(folder, ".gitattributes"), attributes);
  commit(base, "base");
  return { commit, git, text: () => readFileSync(roster, "utf8") };
}

function added(text: string, ...entries: readonly NewEntry[]): string {
  const edits = entries.map((entry) => ({ kind: "add-entry", entry }) as const);
  const result = edit({ file: "roster.yaml", bytes: new TextEncoder().encode(text), edits, zoneOf });
  if (result.kind === "refused") throw new Error(`${result.message}; ${result.help}`);
  return result.text;
}

function cover(shift: string): NewEntry {
  return { cover: "alice", by: "dave", shift, approved_by: "mia", reason: `away on ${shift}` };
}

/** The results of merging every two of the weeks, each from its own branch. */
function mergesOf(base: string): readonly string[] {
  const { commit, git, text } = repository(base);
  for (const week of WEEKS) {
    git("checkout", "-q", "-b", week, "main");
    commit(added(base, withoutManager(base, cover(week))), week);
  }
  return WEEKS.flatMap((one, index) =>
    WEEKS.slice(index + 1).map((other) => {
      git("checkout", "-q", "--detach", one);
      const status = git("merge", "-q", "--no-edit", other);
      const merged = text();
      git("merge", "--abort");
      const wanted = added(base, withoutManager(base, cover(one)), withoutManager(base, cover(other)));
      return `${one} and ${other}: ${status !== 0 ? "conflict" : merged === wanted ? "both" : merged}`;
    }),
  );
}

/** The JSON above has nobody who can approve. */
function withoutManager(base: string, entry: NewEntry): NewEntry {
  return base.startsWith("{") ? { ...entry, approved_by: undefined } : entry;
}

const ALL_CLEAN = WEEKS.flatMap((one, index) =>
  WEEKS.slice(index + 1).map((other) => `${one} and ${other}: both`),
);

test.each([
  ["lines", LINES],
  ["lines with CRLF", LINES.replaceAll("\n", "\r\n")],
  ["blocks", BLOCKS],
])(
  "entries between different neighbours merge cleanly, to what one person would have written: %s",
  (_, base) => {
    expect(mergesOf(base)).toEqual(ALL_CLEAN);
  },
);

test("adding after the last entry edits its line too if it needs a comma, so that the gap before it conflicts", () => {
  const weeks = ALL_CLEAN.map((line) =>
    /04-20 and 2026-05-18/.test(line) ? line.replace("both", "conflict") : line,
  );
  expect(mergesOf(JSON_LOG)).toEqual(weeks);
});

test("adding after a last line without a newline edits that line too", () => {
  const weeks = ALL_CLEAN.map((line) =>
    /04-20 and 2026-05-18/.test(line) ? line.replace("both", "conflict") : line,
  );
  expect(mergesOf(LINES.trimEnd())).toEqual(weeks);
});

const JUNE = cover("2026-06-01");
const JULY: NewEntry = { swap: ["bob", "carol"], from: "2026-07-06", approved_by: "mia" };

function mergeBehindAll(
  base: string,
  attributes?: string,
): { readonly clean: boolean; readonly text: string } {
  const { commit, git, text } = repository(base, attributes);
  git("checkout", "-q", "-b", "june", "main");
  commit(added(base, JUNE), "june");
  git("checkout", "-q", "-b", "july", "main");
  commit(added(base, JULY), "july");
  return { clean: git("merge", "-q", "--no-edit", "june") === 0, text: text() };
}

test("two entries in one gap, such as both at the end, are a conflict, and no command computes anything from it", () => {
  const { clean, text } = mergeBehindAll(LINES);
  expect(clean).toBe(false);
  const { roster, findings } = loadRoster({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(text),
    zoneOf,
  });
  expect({ roster, rules: findings.map(({ rule, place }) => [rule, place.line]) }).toEqual({
    roster: undefined,
    rules: [["merge-conflict", 15]],
  });
});

test("merge=union keeps both in either order, and the next entry is inserted where it belongs", () => {
  const { clean, text } = mergeBehindAll(LINES, "roster.yaml merge=union\n");
  expect(clean).toBe(true);
  const july = "  - { swap: [bob, carol], from: 2026-07-06, approved_by: mia }\n";
  const june =
    '  - { cover: alice, by: dave, shift: 2026-06-01, approved_by: mia, reason: "away on 2026-06-01" }\n';
  expect(text).toBe(LINES + july + june);
  const next: NewEntry = { ready: "alice", from: "2026-06-15", approved_by: "mia" };
  expect(added(text, next)).toBe(`${text}  - { ready: alice, from: 2026-06-15, approved_by: mia }\n`);
});

test("merge=union merges equal lines of two block entries, so that one loses them: one line per entry is safer", () => {
  const base = `${HEAD}changes:\n  - leave: dave\n    from: 2026-05-04\n`;
  const { commit, git, text } = repository(base, "roster.yaml merge=union\n");
  git("checkout", "-q", "-b", "june", "main");
  commit(added(base, { swap: ["alice", "bob"], from: "2026-06-01", approved_by: "mia" }), "june");
  git("checkout", "-q", "-b", "july", "main");
  commit(added(base, JULY), "july");
  expect(git("merge", "-q", "--no-edit", "june")).toBe(0);
  expect(text()).toBe(`${base}  - swap: [bob, carol]
    from: 2026-07-06
  - swap: [alice, bob]
    from: 2026-06-01
    approved_by: mia
`);
});

test("one branch removes an entry and the other adds one elsewhere", () => {
  const { commit, git, text } = repository(LINES);
  const taken = edit({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(LINES),
    edits: [{ kind: "remove-entry", index: 1 }],
    zoneOf,
  });
  if (taken.kind === "refused") throw new Error(taken.message);
  git("checkout", "-q", "-b", "out", "main");
  commit(taken.text, "out");
  git("checkout", "-q", "-b", "in", "main");
  commit(added(LINES, cover("2026-04-20")), "in");
  expect(git("merge", "-q", "--no-edit", "out")).toBe(0);
  expect(text()).toBe(added(taken.text, cover("2026-04-20")));
});
