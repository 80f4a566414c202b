/**
 * Prints the schedule of one person: what they serve, as scheduled or as a cover, and what others cover for them. Each
 * stretch has both its ends, because people plan around them.
 */
import type { Id } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Stretch } from "../timeline/model.ts";
import { awayAsides } from "./away.ts";
import { dutyPhrases } from "./duty.ts";
import { type Page, printTable, type Table, type TableRow, writeHanging } from "./grid.ts";
import { NOW, nowLines } from "./marks.ts";
import type { Names } from "./names.ts";
import { coverAsides } from "./notes.ts";
import type { Tone } from "./palette.ts";
import { align, zonePhrases } from "./rows.ts";
import { groupByTerms, isCovered, listSpells, runsAt, type Schedule } from "./schedule.ts";
import { clock, day, moment, viewerClock, yearOf } from "./when.ts";
import type { Width } from "./width.ts";

const GUTTER = 2;

/** The lines below the title. */
export function personLines(
  schedule: Schedule,
  person: Id,
  names: Names,
  page: Page,
  width: Width,
): readonly string[] {
  const name = names(person);
  const heading = writeHanging(
    "",
    [...hoursPhrases(schedule), ...zonePhrases(schedule)],
    "faint",
    0,
    page,
    width,
  );
  const entries = buildRows(schedule, person, names);
  if (entries.length === 0) {
    return [
      ...heading,
      "",
      ...writeHanging("", [`${name} is not on call`, ...spanPhrases(schedule)], "body", 0, page, width),
    ];
  }
  return [
    ...heading,
    ...printTable([inColumns(entries)], () => stack(entries, page, width), page, width),
    ...nowLines(schedule, listSpells(schedule), page, width),
  ];
}

/** The hours of duty of all terms that are shown, once each. */
function hoursPhrases({ shifts, zone }: Schedule): readonly string[] {
  const hours = groupByTerms(shifts).flatMap(({ terms }) => dutyPhrases(terms, zone));
  return [...new Set(hours)].map((phrase) => `${phrase},`);
}

function spanPhrases(schedule: Schedule): readonly string[] {
  const first = schedule.shifts[0];
  const last = schedule.shifts.at(-1);
  if (first === undefined || last === undefined) return ["in this time"];
  return [
    `from ${moment(schedule, first.start, undefined)}`,
    `until ${moment(schedule, last.end, undefined)}`,
  ];
}

/** A line for each stretch. */
function inColumns(entries: readonly PersonRow[]): Table {
  const startDates = Math.max(...entries.map(({ start }) => align(start.date).length));
  const endDates = Math.max(...entries.map(({ end }) => align(end.date).length));
  const makeCells = (texts: readonly string[], tone: Tone) => texts.map((text) => [{ text, tone }]);
  const rows = entries.map(({ running, tone, start, end, role, asides }): TableRow => {
    // Times line up, with a year before them or not.
    const from = `${align(start.date).padEnd(startDates)} ${start.time}`;
    const until = `${align(end.date).padEnd(endDates)} ${end.time}`;
    const cells = makeCells([from, until, role, asides.join(" ")], tone);
    return running ? { cells, gutter: { text: NOW, tone: "now" } } : { cells };
  });
  const header = { cells: makeCells(["from", "until", "role"], "faint") };
  return { rows: [{ lines: () => [""] }, header, ...rows], indent: GUTTER };
}

/** A few lines for each stretch. */
function stack(entries: readonly PersonRow[], page: Page, width: Width): readonly string[] {
  return entries.flatMap(({ running, tone, start, end, role, asides }) => [
    "",
    ...writeHanging(
      running ? NOW : "",
      [`${start.date} ${start.time}`],
      tone,
      running ? 0 : GUTTER,
      page,
      width,
    ),
    ...writeHanging("", [`until ${end.date} ${end.time}`], tone, 2 * GUTTER, page, width),
    ...writeHanging(
      "",
      asides.length === 0 ? [role] : [`${role},`, ...asides],
      tone,
      2 * GUTTER,
      page,
      width,
    ),
  ]);
}

interface PersonRow {
  readonly running: boolean;
  readonly tone: Tone;
  readonly start: When;
  readonly end: When;
  readonly role: string;
  /** For whom, or by whom. */
  readonly asides: readonly string[];
}

interface When {
  readonly date: string;
  readonly time: string;
}

/** Says the year where it differs from that of the instant before. */
function buildRows(schedule: Schedule, person: Id, names: Names): readonly PersonRow[] {
  const stretches = listSpells(schedule);
  return stretches.map((stretch, index) => {
    const running = runsAt(stretch, schedule.now);
    return {
      running,
      tone: isCovered(stretch) ? "cover" : running ? "now" : "body",
      start: writeWhen(schedule, stretch.start, stretches[index - 1]?.start),
      end: writeWhen(schedule, stretch.end, stretch.start),
      role: names.role(stretch.role),
      asides: [
        ...writeAsides(stretch, person, names),
        ...awayAsides(stretch, person, schedule, yearOf(schedule.zone, stretch.start)),
      ],
    };
  });
}

function writeWhen(schedule: Schedule, instant: Instant, before: Instant | undefined): When {
  const { zone } = schedule;
  const yours = viewerClock(schedule, instant);
  return {
    date: day(zone, instant, before === undefined ? undefined : yearOf(zone, before)),
    time: yours === undefined ? clock(zone, instant) : `${clock(zone, instant)} (${yours} yours)`,
  };
}

function writeAsides(stretch: Stretch, person: Id, names: Names): readonly string[] {
  if (!isCovered(stretch)) return [];
  const cover =
    stretch.engineer === person ? `covers ${names(stretch.scheduled)}` : `${names(stretch.engineer)} covers`;
  return [cover, ...coverAsides(stretch, names)];
}
