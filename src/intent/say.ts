/** Wishes, entries, dates and times to the words of messages: such that can be typed again. */

import type { Entry, Id, Roster } from "../roster/model.ts";
import { outputZone } from "../roster/output-zone.ts";
import { maskPhones } from "../text/mask.ts";
import { formatDate, formatTime, type LocalDate, weekdayOf } from "../time/date.ts";
import { formatInstant, type Instant, instantOf, wallOf, type Zone } from "../time/zone.ts";
import { ALLOWABLE } from "./refusal.ts";
import type { EntryWish } from "./wish.ts";

/** `Mon 2026-12-07`. */
export function dated(date: LocalDate): string {
  const name = weekdayOf(date);
  return `${name.charAt(0).toUpperCase()}${name.slice(1, 3)} ${formatDate(date)}`;
}

/** `Mon 2026-12-07 12:00`, in the zone in which the roster's times are told. */
export function timed({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  const { date, time } = wallOf(outputZone({ rotation }), instant);
  return `${dated(date)} ${formatTime(time)}`;
}

/** `alice`, `alice and bob`, `alice, bob and carol`. */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].join(` ${last} `);
}

/**
 * A moment of a cover as the file writes it: the wall time in the zone of the terms of its date, or with its offset where
 * that would be read as another moment.
 */
export function momentText({ rotation }: Pick<Roster, "rotation">, instant: Instant): string {
  for (const terms of rotation.toReversed()) {
    const { date, time } = wallOf(terms.zone, instant);
    const governing = rotation.findLast(({ start }) => start <= date) ?? rotation[0];
    if (governing !== terms) continue;
    if (instantOf(terms.zone, date, time) === instant) return `${formatDate(date)} ${formatTime(time)}`;
  }
  const zone: Zone = outputZone({ rotation });
  return formatInstant(zone, instant).replace(/:00(?=[+-]\d{2}:\d{2}$)/, "");
}

/** An entry as people name it: `the swap of alice and bob in line 12`. */
export function entryName(entry: Entry): string {
  return `the ${entry.kind} of ${listed(peopleOf(entry).slice(0, entry.kind === "cover" ? 1 : 2))} in line ${entry.line}`;
}

/** Whom an entry is about; of a cover, first the one who is covered. */
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

/** The command that says a wish once more, with something else in it; where approval is needed and none is given, with that. */
export function again<W extends EntryWish>(
  wish: W,
  other: Partial<W>,
  roster: Pick<Roster, "rotation">,
): string {
  const asked = wish.kind !== "join" && wish.kind !== "leave" && !wish.unapproved;
  const approvedBy = wish.approvedBy.length === 0 && asked ? ["manager"] : wish.approvedBy;
  const allow = wish.allow.filter((name) => ALLOWABLE.some((guard) => guard === name));
  return commandOf({ ...wish, approvedBy, allow, ...other }, roster);
}

/** The command that says a wish; without telephone numbers, which get into no message. */
export function commandOf(wish: EntryWish, roster: Pick<Roster, "rotation">): string {
  return [
    "oncall",
    ...verbOf(wish, roster),
    ...(wish.from === undefined ? [] : ["--from", formatDate(wish.from)]),
    ...endOf(wish),
    ...(wish.approvedBy.length === 0 ? [] : ["--approved-by", wish.approvedBy.join(",")]),
    ...(wish.reason === undefined ? [] : ["--reason", quoted(maskPhones(wish.reason))]),
    ...(wish.backdated ? ["--backdated"] : []),
    ...(wish.unapproved ? ["--unapproved"] : []),
    ...wish.allow.flatMap((guard) => ["--allow", guard]),
  ].join(" ");
}

function verbOf(wish: EntryWish, roster: Pick<Roster, "rotation">): readonly string[] {
  switch (wish.kind) {
    case "swap":
      return ["swap", ...wish.people];
    case "cover": {
      const { span } = wish;
      const when =
        span.kind === "shift"
          ? ["--shift", formatDate(span.date)]
          : [
              ...["--from", quoted(momentText(roster, span.start))],
              ...["--until", quoted(momentText(roster, span.end))],
            ];
      const role = wish.role === undefined ? [] : ["--role", quoted(wish.role)];
      return [
        "cover",
        wish.person,
        "--by",
        wish.by,
        ...when,
        ...role,
        ...(wish.exchange ? ["--exchange"] : []),
      ];
    }
    case "join": {
      const fields = Object.entries(wish.fields ?? {}).flatMap(([key, value]) =>
        value === undefined ? [] : [`--${key}`, key === "phone" ? "…" : quoted(String(value))],
      );
      return ["join", wish.person, ...fields, ...(wish.after === undefined ? [] : ["--after", wish.after])];
    }
    case "leave":
      return [
        "leave",
        wish.person,
        ...(wish.coveredBy === undefined ? [] : ["--covered-by", wish.coveredBy]),
      ];
    case "skip":
    case "ready":
      return [wish.kind, wish.person];
  }
}

function endOf(wish: EntryWish): readonly string[] {
  if (wish.kind === "swap") {
    if (wish.until !== undefined) return ["--until", formatDate(wish.until)];
    return wish.once ? ["--once"] : [];
  }
  if (wish.kind !== "skip") return [];
  const { length } = wish;
  if (length.kind === "turns") return length.turns === 1 ? [] : ["--turns", String(length.turns)];
  return ["--until", length.kind === "ready" ? "ready" : formatDate(length.until)];
}

/** A word for a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
