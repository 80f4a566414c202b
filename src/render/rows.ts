/** Turns a schedule into the rows of its table, before any layout: one row for each shift, in blocks with the same roles. */
import type { Terms } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Shift } from "../timeline/model.ts";
import { awayNotes } from "./away.ts";
import { dutyPhrases } from "./duty.ts";
import type { Names } from "./names.ts";
import { type Note, writeNotes } from "./notes.ts";
import type { Styled } from "./palette.ts";
import {
  groupByTerms,
  isCovered,
  listHolders,
  runsAt,
  type Schedule,
  type TermsSection,
} from "./schedule.ts";
import { clock, day, type Faces, moment, viewerClock, weekday, yearOf } from "./when.ts";

export interface Row {
  readonly running: boolean;
  /** Weekday and date; the year if it is not that of the row before. */
  readonly date: string;
  /** Wall time if it is not the usual handoff's; else empty. */
  readonly time: string;
  /** The reader's own time; empty if both clocks agree. */
  readonly yours: string;
  readonly roles: readonly { readonly role: string; readonly holders: readonly Styled[] }[];
  readonly notes: readonly Note[];
}

/** Shifts under the same terms. */
export interface Block {
  /** Handoff and zone, in phrases. */
  readonly heading: readonly string[];
  readonly roles: readonly string[];
  readonly rows: readonly Row[];
}

export function buildBlocks(schedule: Schedule, names: Names): readonly Block[] {
  return groupByTerms(schedule.shifts).map((section, index) => {
    const usual = usualHandoff(section, schedule);
    const [handoff, ...hours] = [
      handoffText(section.terms, schedule.zone, usual),
      ...dutyPhrases(section.terms, schedule.zone),
    ];
    const time = clock(schedule.zone, usual);
    const rows = section.shifts.map((shift, position) => {
      const before = section.shifts[position - 1];
      const year = before && yearOf(schedule.zone, before.start);
      return buildRow(shift, schedule, names, year, time);
    });
    const start = moment(schedule, section.shifts[0].start, undefined);
    return {
      heading:
        index === 0
          ? [...[handoff, ...hours].map((phrase) => `${phrase},`), ...zonePhrases(schedule)]
          : [`new terms from ${start}:`, ...[handoff, ...hours].join(", ").split(/(?<=,) /)],
      roles: section.terms.roles.map(names.role),
      rows,
    };
  });
}

/** `times in America/New_York, yours in Europe/Lisbon`. */
export function zonePhrases({ zone, viewer }: Faces): readonly string[] {
  const times = `times in ${zone.name}`;
  return viewer === undefined ? [times] : [`${times},`, `yours in ${viewer.name}`];
}

/** The handoff at the section's commonest wall time, which is written once, above the rows. */
function usualHandoff(section: TermsSection, { zone }: Faces): Instant {
  const counts = new Map<string, { readonly first: Instant; readonly count: number }>();
  for (const { start } of section.shifts) {
    const time = clock(zone, start);
    const before = counts.get(time);
    counts.set(time, { first: before?.first ?? start, count: (before?.count ?? 0) + 1 });
  }
  return [...counts.values()].reduce((best, next) => (next.count > best.count ? next : best)).first;
}

/** As in the terms, but with the weekday and hour in the zone of the table. */
function handoffText({ every }: Terms, zone: Zone, handoff: Instant): string {
  const time = clock(zone, handoff);
  if (every === 1) return `handoff every day ${time}`;
  if (every % 7 !== 0) return `handoff every ${every} days ${time}`;
  const day = `${weekday(zone, handoff)} ${time}`;
  return every === 7 ? `handoff every ${day}` : `handoff every ${every / 7} weeks on ${day}`;
}

function buildRow(
  shift: Shift,
  schedule: Schedule,
  names: Names,
  year: number | undefined,
  usual: string,
): Row {
  const { zone, now } = schedule;
  const time = clock(zone, shift.start);
  return {
    running: runsAt(shift, now),
    date: align(day(zone, shift.start, year)),
    time: time === usual ? "" : time,
    yours: viewerClock(schedule, shift.start) ?? "",
    roles: shift.terms.roles.map((role) => ({
      role: names.role(role),
      holders: listHolders(shift, role).map((id) => ({
        text: names(id),
        tone: toneOf(shift, role, id, now),
      })),
    })),
    notes: [
      ...writeNotes(shift, schedule, names, yearOf(zone, shift.start), now),
      ...awayNotes(shift, schedule, names, yearOf(zone, shift.start)),
    ],
  };
}

/** `Mon  7 Dec`, so that months line up. */
export function align(date: string): string {
  return date.replace(/ (\d) /, "  $1 ");
}

function toneOf(shift: Shift, role: string, id: string | null, now: Instant | undefined): Styled["tone"] {
  if (id === null) return "vacant";
  const held = shift.stretches.filter((stretch) => stretch.role === role && stretch.engineer === id);
  if (held.some((stretch) => runsAt(stretch, now))) return "now";
  return held.every(isCovered) ? "cover" : "body";
}
