/** Keeps the year that docs/time-off.md tells of as a git history: each commit is made by the command of its day. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wordsOf } from "../cli/transcript.ts";
import { NOW, oncall } from "../cli/world.ts";
import { git, newFolder } from "../e2e/folder.ts";
import { expectFile } from "../expected.ts";
import { ROOT } from "../house/sources.ts";
import { readPage, rosterNamed } from "./blocks.ts";

const PAGE = "docs/time-off.md";
const YEAR = "test/docs/rosters/year.yaml";

/** A team of eight, as it was a year ago. */
const START = `version: 1
team: Payments
rotation:
  start: 2025-11-24
  timezone: America/New_York
  handoff: monday 12:00
  queue: [ana, ben, cho, dev, eli, fay, gus, hui]
people:
  ana: { name: Ana Silva, manager: mia, country: US }
  ben: { name: Ben Adler, manager: mia, country: US }
  cho: { name: Cho Park, manager: mia, country: US }
  dev: { name: Dev Rao, manager: mia, country: US }
  eli: { name: Eli Stone, manager: mia, country: US }
  fay: { name: Fay Lind, manager: mia, timezone: Europe/Berlin, country: DE-BE }
  gus: { name: Gus Okoro, manager: mia, timezone: Europe/Berlin, country: DE-BE }
  hui: { name: Hui Chen, manager: mia, country: US }
  mia: { name: Mia Rossi }

policy: { verified_within: never }
`;

/** `solve`: takes the best way out of every clash of that person. */
const STEPS: readonly (readonly [day: string, line: string])[] = [
  ["2025-12-01", 'away cho --from 2025-12-08 --until 2025-12-22 --note "holidays"'],
  ["2025-12-01", "solve cho"],
  ["2026-01-20", 'skip dev --until 2026-06-01 --approved-by mia --reason "parental leave"'],
  [
    "2026-03-03",
    'join ivy --name "Ivy Lund" --manager mia --skip 1 --approved-by mia --reason "new in the team"',
  ],
  ["2026-06-16", 'away gus --from 2026-07-06 --until 2026-08-03 --note "summer"'],
  ["2026-06-16", "solve gus"],
  ["2026-08-18", 'away ana --from 2026-08-31 --until 2026-09-14 --note "a wedding, abroad"'],
  ["2026-08-18", "solve ana"],
  ["2026-11-20", 'away hui --from 2026-12-22 --until 2027-01-04 --note "holidays"'],
];

interface Told {
  readonly command: string;
}

function type(folder: string, day: string, words: readonly string[]): string {
  const env = { ...process.env, ONCALL_NOW: `${day}T15:00:00Z`, NO_COLOR: "1" };
  const identity = { GIT_AUTHOR_DATE: env.ONCALL_NOW, GIT_COMMITTER_DATE: env.ONCALL_NOW };
  return execFileSync(process.execPath, [join(ROOT, "bin/oncall.js"), ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, ...identity },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function clashesOf(folder: string, day: string, person: string): readonly (readonly Told[])[] {
  const { clashes } = JSON.parse(type(folder, day, ["suggest", person, "--json"]));
  return clashes.map(({ options }: { readonly options: readonly Told[] }) => options);
}

test("the year is what its commands make of it, one commit each", () => {
  const folder = newFolder();
  git(folder, "init", "--quiet");
  git(folder, "config", "user.name", "Mia");
  git(folder, "config", "user.email", "mia@example.com");
  writeFileSync(join(folder, "roster.yaml"), START);
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "--message", "A team of eight");
  let commits = 1;
  for (const [day, line] of STEPS) {
    const words = wordsOf(`oncall ${line}`);
    const [verb, person = ""] = words;
    if (verb !== "solve") {
      type(folder, day, [...words, "--commit"]);
      commits += 1;
      continue;
    }
    for (;;) {
      const clashes = clashesOf(folder, day, person);
      const best = clashes[0]?.[0];
      if (best === undefined) break;
      type(folder, day, [...wordsOf(best.command), "--commit"]);
      commits += 1;
      expect(clashesOf(folder, day, person).length).toBeLessThan(clashes.length);
    }
    expect(clashesOf(folder, day, person)).toEqual([]);
  }
  expect(git(folder, "rev-list", "--count", "HEAD")).toBe(String(commits));
  expectFile(YEAR, readFileSync(join(folder, "roster.yaml"), "utf8"));
}, 120_000);

test("each way out that the page shows was tried: its clash is gone, and lint finds no error", async () => {
  const commands = [...readPage(PAGE).matchAll(/^ +oncall ((?:swap|cover) .*)$/gm)].map(
    ([, line = ""]) => line,
  );
  expect(commands.length).toBeGreaterThan(3);
  const year = rosterNamed("year", PAGE);
  const [, away = ""] = /^\$ (oncall away .*) --dry-run$/m.exec(readPage(PAGE)) ?? [];
  const written = new Map<string, Uint8Array>();
  await oncall(wordsOf(away), { files: { "/team/roster.yaml": year }, disk: written, now: NOW });
  const text = new TextDecoder().decode(written.get("/team/roster.yaml"));
  const count = async (disk: Map<string, Uint8Array>) => {
    const { stdout } = await oncall(["suggest", "--json"], {
      files: { "/team/roster.yaml": text },
      disk,
      now: NOW,
    });
    return JSON.parse(stdout).clashes.length;
  };
  const before = await count(new Map());
  for (const line of new Set(commands)) {
    const disk = new Map<string, Uint8Array>();
    const world = { files: { "/team/roster.yaml": text }, disk, now: NOW };
    expect([line, (await oncall(wordsOf(`oncall ${line}`), world)).exit]).toEqual([line, 0]);
    expect(await count(disk)).toBeLessThan(before);
    expect((await oncall(["lint"], world)).exit).toBe(0);
  }
});
