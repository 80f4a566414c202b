/** Prints what differs between two revisions of the roster as Markdown (GitHub's form) for pull requests. */
import { type DiffView, headings, listDiffRows, titlePhrases } from "./diff.ts";
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { movesMarkdown } from "./moves-markdown.ts";
import { buildNames } from "./names.ts";

export function diffMarkdown(view: DiffView): string {
  // A page has readers in many zones, so it shows the schedule's alone.
  const shown = { ...view, viewer: undefined };
  const rows = listDiffRows(shown, buildNames(view.people, forMarkdown)).map(({ label, says }) => [
    label,
    says,
  ]);
  const { past, coming } = headings(shown);
  const moves = (of: "past" | "coming") => movesMarkdown({ ...shown, ...view.difference[of] }).trimEnd();
  return `${[
    `## Whose weeks move: ${forMarkdown(view.team)}`,
    `${titlePhrases(shown, forMarkdown).join(" ")}.`,
    ...(rows.length === 0 ? [] : [table(["Roster", "What"], rows)]),
    ...(past === undefined ? [] : [`**${past}**`]),
    ...(past === undefined || view.weeks !== undefined ? [] : [moves("past")]),
    ...(coming === undefined ? [] : [`**${coming}**`]),
    moves("coming"),
  ].join("\n\n")}\n`;
}
