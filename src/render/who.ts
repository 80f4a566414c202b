/** Prints who is on call at an instant, for a terminal: each role, the name, until when, for whom; and who is next. */
import type { Id, Person } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Serving } from "../timeline/ask.ts";
import { forTerminal } from "./escape.ts";
import { NARROWEST, type Page, writeHanging } from "./grid.ts";
import { buildNames, type Names, NOBODY, OFF_DUTY } from "./names.ts";
import { coverAsides } from "./notes.ts";
import type { Tone } from "./palette.ts";
import { isCovered, viewerIn } from "./schedule.ts";
import { clock, day, moment, roughly, viewerClock, yearOf } from "./when.ts";
import { padEnd, type Width, widest, widthFor, wrap } from "./width.ts";

export interface WhoView {
  readonly team: string;
  readonly people: ReadonlyMap<Id, Person>;
  /** The zone of all times. */
  readonly zone: Zone;
  /** The reader's zone, at a terminal, if it is another. */
  readonly viewer: Zone | undefined;
  /** The instant asked about. */
  readonly at: Instant;
  /** Whether that is now, and not an instant that was asked for. */
  readonly isNow: boolean;
  /** One per role that was asked for, in their order; `start` and `end` are those of the time that the person serves in a row. Empty: the rotation has not begun, or has no such role then. */
  readonly onCall: readonly Serving[];
  /** The same for the next shift, from its handoff on. */
  readonly next: readonly Serving[];
  /** The revision that says so; undefined: the file itself. */
  readonly asOf?: AsOf | undefined;
  /** For `--contact`; undefined: not asked for. */
  readonly contacts?: ReadonlyMap<Id, Contact> | undefined;
}

export interface AsOf {
  readonly revision: string;
  /** All digits. */
  readonly commit: string;
  /** Lines in phrases, safe for a terminal: which revision it is, and where today's roster disagrees. */
  readonly lines: readonly (readonly string[])[];
}

/** The whole number, ready to dial; undefined if there is none. */
export interface Contact {
  readonly phone: string | undefined;
  readonly slack: string | undefined;
}

export async function whoText(who: WhoView, page: Page): Promise<string> {
  const names = buildNames(who.people, forTerminal);
  const width = await widthFor(listTexts(who, names));
  const instants = [who.at, ...[...who.onCall, ...who.next].flatMap(({ start, end }) => [start, end])];
  const shown = { ...who, viewer: viewerIn(who, instants) };
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const serving = [...who.onCall, ...who.next];
  const columns = {
    role: widest(
      serving.map(({ role }) => names.role(role)),
      width,
    ),
    name: widest(
      serving.map(({ engineer, offDuty }) => (offDuty ? OFF_DUTY : names(engineer))),
      width,
    ),
  };
  const lines = [
    ...writeHanging("", titlePhrases(who), "title", 0, sheet, width),
    ...writeHanging("", whenPhrases(shown), "faint", 0, sheet, width),
    ...(who.asOf?.lines ?? []).flatMap((phrases) => writeHanging("", phrases, "body", 0, sheet, width)),
    "",
    ...onCallLines(shown, names, columns, sheet, width),
    ...nextLines(shown, names, columns, sheet, width),
  ];
  return `${lines.join("\n")}\n`;
}

function titlePhrases({ team, isNow }: WhoView): readonly string[] {
  return [`${forTerminal(team)},`, isNow ? "on call now" : "on call"];
}

/** Every text of the roster that the page shows. */
function listTexts(who: WhoView, names: Names): readonly string[] {
  const serving = [...who.onCall, ...who.next];
  const ids = serving.flatMap(({ engineer, scheduled, covers, after = null }) => [
    engineer,
    scheduled,
    after,
    ...covers.map((cover) => cover.person),
  ]);
  const contacts = [...(who.contacts?.values() ?? [])].map((contact) => forTerminal(contact.slack ?? ""));
  return [
    forTerminal(who.team),
    ...ids.map(names),
    ...serving.map(({ role }) => names.role(role)),
    ...contacts,
    ...(who.asOf?.lines.flat() ?? []),
  ];
}

/** `Tue 24 Nov 2026 20:15 America/New_York`, and the same for the reader. */
function whenPhrases(who: WhoView): readonly string[] {
  const { zone, viewer, at } = who;
  const here = `${day(zone, at, undefined)} ${clock(zone, at)} ${zone.name}`;
  if (viewer === undefined) return [here];
  return [`${here},`, `yours: ${day(viewer, at, yearOf(zone, at))} ${clock(viewer, at)} ${viewer.name}`];
}

function onCallLines(
  who: WhoView,
  names: Names,
  columns: Columns,
  page: Page,
  width: Width,
): readonly string[] {
  if (who.onCall.length === 0) {
    const start = who.next[0]?.start;
    const begins =
      start === undefined
        ? []
        : ["yet:", `the rotation begins on ${moment(who, start, yearOf(who.zone, who.at))}`];
    return writeHanging("", [`${NOBODY} is on call`, ...begins], "vacant", INDENT, page, width);
  }
  return who.onCall.flatMap((serving) => {
    const phrases = joinGroups([
      untilPhrases(who, serving, who.isNow, names),
      thenPhrases(serving, who.next[0]?.start, names),
    ]);
    const contact = serving.engineer === null ? undefined : who.contacts?.get(serving.engineer);
    const tone = toneOf(serving, "now");
    return servingLines(
      {
        role: names.role(serving.role),
        name: serving.offDuty ? OFF_DUTY : names(serving.engineer),
        tone,
        phrases,
        contact: contactPhrases(contact),
      },
      columns,
      page,
      width,
    );
  });
}

