/** Holds the tables and answers that people read as whole texts, for each width, stream and script. */
import { describe, expect, test } from "vitest";
import type { Page } from "../../src/render/grid.ts";
import { paletteFor, plain } from "../../src/render/palette.ts";
import { scheduleTable } from "../../src/render/table.ts";
import { whoText } from "../../src/render/who.ts";
import { expectFile, filesIn } from "../expected.ts";
import { people, shift } from "./render-build.ts";
import { ODD, personal, type TEAMS, usual, WHO, who } from "./render-cases.ts";
import { displayed } from "./render-screen.ts";

const COLUMNS = [40, 80, 200] as const;
const KINDS = ["ascii", "cjk", "combining"] as const satisfies readonly (keyof typeof TEAMS)[];
const coloured = await paletteFor(1);

/** A terminal knows its reader's zone and has colours; NO_COLOR takes the colours away, a pipe both. */
const STREAMS = [
  { stream: "terminal", palette: coloured, viewer: true },
  { stream: "no-color", palette: plain, viewer: true },
  { stream: "pipe", palette: plain, viewer: false },
] as const;

interface Shown {
  readonly name: string;
  readonly page: Page;
  readonly render: (page: Page) => Promise<string>;
}

const SHOWN: readonly Shown[] = COLUMNS.flatMap((columns) => [
  ...STREAMS.flatMap(({ stream, palette, viewer }) => {
    const page = { columns, palette };
    const end = `${stream}-${columns}.txt`;
    return [
      ...KINDS.flatMap((kind): readonly Shown[] => [
        { name: `schedule/${kind}-${end}`, page, render: (on) => scheduleTable(usual(kind, viewer), on) },
        { name: `who/${kind}-${end}`, page, render: (on) => whoText(who(kind, viewer), on) },
      ]),
      ...["alice", "erin"].map((person): Shown => {
        return {
          name: `person/${person}-${end}`,
          page,
          render: (on) => scheduleTable(personal(person, viewer), on),
        };
      }),
    ];
  }),
  ...Object.entries(ODD).map(([odd, schedule]): Shown => {
    const page = { columns, palette: plain };
    return { name: `odd/${odd}-${columns}.txt`, page, render: (on) => scheduleTable(schedule, on) };
  }),
  ...Object.entries(WHO).map(([odd, view]): Shown => {
    const page = { columns, palette: plain };
    return { name: `who/${odd}-${columns}.txt`, page, render: (on) => whoText(view, on) };
  }),
]);

describe("text for people", () => {
  test.each(SHOWN)("$name", async ({ name, page, render }) => {
    expectFile(`test/cases/render/${name}`, await render(page));
  });

  test.each(SHOWN)("$name stays within its columns", async ({ page, render }) => {
    const wide = displayed(await render(page)).filter(({ columns }) => columns > page.columns);
    expect(wide).toEqual([]);
  });

  test.each(SHOWN)("$name says the same without colours", async ({ page, render }) => {
    const bare = await render({ ...page, palette: plain });
    const painted = await render({ ...page, palette: coloured });
    expect(displayed(painted).map(({ text }) => text.trimEnd())).toEqual(bare.split("\n"));
  });

  test("every file of the folder is a case", () => {
    const files = ["odd", "person", "schedule", "who"].flatMap((each) =>
      filesIn(`test/cases/render/${each}`),
    );
    expect(files).toEqual(SHOWN.map(({ name }) => `test/cases/render/${name}`).sort());
  });
});

test("colours are chalk's, and none without a level", async () => {
  expect(await paletteFor(0)).toBe(plain);
  expect(coloured.now("x")).toBe("\u001b[1m\u001b[32mx\u001b[39m\u001b[22m");
  expect(coloured.vacant("NOBODY")).toBe("\u001b[1m\u001b[7m\u001b[31mNOBODY\u001b[39m\u001b[27m\u001b[22m");
});

test("a terminal narrower than any layout still gets every word", async () => {
  const words = (text: string) => text.split(/\s+/).join("");
  const narrow = await scheduleTable(usual("ascii", true), { columns: 1, palette: plain });
  const stacked = await scheduleTable(usual("ascii", true), { columns: 40, palette: plain });
  expect(words(narrow)).toBe(words(stacked));
});

test("people with the same name can be told apart", async () => {
  const shifts = [shift(0, "2026-01-05", ["alice", "bob"]), shift(1, "2026-01-12", ["carol", "dave"])];
  const known = people({ alice: " ", bob: "Nobody", carol: "Al\u200bex", dave: "\uff21lex" });
  const text = await scheduleTable(
    { ...usual("ascii", false), shifts, people: known, now: undefined },
    { columns: 80, palette: plain },
  );
  expect(text).toBe(`Platform Engineering
handoff every Mon 12:00, times in America/New_York

                     primary         secondary
  Mon  5 Jan 2026    alice           Nobody (bob)
  Mon 12 Jan         Alex (carol)    \uff21lex (dave)
`);
});

test("an answer for a very narrow page goes below one another", async () => {
  expect(await whoText(who("ascii", false), { columns: 24, palette: plain })).toBe(`Platform Engineering,
on call now
Tue 24 Nov 2026 20:15
America/New_York

  primary
    Erin Park
    covers Alice Nguyen
    until Wed 25 Nov
    09:00 (in 13 h),
    then Alice Nguyen
  secondary
    Bob Okafor
    until Sat 28 Nov
    00:00 (in 3 days),
    then Dave Lindqvist

next,
from Mon 30 Nov 12:00
  primary
    Bob Okafor
    until Mon 7 Dec
    12:00
  secondary
    Carol Diaz
    until Mon 7 Dec
    12:00
`);
});
