/** Prints how two rosters differ, for every kind of entry and hostile names, and expects test/cases/diff/NAME. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type DiffView, diffText } from "../../src/render/diff.ts";
import { diffMarkdown } from "../../src/render/diff-markdown.ts";
import { plain } from "../../src/render/palette.ts";
import { compare } from "../../src/timeline/compare.ts";
import { findDifference } from "../../src/timeline/moves.ts";
import { expectFile } from "../expected.ts";
import { at, NEW_YORK, zone } from "../unit/render-build.ts";
import { displayed } from "../unit/render-screen.ts";
import { FOLDER, timelineIn } from "./intent-case.ts";

const TEAM = readFileSync(join(FOLDER, "rosters", "team.yaml"), "utf8");
const NOW = at("2026-11-24 10:00");

const EVERY_KIND = `
  - { skip: alice, from: 2026-12-01, turns: 1, approved_by: mia }
  - { skip: bob, from: 2026-12-02, turns: 3, reason: "away" }
  - { skip: carol, from: 2026-12-03, until: 2027-02-01, approved_by: [mia, max] }
  - { skip: dave, from: 2026-12-04, until: ready, unapproved: true }
  - { ready: dave, from: 2026-12-05, backdated: true, approved_by: max }
  - { join: erin, from: 2026-12-06 }
  - { join: frank, from: 2026-12-07, after: erin, approved_by: mia }
  - { leave: frank, from: 2026-12-08 }
  - { swap: [alice, bob], from: 2026-12-14 }
  - { swap: [carol, dave], from: 2026-12-15, until: 2027-01-01 }
  - { cover: alice, by: bob, shift: 2026-12-21, role: secondary }
  - { cover: alice, by: bob, from: 2026-12-31 18:00, until: 2027-01-01 09:00 }
`;

const TERMS = `rotation:
  - { start: 2025-06-02, timezone: America/New_York, queue: [bob] }
  - { start: 2026-01-05, timezone: America/New_York, handoff: monday 09:00, every: 2 weeks, roles: [captain], queue: [alice, bob, carol, dave] }
`;

const ROTATION = /rotation:\n(?: .*\n)+/;
const HOSTILE = TEAM.replace("Alice Nguyen", '"@here |\\e[2J ![x](http://evil.example) <b> #1"')
  .replace("Bob Okafor", '"::error::x `code`"')
  .replace("Platform Engineering", '"<!channel> ##[error]"');

/** Two rosters and the number of weeks to compare. */
const CASES: Readonly<Record<string, readonly [before: string, after: string, weeks?: number]>> = {
  "every-kind": [TEAM, TEAM.trimEnd() + EVERY_KIND, 2],
  "every-kind-gone": [TEAM.trimEnd() + EVERY_KIND, TEAM, 1],
  terms: [TEAM, TEAM.replace(ROTATION, TERMS)],
  "terms-gone": [TEAM.replace(ROTATION, TERMS), TEAM],
  hostile: [
    HOSTILE,
    `${HOSTILE.trimEnd()}\n  - { swap: [alice, bob], from: 2026-11-30, approved_by: mia, reason: "see #42 @mia ![x](y) \\e[0m" }\n`,
  ],
  wide: [
    TEAM.replace("Alice Nguyen", "山田太郎"),
    `${TEAM.replace("Alice Nguyen", "山田太郎").trimEnd()}\n  - { swap: [alice, bob], from: 2026-11-30 }\n`,
  ],
};

function viewOf(name: string): DiffView {
  const [old = "", now = "", weeks] = CASES[name] ?? [];
  const [before, after] = [old, now].map((text) => timelineIn(new TextEncoder().encode(text)));
  if (before === undefined || after === undefined) throw new Error(`there is no ${name}`);
  return {
    ...{ team: after.roster.team, file: "roster.yaml", zone: NEW_YORK, viewer: undefined, year: 2026, weeks },
    base: { revision: "origin/<b>@main", commit: "1a2b3c4".padEnd(40, "0"), time: at("2026-11-20 15:00") },
    head: { revision: "5d6e7f8", commit: "5d6e7f8".padEnd(40, "0"), time: at("2026-11-21 15:00") },
    people: after.roster.people,
    log: compare(before, after).log,
    terms: compare(before, after).terms,
    difference: findDifference(before, after, NOW, weeks),
  };
}

describe.each(Object.keys(CASES))("%s", (name) => {
  test.each([40, 80, 200])("at %i columns", async (columns) => {
    const text = await diffText(viewOf(name), { columns, palette: plain });
    expectFile(`test/cases/diff/${name}-${columns}.txt`, text);
    expect(displayed(text).filter((line) => line.columns > columns)).toEqual([]);
  });

  test("in Markdown, where the reader's zone is not known", () => {
    const view = viewOf(name);
    const text = diffMarkdown(view);
    expectFile(`test/cases/diff/${name}.md`, text);
    expect(diffMarkdown({ ...view, viewer: zone("Europe/Lisbon") })).toBe(text);
  });
});