function nextLines(
  who: WhoView,
  names: Names,
  columns: Columns,
  page: Page,
  width: Width,
): readonly string[] {
  const start = who.next[0]?.start;
  if (start === undefined) return [];
  // Somebody who asks about a day, and so about its 00:00, may mean the people who take over on it.
  const isThatDay = !who.isNow && day(who.zone, start, undefined) === day(who.zone, who.at, undefined);
  const from = `from ${moment(who, start, yearOf(who.zone, who.at))}`;
  const heading = ["next,", from, ...(isThatDay ? ["(the handoff of that day)"] : [])];
  return [
    "",
    ...writeHanging("", heading, "title", 0, page, width),
    ...who.next.flatMap((serving) => {
      const tone = toneOf(serving, "body");
      const phrases = untilPhrases(who, serving, false, names);
      return servingLines(
        { role: names.role(serving.role), name: names(serving.engineer), tone, phrases, contact: [] },
        columns,
        page,
        width,
      );
    }),
  ];
}

export function toneOf(serving: Serving, usual: Tone): Tone {
  if (serving.offDuty) return "faint";
  return serving.engineer === null ? "vacant" : isCovered(serving) ? "cover" : usual;
}

/** For whom, until when, and how long that is; off duty, since when too. */
function untilPhrases(who: WhoView, serving: Serving, withWait: boolean, names: Names): readonly string[] {
  const yours = viewerClock(who, serving.end);
  const asides = [
    ...(yours === undefined ? [] : [`${yours} yours`]),
    ...(withWait && serving.end > who.at ? [`in ${roughly(serving.end - who.at)}`] : []),
  ];
  const end = `${day(who.zone, serving.end, yearOf(who.zone, who.at))} ${clock(who.zone, serving.end)}`;
  const since = serving.offDuty ? [`since ${moment(who, serving.start, yearOf(who.zone, who.at))},`] : [];
  return [
    ...since,
    ...coverPhrases(serving, names),
    asides.length === 0 ? `until ${end}` : `until ${end} (${asides.join(", ")})`,
  ];
}

export function coverPhrases(serving: Serving, names: Names): readonly string[] {
  return isCovered(serving) ? [`covers ${names(serving.scheduled)}`, ...coverAsides(serving, names)] : [];
}

/** Groups of phrases with a comma between them. */
export function joinGroups(groups: readonly (readonly string[])[]): readonly string[] {
  const full = groups.filter((group) => group.length > 0);
  return full.flatMap((group, index) =>
    index === full.length - 1
      ? group
      : [...group.slice(0, -1), ...group.slice(-1).map((phrase) => `${phrase},`)],
  );
}

/** Who takes over before the next shift, whose first duty begins at `next`. */
export function thenPhrases(
  { after, end, offDuty }: Serving,
  next: Instant | undefined,
  names: Names,
): readonly string[] {
  if (after !== undefined) return [`then ${names(after)}`];
  return offDuty || next === undefined || end >= next ? [] : [`then ${OFF_DUTY}`];
}

export function contactPhrases(contact: Contact | undefined): readonly string[] {
  if (contact === undefined) return [];
  const phone = contact.phone === undefined ? "no phone number" : `phone ${forTerminal(contact.phone)}`;
  return contact.slack === undefined ? [phone] : [`${phone},`, `Slack ${forTerminal(contact.slack)}`];
}

interface Line {
  readonly role: string;
  readonly name: string;
  readonly tone: Tone;
  readonly phrases: readonly string[];
  readonly contact: readonly string[];
}

/** Shared by both lists, so that who is next lines up with who is on call now. */
interface Columns {
  readonly role: number;
  readonly name: number;
}

const INDENT = 2;
const GAP = 2;
/** Room for `until Wed 25 Nov 09:00`; with less, words go below the name. */
const ROOM = 24;

function servingLines(line: Line, columns: Columns, page: Page, width: Width): readonly string[] {
  const { palette } = page;
  const nameAt = INDENT + columns.role + GAP;
  const phrasesAt = nameAt + columns.name + GAP;
  const below = (phrases: readonly string[], tone: Tone, indent: number) =>
    writeHanging("", phrases, tone, indent, page, width);
  if (nameAt + Math.max(ROOM, columns.name) > page.columns) {
    return [
      ...below([line.role], "faint", INDENT),
      ...below([line.name], line.tone, 2 * INDENT),
      ...below(line.phrases, "body", 2 * INDENT),
      ...below(line.contact, "body", 2 * INDENT),
    ];
  }
  const head = `${" ".repeat(INDENT)}${palette.faint(padEnd(line.role, columns.role + GAP, width))}`;
  if (phrasesAt + ROOM > page.columns) {
    return [
      head + palette[line.tone](line.name),
      ...below(line.phrases, "body", nameAt),
      ...below(line.contact, "body", nameAt),
    ];
  }
  const name = `${palette[line.tone](line.name)}${" ".repeat(columns.name + GAP - width(line.name))}`;
  const [first = "", ...more] = wrap(line.phrases, page.columns - phrasesAt, width);
  return [
    head + name + first,
    ...more.map((text) => " ".repeat(phrasesAt) + text),
    ...below(line.contact, "body", phrasesAt),
  ];
}
