/** Writes dates, times, people and entries for messages, in a form that can be typed again. */
import type { Absence, Entry, Id, Roster } from "../roster/model.ts";
import { outputZone } from "../roster/output-zone.ts";
import { formatDate, formatTime, type LocalDate, weekdayOf } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import { formatInstant, type Instant, instantOf, MINUTE_MS, wallOf, type Zone } from "../time/zone.ts";

/** `Mon 2026-12-07`. */
export function formatDay(date: LocalDate): string {
  const name = weekdayOf(date);
  return `${name.charAt(0).toUpperCase()}${name.slice(1, 3)} ${formatDate(date)}`;
}

/** `Mon 2026-12-07 12:00`, in the zone of the roster's output. */
export function formatMoment({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  return formatMomentIn(outputZone({ rotation }), instant);
}

/** Likewise, in any zone. */
export function formatMomentIn(zone: Zone, instant: Instant): string {
  const { date, time } = wallOf(zone, instant);
  return `${formatDay(date)} ${formatTime(time)}`;
}

/** `alice`, `alice and bob`, `alice, bob and carol`. */
export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].join(` ${last} `);
}

/**
 * A moment of a cover as the file writes it: the wall time in the zone of the terms of its date, or with its offset if
 * that would be read as another moment.
 */
export function writeMoment({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  for (const terms of rotation.toReversed()) {
    const { date, time } = wallOf(terms.zone, instant);
    const governing = rotation.findLast(({ start }) => start <= date) ?? rotation[0];
    if (governing !== terms) continue;
    if (instantOf(terms.zone, date, time) === instant) return `${formatDate(date)} ${formatTime(time)}`;
  }
  return writeOffset({ rotation }, instant).replace(/:00(?=[+-]\d{2}:\d{2}$)/, "");
}

/**
 * Likewise for a moment that nobody typed: with offset and seconds in an hour that happens twice, too, so that nobody has
 * to know which of the two is meant.
 */
export function writeFoundMoment({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  const isRepeated = rotation.some(({ zone }) => {
    const { date, time } = wallOf(zone, instant);
    return zone.instantsAt(date, time).length > 1;
  });
  const isWhole = instant % MINUTE_MS === 0;
  return isRepeated || !isWhole ? writeOffset({ rotation }, instant) : writeMoment({ rotation }, instant);
}

/** A service may keep milliseconds, and a cover has to hold for just as long. */
function writeOffset({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  const zone: Zone = outputZone({ rotation });
  const text = formatInstant(zone, instant);
  const ms = instant % 1000;
  if (ms === 0) return text;
  return text.replace(/(?=[+-]\d{2}:\d{2}$)/, `.${String(ms).padStart(3, "0")}`);
}

/** An entry as people name it: `the swap of alice and bob in line 12`. */
export function describeEntry(entry: Entry): string {
  return `the ${entry.kind} of ${joinWords(peopleOf(entry).slice(0, entry.kind === "cover" ? 1 : 2))} in line ${entry.line}`;
}

/** `the time away of carol in line 40`. */
export function describeAbsence({ person, line }: Absence): string {
  return `the time away of ${person} in line ${line}`;
}

/** Whom an entry is about; for a cover, first the person covered. */
export function peopleOf(entry: Entry): readonly Id[] {
  switch (entry.kind) {
    case "swap":
      return entry.people;
    case "cover":
      return [entry.person, entry.by];
    case "join":
    case "leave":
    case "skip":
    case "ready":
      return [entry.person];
  }
}

/** `from Mon 2026-12-07 12:00 until Mon 2026-12-14 12:00`. */
export function formatSpan(roster: Pick<Roster, "rotation">, { start, end }: Interval): string {
  return `from ${formatMoment(roster, start)} until ${formatMoment(roster, end)}`;
}

export function nameOrNobody(person: Id | null): string {
  return person ?? "nobody";
}

/** `, and 2 more times`; nothing for none. */
export function countMore(count: number): string {
  return count < 1 ? "" : `, and ${count} more ${count === 1 ? "time" : "times"}`;
}
