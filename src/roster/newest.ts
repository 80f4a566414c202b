/** Finds the date of the newest change, for formats that need a time stamp that does not come from the clock. */
import type { LocalDate } from "../time/date.ts";
import { wallOf } from "../time/zone.ts";
import type { Entry, Roster } from "./model.ts";

/** The latest date from which an entry or terms apply. */
export function newestDate({ rotation, changes }: Pick<Roster, "rotation" | "changes">): LocalDate {
  const zone = rotation[0].zone;
  const dateOf = (entry: Entry): LocalDate => {
    if (entry.kind !== "cover") return entry.from;
    return entry.span.kind === "shift" ? entry.span.date : wallOf(zone, entry.span.start).date;
  };
  return changes.reduce(
    (newest, entry) => Math.max(newest, dateOf(entry)),
    rotation.reduce((newest, terms) => Math.max(newest, terms.start), -Infinity),
  );
}
