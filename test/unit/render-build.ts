/** Builds shifts, covers and people from a few words and wall times, for the tests of the formats. */
import { zoneOf } from "../../src/edge/zones.ts";
import type { Cover, Id, Person, Terms } from "../../src/roster/model.ts";
import { parseDate, parseTime } from "../../src/time/date.ts";
import { type Instant, instantOf, type Zone } from "../../src/time/zone.ts";
import type { Shift, Stretch } from "../../src/timeline/model.ts";

export function zone(name: string): Zone {
  const found = zoneOf(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
}

export const NEW_YORK = zone("America/New_York");

/** An instant by a wall time: `2026-11-24 18:00`. */
export function at(text: string, where: Zone = NEW_YORK): Instant {
  const [day = "", hour = "00:00"] = text.split(" ");
  const date = parseDate(day);
  const time = parseTime(hour);
  if (date === undefined || time === undefined) throw new Error(`no wall time: ${text}`);
  return instantOf(where, date, time);
}

export function dateOn(text: string): number {
  return parseDate(text) ?? Number.NaN;
}

/** People by id and name. */
export function people(names: Readonly<Record<Id, string>>): ReadonlyMap<Id, Person> {
  return new Map(
    Object.entries(names).map(([id, name]) => [
      id,
      {
        id,
        path: ["people", id],
        name,
        email: undefined,
        phone: undefined,
        managers: [],
        github: undefined,
        slack: undefined,
        opsgenie: undefined,
        jsm: undefined,
        zone: undefined,
        hours: undefined,
        country: undefined,
        verified: undefined,
      },
    ]),
  );
}

export function terms(changed: Partial<Terms> = {}): Terms {
  return {
    index: 0,
    path: ["rotation"],
    start: dateOn("2026-01-05"),
    zone: NEW_YORK,
    handoff: 12 * 60,
    every: 7,
    roles: ["primary", "secondary"],
    queue: [],
    duty: undefined,
    ...changed,
  };
}

/** One cover of a shift; without `from` and `until` of all of it. `via`: whom `by` stands in for, if not for `of`. */
export interface CoverWords {
  readonly role: string;
  readonly by: Id;
  readonly from?: string;
  readonly until?: string;
  readonly via?: Id;
  readonly unapproved?: boolean;
}

/** A shift from its date, the people of its roles and its covers, which must not overlap. */
export function shift(
  index: number,
  date: string,
  held: readonly (Id | null)[],
  covers: readonly CoverWords[] = [],
  changed: { readonly terms?: Terms; readonly end?: string } = {},
): Shift {
  const of = changed.terms ?? terms();
  const day = dateOn(date);
  const start = instantOf(of.zone, day, of.handoff);
  const end =
    changed.end === undefined ? instantOf(of.zone, day + of.every, of.handoff) : at(changed.end, of.zone);
  const stretches = of.roles.flatMap((role, position) => {
    const own = covers.filter((cover) => cover.role === role);
    return cut(role, held[position] ?? null, start, end, own, of.zone);
  });
  const order = (stretch: Stretch) => of.roles.indexOf(stretch.role);
  stretches.sort((one, other) => one.start - other.start || order(one) - order(other));
  return {
    index,
    date: day,
    start,
    end,
    terms: of,
    duty: [{ start, end }],
    stretches,
    spells: stretches,
  };
}

function cut(
  role: string,
  scheduled: Id | null,
  start: Instant,
  end: Instant,
  covers: readonly CoverWords[],
  where: Zone,
): readonly Stretch[] {
  const pieces: Stretch[] = [];
  let reached = start;
  for (const words of covers) {
    const from = words.from === undefined ? start : at(words.from, where);
    const until = words.until === undefined ? end : at(words.until, where);
    if (from > reached)
      pieces.push({ role, engineer: scheduled, scheduled, start: reached, end: from, covers: [] });
    const person = scheduled ?? "";
    const entries =
      words.via === undefined
        ? [coverEntry(person, words.by, from, until, words)]
        : [
            coverEntry(person, words.via, from, until, words),
            coverEntry(words.via, words.by, from, until, words),
          ];
    pieces.push({ role, engineer: words.by, scheduled, start: from, end: until, covers: entries });
    reached = until;
  }
  if (reached < end) pieces.push({ role, engineer: scheduled, scheduled, start: reached, end, covers: [] });
  return pieces;
}

function coverEntry(person: Id, by: Id, start: Instant, end: Instant, words: CoverWords): Cover {
  return {
    kind: "cover",
    person,
    by,
    role: words.role,
    span: { kind: "time", start, end },
    index: 0,
    path: ["changes", 0],
    line: 1,
    approvedBy: words.unapproved === true ? [] : ["mia"],
    reason: undefined,
    backdated: false,
    unapproved: words.unapproved === true,
  };
}

/** Queue order goes round: each week the next one is primary and the one after secondary. */
export function weeks(
  first: string,
  count: number,
  queue: readonly Id[],
  roles = 2,
): readonly { readonly date: string; readonly held: readonly Id[] }[] {
  const start = dateOn(first);
  return Array.from({ length: count }, (_, week) => ({
    date: new Date((start + week * 7) * 86_400_000).toISOString().slice(0, 10),
    held: Array.from({ length: roles }, (_role, role) => queue[(week + role) % queue.length] ?? ""),
  }));
}
