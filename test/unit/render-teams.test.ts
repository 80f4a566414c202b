/** Tests who is on call in several teams: whoever serves on, nobody, off duty, and a narrow page. */
import { expect, test } from "vitest";
import { plain } from "../../src/render/palette.ts";
import type { WhoView } from "../../src/render/who.ts";
import { teamOnCall, teamsText } from "../../src/render/who-teams.ts";
import { at, zone } from "./render-build.ts";
import { WHO, who } from "./render-cases.ts";

const tell = (views: readonly WhoView[], columns = 80) =>
  teamsText(
    views.map((view) => teamOnCall(view, () => "EST")),
    { columns, palette: plain },
  );

const view = (name: string): WhoView => {
  const found = WHO[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const usual = who("ascii", false);

test("no teams, no page", async () => {
  expect(await tell([])).toBe("");
});

test("each team in its own zone, and the reader's clock beside it", async () => {
  const text = await tell([
    { ...usual, team: "One", viewer: zone("Europe/Lisbon") },
    { ...view("vacant"), team: "Two" },
    { ...view("not-begun"), team: "Three" },
    { ...view("not-begun"), team: "Four", next: [] },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "on call now
    Tue 24 Nov 2026 20:15 America/New_York, yours: Wed 25 Nov 01:15 Europe/Lisbon

      One    primary    Erin Park       covers Alice Nguyen
                                        until Wed 25 Nov 09:00 EST (14:00 yours)
      One    secondary  Bob Okafor      until Sat 28 Nov 00:00 EST (05:00 yours)
      Two    primary    Dave Lindqvist  until Mon 21 Dec 12:00 EST
      Two    secondary  NOBODY          until Mon 21 Dec 12:00 EST
      Three             NOBODY          yet: the rotation begins on Mon 30 Nov 12:00
                                        EST
      Four              NOBODY
    "
  `);
});

test("another instant, whose contacts, and what a revision said", async () => {
  const asOf = { revision: "v1", commit: "1234567", lines: [["according to v1"]] };
  const contacts = new Map([["erin", { phone: "+12025550101", slack: undefined }]]);
  expect(await tell([{ ...usual, isNow: false, asOf, contacts }])).toMatchInlineSnapshot(`
    "on call
    Tue 24 Nov 2026 20:15 America/New_York
    according to v1

      Platform Engineering  primary    Erin Park   covers Alice Nguyen
                                                   until Wed 25 Nov 09:00 EST,
                                                   phone +12025550101
      Platform Engineering  secondary  Bob Okafor  until Sat 28 Nov 00:00 EST
    "
  `);
});

test("a reader whose clock shows the same is not told twice", async () => {
  const text = await tell([{ ...usual, viewer: zone("America/Toronto") }]);
  expect(text).toBe(await tell([usual]));
});

test("whoever serves on is not next, and off duty says since when", async () => {
  const [primary, secondary] = usual.onCall;
  if (primary === undefined || secondary === undefined) throw new Error("nobody serves");
  const end = at("2026-11-30 12:00");
  const text = await tell([
    {
      ...usual,
      onCall: [
        { ...primary, engineer: "bob", scheduled: "bob", covers: [], after: undefined, end },
        { ...secondary, engineer: null, scheduled: null, after: "bob", offDuty: true },
      ],
    },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "on call now
    Tue 24 Nov 2026 20:15 America/New_York

      Platform Engineering  primary    Bob Okafor  until Mon 30 Nov 12:00 EST
      Platform Engineering  secondary  off duty    since Mon 23 Nov 12:00 EST,
                                                   until Sat 28 Nov 00:00 EST,
                                                   then Bob Okafor
    "
  `);
});

test("on a narrow page what is said of somebody goes below the name", async () => {
  expect(await tell([usual, view("not-begun")], 40)).toMatchInlineSnapshot(`
    "on call now
    Tue 24 Nov 2026 20:15 America/New_York

      Platform Engineering primary Erin Park
        covers Alice Nguyen
        until Wed 25 Nov 09:00 EST,
        then Alice Nguyen
      Platform Engineering secondary
      Bob Okafor
        until Sat 28 Nov 00:00 EST,
        then Dave Lindqvist
      Platform Engineering NOBODY
        yet: the rotation begins on Mon 30
        Nov 12:00 EST
    "
  `);
});
