/** Prints whose weeks move when entries are added to a roster, and expects test/cases/moves/NAME-COLUMNS.txt. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { movesText } from "../../src/render/moves.ts";
import { movesMarkdown } from "../../src/render/moves-markdown.ts";
import { paletteFor, plain } from "../../src/render/palette.ts";
import { findMoves } from "../../src/timeline/moves.ts";
import { expectFile } from "../expected.ts";
import { NEW_YORK, zone } from "../unit/render-build.ts";
import { FOLDER, timelineIn } from "./intent-case.ts";

const TEAM = readFileSync(join(FOLDER, "rosters", "team.yaml"), "utf8");

const LOGS: Readonly<Record<string, readonly string[]>> = {
  nothing: [],
  swap: ["{ swap: [alice, bob], from: 2026-11-30 }"],
  "swap-once": ["{ swap: [alice, bob], from: 2026-11-30, until: 2026-12-28 }"],
  join: ["{ join: erin, from: 2026-11-30 }"],
  leave: ["{ leave: carol, from: 2026-12-07 }"],
  "skip-for-a-year": ["{ skip: carol, from: 2026-12-07, until: 2027-12-01 }"],
  "swap-for-a-year": ["{ swap: [alice, bob], from: 2026-11-30, until: 2027-11-08 }"],
  "cover-shift": ["{ cover: bob, by: dave, shift: 2026-12-14 }"],
  "cover-day": ["{ cover: bob, by: dave, from: 2026-12-15 09:00, until: 2026-12-15 17:30 }"],
  "cover-nights": [
    "{ cover: bob, by: dave, from: 2026-12-15 18:00, until: 2026-12-16 09:00 }",
    "{ cover: bob, by: erin, from: 2026-12-17 18:00, until: 2026-12-18 09:00 }",
  ],
  "cover-nights-of-two-weeks": Array.from({ length: 10 }, (_, night) => {
    const day = 10 + night;
    return `{ cover: bob, by: ${night % 2 === 0 ? "dave" : "erin"}, from: 2026-12-${day} 18:00, until: 2026-12-${day + 1} 09:00 }`;
  }),
  "cover-by-two": [
    "{ cover: bob, by: dave, from: 2026-12-14 12:00, until: 2026-12-16 09:00 }",
    "{ cover: bob, by: erin, from: 2026-12-16 09:00, until: 2026-12-21 12:00 }",
  ],
  "cover-over-a-handoff": ["{ cover: alice, by: erin, from: 2026-12-06 18:00, until: 2026-12-08 09:00 }"],
  exchange: [
    "{ cover: alice, by: bob, shift: 2026-12-07, role: primary }",
    "{ cover: bob, by: alice, shift: 2026-12-07, role: secondary }",
  ],
  vacancy: [
    "{ leave: bob, from: 2026-11-30 }",
    "{ leave: carol, from: 2026-11-30 }",
    "{ leave: dave, from: 2026-11-30 }",
  ],
  "vacancy-filled": [],
};

const BASES: Readonly<Record<string, readonly string[]>> = { "vacancy-filled": LOGS["vacancy"] ?? [] };

function timelineWith(lines: readonly string[], people = TEAM) {
  return timelineIn(
    new TextEncoder().encode([people.trimEnd(), ...lines.map((line) => `  - ${line}`), ""].join("\n")),
  );
}

function viewOf(name: string, people = TEAM) {
  const before = timelineWith(BASES[name] ?? [], people);
  const after = timelineWith(LOGS[name] ?? [], people);
  return {
    ...findMoves(before, after),
    ...{ zone: NEW_YORK, viewer: undefined, people: after.roster.people, year: 2026 },
  };
}

describe.each([40, 80])("at %i columns", (columns) => {
  test.each(Object.keys(LOGS))("%s", async (name) => {
    const text = await movesText(viewOf(name), { columns, palette: plain });
    expectFile(`test/cases/moves/${name}-${columns}.txt`, text);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test("hostile and wide names", async () => {
    const people = TEAM.replace("Alice Nguyen", '"\\e[31mAlice\\n"').replace("Bob Okafor", "山田太郎");
    const text = await movesText(viewOf("swap", people), { columns, palette: plain });
    expectFile(`test/cases/moves/names-${columns}.txt`, text);
  });
});

describe("in Markdown", () => {
  test.each(["nothing", "swap", "cover-day", "vacancy", "swap-for-a-year"])("%s", (name) => {
    expectFile(
      `test/cases/moves/${name}-markdown.txt`,
      movesMarkdown({ ...viewOf(name), viewer: zone("Europe/Lisbon") }),
    );
  });

  test("hostile names stay text", () => {
    const people = TEAM.replace("Alice Nguyen", '"@here |\\e[2J ![x](http://evil.example) <b> #1"').replace(
      "Bob Okafor",
      '"::error::x `code`"',
    );
    expectFile("test/cases/moves/names-markdown.txt", movesMarkdown(viewOf("swap", people)));
  });
});

test("in the reader's zone too", async () => {
  const view = { ...viewOf("cover-day"), viewer: zone("Europe/Lisbon") };
  expectFile(
    "test/cases/moves/cover-day-elsewhere.txt",
    await movesText(view, { columns: 100, palette: plain }),
  );
});

test("with colours", async () => {
  const page = { columns: 80, palette: await paletteFor(1) };
  expectFile("test/cases/moves/vacancy-colour.txt", await movesText(viewOf("vacancy"), page));
});
