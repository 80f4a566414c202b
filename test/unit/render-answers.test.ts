/** Tests what commands print of rare data: no way out, times that only shift, a narrow page. */
import { expect, test } from "vitest";
import type { Check } from "../../src/doctor/model.ts";
import { adoptionRecord, adoptionText } from "../../src/render/adoption.ts";
import { checksText } from "../../src/render/doctor.ts";
import { movesText } from "../../src/render/moves.ts";
import { plain } from "../../src/render/palette.ts";
import { parityText } from "../../src/render/parity.ts";
import { suggestText } from "../../src/render/suggest.ts";
import { suggestRecord } from "../../src/render/suggest-json.ts";
import { NO_MOVES } from "../../src/timeline/moves.ts";
import { at, NEW_YORK, people, shift } from "./render-build.ts";

const PAGE = { columns: 80, palette: plain };
const PEOPLE = people({ alice: "Alice", bob: "Bob" });
const FACES = { zone: NEW_YORK, viewer: undefined, people: PEOPLE, year: 2026 };
const WEEK = { start: at("2026-11-30 12:00"), end: at("2026-12-07 12:00") };
const HOUR = 3_600_000;

test("on a narrow page the message of a check goes below its name, and at no terminal it is one line", async () => {
  const checks: readonly Check[] = [
    { check: "account", subject: null, status: "ok", message: "the key is good", help: null },
    {
      check: "account",
      subject: null,
      status: "broken",
      message: "the key may do nothing at all here",
      help: "make another",
    },
  ];
  expect(await checksText(checks, { columns: 30, palette: plain, isTTY: true })).toBe(`ok       account
    the key is good
broken   account
    the key may do nothing at
    all here
    help: make another

1 broken, 0 unknown, 1 ok
`);
  expect(await checksText(checks, { columns: 30, palette: plain, isTTY: false })).toContain(
    "broken   account  the key may do nothing at all here\n",
  );
});

test("hours of duty that stay as long are at other times, and a turn that keeps its start is told by both ends", async () => {
  const hours = { person: "alice", role: "primary", ...WEEK, from: 40 * HOUR, to: 40 * HOUR };
  const later = { start: WEEK.start, end: at("2026-12-08 12:00") };
  const turns = [{ person: "bob", role: "primary", from: WEEK, to: later }];
  expect(await movesText({ ...FACES, ...NO_MOVES, turns, hours: [hours] }, { ...PAGE, columns: 100 })).toBe(
    `Bob   primary   Mon 30 Nov 12:00 – Mon 7 Dec 12:00 → Mon 30 Nov 12:00 – Tue 8 Dec 12:00

Alice   primary   Mon 30 Nov, 40 h → 40 h, at other times
`,
  );
});

test("a clash that nothing solves says so, and of somebody who only asks no time away", async () => {
  const clash = {
    person: "bob",
    role: "primary",
    ...WEEK,
    shift: shift(0, "2026-11-30", ["bob"]),
    absence: undefined,
    parts: [WEEK],
  };
  const solutions = [{ clash, options: [], approvalHelp: undefined }];
  expect(await suggestText({ ...FACES, team: undefined, solutions }, PAGE)).toMatch(
    /^Bob is primary from Mon 30 Nov 2026 12:00 until Mon 7 Dec 12:00\n {2}no swap for once and no cover/,
  );
  expect(suggestRecord(solutions, NEW_YORK)).toMatchObject({ clashes: [{ away: null, options: [] }] });
});

test("what differs in one service of two, by its own word where it has no title", () => {
  const view = { ...FACES, file: "roster.yaml", until: WEEK.end, disparities: [] };
  const titles = new Map([
    ["opsgenie", "OpsGenie"],
    ["jsm", "Jira"],
  ]);
  expect(parityText({ ...view, titles })).toBe(
    "roster.yaml, OpsGenie and Jira say the same until Mon 7 Dec\n",
  );
  const services = [{ provider: "memo", who: null, cause: "no-schedule" as const }];
  const disparities = [{ ...WEEK, role: "primary", roster: "alice", services }];
  expect(parityText({ ...view, titles, disparities })).toContain("  memo: NOBODY, it has no such schedule\n");
});

test("an override that is left, with what to do and without", () => {
  const override = { role: "primary", key: "k", who: "alice", ...WEEK };
  const left = [
    { override, code: "nobody" as const, message: "nobody is named", help: undefined },
    { override, code: "no-such-role" as const, message: "the roster has no such role", help: "delete it" },
  ];
  const view = { ...FACES, title: "OpsGenie", agreeing: [], left };
  expect(adoptionText(view)).toMatchInlineSnapshot(`
    "
    made by hand in OpsGenie, and left:
      primary: Alice, Mon 30 Nov 12:00 → Mon 7 Dec: nobody is named [nobody]
      primary: Alice, Mon 30 Nov 12:00 → Mon 7 Dec: the roster has no such role [no-such-role]
        help: delete it
    "
  `);
  expect(adoptionRecord("opsgenie", view)).toMatchObject({ left: [{ help: null }, { help: "delete it" }] });
});
