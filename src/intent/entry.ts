/** Places new entries in a log, to see what they would do, and puts them in the words of the file. */
import type { NewEntry } from "../edit/model.ts";
import type { Cover, Entry, Id, Join, Leave, Ready, Roster, Skip, Swap } from "../roster/model.ts";
import { dateOf } from "../rules/exceptions.ts";
import { writeFoundMoment, writeMoment } from "../rules/words.ts";
import { formatDate } from "../time/date.ts";

type PlaceKey = "index" | "path" | "line";

/** An entry without a place in the file. */
export type Unplaced =
  | Omit<Join, PlaceKey>
  | Omit<Leave, PlaceKey>
  | Omit<Swap, PlaceKey>
  | Omit<Skip, PlaceKey>
  | Omit<Ready, PlaceKey>
  | Omit<Cover, PlaceKey>;

/** Places entries where they take effect as they will once they are written. */
export function placeAll(roster: Roster, entries: readonly Unplaced[]): readonly Entry[] {
  return entries.map((entry, position) => placeEntry(roster, entry, position));
}

/** How many entries may be placed between two others. */
const MOST_BETWEEN = 1000;

/**
 * Covers come after all others. Any other entry is written after the last one dated no later, so that a trade-back acts before
 * later entries of its date: its index is between the indexes of its neighbours.
 */
export function placeEntry(roster: Roster, entry: Unplaced, position = 0): Entry {
  const { changes } = roster;
  const after =
    entry.kind === "cover"
      ? changes.at(-1)
      : changes.findLast((other) => dateOf(roster, other) <= entry.from);
  const step = entry.kind === "cover" ? position + 1 : (position + 1) / MOST_BETWEEN;
  const index = (after?.index ?? -1) + step;
  return { ...entry, index, path: ["changes", index], line: 0 };
}

/** `write`: how a moment is written. */
export function writeEntry(
  entry: Unplaced,
  roster: Pick<Roster, "rotation">,
  write: typeof writeMoment = writeMoment,
): NewEntry {
  const remarks = {
    approved_by: idOrIds(entry.approvedBy),
    backdated: entry.backdated ? (true as const) : undefined,
    unapproved: entry.unapproved ? (true as const) : undefined,
    reason: entry.reason,
  };
  switch (entry.kind) {
    case "join":
      return { join: entry.person, after: entry.after, from: formatDate(entry.from), ...remarks };
    case "leave":
      return { leave: entry.person, from: formatDate(entry.from), ...remarks };
    case "swap": {
      const until = entry.until === undefined ? undefined : formatDate(entry.until);
      return { swap: entry.people, from: formatDate(entry.from), until, ...remarks };
    }
    case "skip": {
      const { length } = entry;
      const turns = length.kind === "turns" ? length.turns : undefined;
      const until =
        length.kind === "turns" ? undefined : length.kind === "ready" ? "ready" : formatDate(length.until);
      return { skip: entry.person, from: formatDate(entry.from), turns, until, ...remarks };
    }
    case "ready":
      return { ready: entry.person, from: formatDate(entry.from), ...remarks };
    case "cover": {
      const { person, by, role, span } = entry;
      if (span.kind === "shift") return { cover: person, by, shift: formatDate(span.date), role, ...remarks };
      const from = write(roster, span.start);
      return { cover: person, by, from, until: write(roster, span.end), role, ...remarks };
    }
  }
}

/** Likewise for what nobody typed. */
export function writeFoundEntry(entry: Unplaced, roster: Pick<Roster, "rotation">): NewEntry {
  return writeEntry(entry, roster, writeFoundMoment);
}

/** One id on its own, several as a list, none not at all. */
export function idOrIds(ids: readonly Id[]): Id | readonly Id[] | undefined {
  return ids.length > 1 ? ids : ids[0];
}
