/** What was done in a few words, for the subject of a commit: a wish and the edits made of it in, one line out. */
import type { Edit } from "../edit/model.ts";
import type { Wish } from "../intent/wish.ts";

/** `Swap alice and bob from 2026-12-07`; ids and dates alone, so that nothing private gets into a history. */
export function subjectOf(wish: Wish, edits: readonly Edit[]): string {
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
    case "undo":
      return wish.line === undefined
        ? "Take back the newest entry"
        : `Take back the entry on line ${wish.line}`;
    case "approve":
      return `Approve the entry on line ${wish.line}`;
  }
}
