/** Prints who is on call in several teams, for a terminal: one line a role, the team in front. */
import type { Instant } from "../time/zone.ts";
import type { Serving } from "../timeline/ask.ts";
import { forTerminal } from "./escape.ts";
import { type Cells, NARROWEST, type Page, printTable, type Table, writeHanging } from "./grid.ts";
import { buildNames, NOBODY } from "./names.ts";
import type { Styled } from "./palette.ts";
import { isCovered } from "./schedule.ts";
import { clock, day, type Faces, viewerClock, yearOf } from "./when.ts";
import { contactPhrases, coverPhrases, joinGroups, type WhoView } from "./who.ts";
import { type Width, widthFor } from "./width.ts";

/** What the page says of one roster. */
export interface TeamOnCall extends Faces {
  readonly at: Instant;
  readonly isNow: boolean;
  readonly lines: readonly RoleLine[];
  /** With `--as-of`: which revision it is, and where today's roster disagrees. */
  readonly asOf: readonly (readonly string[])[];
}

interface RoleLine {
  readonly team: string;
  readonly role: string;
  readonly name: Styled;
  /** For whom, and until when. */
  readonly until: readonly string[];
  /** Who takes over, and how to reach whoever is on call. */
  readonly more: readonly string[];
}

/** Takes what is shown from the answer for one roster. `zoneName`: how people call its zone at an instant, such as EST. */
export function teamOnCall(who: WhoView, zoneName: (instant: Instant) => string): TeamOnCall {
  const { zone, viewer, at, isNow } = who;
  const lines = who.onCall.map((serving) => roleLine(who, serving, zoneName));
  return {
    zone,
    viewer,
    at,
    isNow,
    lines: lines.length > 0 ? lines : [notBegun(who, zoneName)],
    asOf: who.asOf?.lines ?? [],
  };
}

function roleLine(who: WhoView, serving: Serving, zoneName: (instant: Instant) => string): RoleLine {
  const names = buildNames(who.people, forTerminal);
  const { engineer, role, end } = serving;
  const next = serving.after ?? who.next.find((each) => each.role === role)?.engineer;
  const then = next === undefined || next === engineer ? [] : [`then ${names(next)}`];
  const contact = engineer === null ? undefined : who.contacts?.get(engineer);
  return {
    team: forTerminal(who.team),
    role: names.role(role),
    name: {
      text: names(engineer),
      tone: engineer === null ? "vacant" : isCovered(serving) ? "cover" : "now",
    },
    until: [...coverPhrases(serving, names), `until ${momentThere(who, end, zoneName)}`],
    more: [...then, ...contactPhrases(contact)],
  };
}

function notBegun(who: WhoView, zoneName: (instant: Instant) => string): RoleLine {
  const start = who.next[0]?.start;
  return {
    team: forTerminal(who.team),
    role: "",
    name: { text: NOBODY, tone: "vacant" },
    until: start === undefined ? [] : [`yet: the rotation begins on ${momentThere(who, start, zoneName)}`],
    more: [],
  };
}

/** With the zone's name, since other lines are in other zones: `Mon 30 Nov 12:00 EST (18:00 yours)`. */
function momentThere(who: WhoView, instant: Instant, zoneName: (instant: Instant) => string): string {
  const { zone } = who;
  const yours = viewerClock(who, instant);
  const text = `${day(zone, instant, yearOf(zone, who.at))} ${clock(zone, instant)} ${zoneName(instant)}`;
  return yours === undefined ? text : `${text} (${yours} yours)`;
}

/** Empty for no teams. */
export async function teamsText(teams: readonly TeamOnCall[], page: Page): Promise<string> {
  const [first] = teams;
  if (first === undefined) return "";
  const rows = teams.flatMap(({ lines }) => lines);
  const width = await widthFor(
    rows.flatMap((row) => [row.team, row.role, row.name.text, ...row.until, ...row.more]),
  );
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const lines = [
    ...writeHanging("", [first.isNow ? "on call now" : "on call"], "title", 0, sheet, width),
    ...writeHanging("", whenPhrases(teams, first), "faint", 0, sheet, width),
    ...teams
      .flatMap(({ asOf }) => asOf)
      .flatMap((phrases) => writeHanging("", phrases, "body", 0, sheet, width)),
    "",
    ...printTable(
      [
        inColumns(rows, "beside", sheet, width),
        inColumns(rows, "short", sheet, width),
        inColumns(rows, "below", sheet, width),
      ],
      () => stack(rows, sheet, width),
      sheet,
      width,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function whenPhrases(teams: readonly TeamOnCall[], { zone, at }: TeamOnCall): readonly string[] {
  const viewer = teams.find((team) => team.viewer !== undefined)?.viewer;
  const here = `${day(zone, at, undefined)} ${clock(zone, at)} ${zone.name}`;
  if (viewer === undefined || viewer.offsetAt(at) === zone.offsetAt(at)) return [here];
  return [`${here},`, `yours: ${day(viewer, at, yearOf(zone, at))} ${clock(viewer, at)} ${viewer.name}`];
}

const INDENT = 2;

/** `short` leaves out who takes over; `below` has all that beside the names on a line of its own. */
function inColumns(
  rows: readonly RoleLine[],
  details: "beside" | "short" | "below",
  page: Page,
  width: Width,
): Table {
  return {
    indent: INDENT,
    gaps: [2],
    rows: rows.flatMap((row) => {
      const cells: Cells = [
        [{ text: row.team, tone: "body" }],
        [{ text: row.role, tone: "faint" }],
        [row.name],
      ];
      if (details === "below")
        return [
          { cells },
          { lines: () => writeHanging("", detailPhrases(row), "body", 2 * INDENT, page, width) },
        ];
      const text = details === "beside" ? detailPhrases(row).join(" ") : row.until.join(" ");
      return [{ cells: [...cells, [{ text, tone: "body" }]] }];
    }),
  };
}

function stack(rows: readonly RoleLine[], page: Page, width: Width): readonly string[] {
  return rows.flatMap((row) => [
    ...writeHanging("", [row.team, row.role], "faint", 0, page, width),
    ...writeHanging("", [row.name.text], row.name.tone, INDENT, page, width),
    ...writeHanging("", detailPhrases(row), "body", 2 * INDENT, page, width),
  ]);
}

/** `until Mon 30 Nov 12:00 EST, then Bob Okafor`. */
function detailPhrases({ until, more }: RoleLine): readonly string[] {
  return joinGroups([until, more]);
}
