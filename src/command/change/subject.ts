/** Says in one line what was done, for the subject of a commit. */
import type { Edit } from "../../edit/model.ts";
import type { Entry, Roster } from "../../roster/model.ts";
import type { EditWish } from "../../rules/wish.ts";
import { peopleOf, writeMoment } from "../../rules/words.ts";
import { formatDate } from "../../time/date.ts";

/** `Swap alice and bob from 2026-12-07`; `roster` is the one before the edits. Only ids and dates, so that nothing private gets into the history. */
export function writeSubject(wish: EditWish, edits: readonly Edit[], roster: Roster): string {
  const entry = edits.flatMap((edit) => (edit.kind === "add-entry" ? [edit.entry] : [])).at(0);
  const when = entry === undefined ? "" : "shift" in entry ? ` on ${entry.shift}` : ` from ${entry.from}`;
  switch (wish.kind) {
    case "swap":
      return `Swap ${wish.people.join(" and ")}${when}`;
    case "cover":
      return `${wish.by} covers ${wish.person}${when}`;
    case "skip":
      return `Skip ${wish.person}${when}`;
    case "ready":
      return `${wish.person} is ready${when}`;
    case "join":
      return `${wish.person} joins the queue${when}`;
    case "leave":
      return `${wish.person} leaves the queue${when}`;
    case "away":
      return `${wish.person} is away from ${formatDate(wish.from)} until ${formatDate(wish.until)}`;
    case "undo":
      return `Take back ${describeAmended(edits, roster)}`;
    case "adopt":
      return nameAdopted(edits);
    case "approve":
      return `Approve ${describeAmended(edits, roster)}`;
  }
}

function nameAdopted(edits: readonly Edit[]): string {
  return edits.length === 1
    ? "Adopt an override made by hand"
    : `Adopt ${edits.length} overrides made by hand`;
}

/** `the swap of alice and bob from 2026-11-30`; a line number would mean nothing once the entry is gone. */
function describeAmended(edits: readonly Edit[], roster: Roster): string {
  const back = edits.find((edit) => edit.kind === "remove-absence");
  const absence = roster.away.find(({ index }) => index === back?.index);
  if (absence !== undefined)
    return `the time away of ${absence.person} from ${formatDate(absence.from)} until ${formatDate(absence.until)}`;
  const index = edits.flatMap((edit) => ("index" in edit ? [edit.index] : [])).at(0);
  const entry = roster.changes.find((each) => each.index === index);
  if (entry === undefined) return "an entry";
  const people = peopleOf(entry).join(entry.kind === "cover" ? " by " : " and ");
  return `the ${entry.kind} of ${people} ${describeTime(entry, roster)}`;
}

function describeTime(entry: Entry, roster: Roster): string {
  if (entry.kind !== "cover") return `from ${formatDate(entry.from)}`;
  const { span } = entry;
  return span.kind === "shift" ? `on ${formatDate(span.date)}` : `from ${writeMoment(roster, span.start)}`;
}
