/** Prints who is on call in several teams, for a terminal: one line a role, the team in front. */
import type { Instant } from "../time/zone.ts";
import type { Serving } from "../timeline/ask.ts";
import { forTerminal } from "./escape.ts";
import { NARROWEST, type Page, writeHanging } from "./grid.ts";
import { buildNames, NOBODY, OFF_DUTY } from "./names.ts";
import type { Styled } from "./palette.ts";
import { clock, day, type Faces, viewerClock, yearOf } from "./when.ts";
import { contactPhrases, coverPhrases, joinGroups, thenPhrases, toneOf, type WhoView } from "./who.ts";
import { padEnd, type Width, widest, widthFor, wrap } from "./width.ts";

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
  /** Who takes over. */
  readonly follower: readonly string[];
  /** How to reach whoever is on call, if that was asked for. */
  readonly contact: readonly string[];
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
  const before = thenPhrases(serving, who.next[0]?.start, names);
  const next = who.next.find((each) => each.role === role)?.engineer;
  const follower =
    before.length > 0 ? before : next === undefined || next === engineer ? [] : [`then ${names(next)}`];
  const since = serving.offDuty ? [`since ${momentThere(who, serving.start, zoneName)},`] : [];
  const contact = engineer === null ? undefined : who.contacts?.get(engineer);
  const covering = coverPhrases(serving, names);
  const until = `until ${momentThere(who, end, zoneName)}`;
  return {
    team: forTerminal(who.team),
    role: names.role(role),
    name: {
      text: serving.offDuty ? OFF_DUTY : names(engineer),
      tone: toneOf(serving, "now"),
    },
    // Off duty it matters most who comes, so that is never left out for want of room.
    until:
      serving.offDuty && follower.length > 0
        ? [...since, `${until},`, ...follower]
        : [...since, ...covering, until],
    follower: serving.offDuty ? [] : follower,
    contact: contactPhrases(contact),
  };
}

function notBegun(who: WhoView, zoneName: (instant: Instant) => string): RoleLine {
  const start = who.next[0]?.start;
  return {
    team: forTerminal(who.team),
    role: "",
    name: { text: NOBODY, tone: "vacant" },
    until: start === undefined ? [] : [`yet: the rotation begins on ${momentThere(who, start, zoneName)}`],
    follower: [],
    contact: [],
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
    rows.flatMap((row) => [row.team, row.role, row.name.text, ...row.until, ...row.follower, ...row.contact]),
  );
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const columns = {
    team: widest(
      rows.map(({ team }) => team),
      width,
    ),
    role: widest(
      rows.map(({ role }) => role),
      width,
    ),
    name: widest(
      rows.map(({ name }) => name.text),
      width,
    ),
  };
  const lines = [
    ...writeHanging("", [first.isNow ? "on call now" : "on call"], "title", 0, sheet, width),
    ...writeHanging("", whenPhrases(teams, first), "faint", 0, sheet, width),
    ...teams
      .flatMap(({ asOf }) => asOf)
      .flatMap((phrases) => writeHanging("", phrases, "body", 0, sheet, width)),
    "",
    ...rows.flatMap((row) => rowLines(row, columns, sheet, width)),
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
const GAP = 2;
/** The least columns that `until Mon 30 Nov 12:00 EST` needs beside the names. */
const ROOM = 28;

interface TeamColumns {
  readonly team: number;
  readonly role: number;
  readonly name: number;
}

/** One line, without who takes over if that does not fit; a cover or a contact may need a second one. */
function rowLines(row: RoleLine, columns: TeamColumns, page: Page, width: Width): readonly string[] {
  const { team, role, name, until, follower, contact } = row;
  const { palette } = page;
  const at = INDENT + columns.team + columns.role + columns.name + 3 * GAP;
  const room = page.columns - at;
  const all = joinGroups([until, follower, contact]);
  if (room < ROOM) {
    const head = [team, role, name.text].filter((text) => text !== "");
    return [
      ...writeHanging("", head, name.tone, INDENT, page, width),
      ...writeHanging("", all, "body", 2 * INDENT, page, width),
    ];
  }
  const isShort = width(all.join(" ")) <= room;
  const [first = "", ...others] = wrap(isShort ? all : joinGroups([until, contact]), room, width);
  const head = [
    padEnd(team, columns.team + GAP, width),
    palette.faint(padEnd(role, columns.role + GAP, width)),
    palette[name.tone](name.text) + " ".repeat(columns.name + GAP - width(name.text)),
  ];
  return [
    (" ".repeat(INDENT) + head.join("") + first).trimEnd(),
    ...others.map((text) => " ".repeat(at) + text),
  ];
}
