/** Prints what moves as Markdown tables (GitHub's form) for pull requests: names and roles stay text, whatever is in them. */
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { coverRows, hoursRows, type MoveRow, type MovesView, restText, turnRows } from "./moves.ts";
import { buildNames, NOBODY } from "./names.ts";

/** Paragraphs with an empty line between them; ends with a line break. */
export function movesMarkdown(view: MovesView): string {
  const names = buildNames(view.people, forMarkdown);
  // A page has readers in many zones, so it shows the schedule's alone.
  const shown = { ...view, viewer: undefined };
  const turns = turnRows(shown, names);
  const covers = coverRows(shown, names);
  const hours = hoursRows(shown, names);
  const end = restText(view);
  return [
    ...writeTable("Who", turns),
    ...writeTable("When", covers),
    ...writeTable("Whose hours", hours),
    ...(end === undefined ? [] : [end]),
    ...(turns.length + covers.length + hours.length === 0
      ? []
      : [`Times in ${forMarkdown(view.zone.name)}.`]),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

function writeTable(subject: string, rows: readonly MoveRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const strong = (name: string) => (name === NOBODY ? `**${name}**` : name);
  const cells = rows.map((row) => [row.subject, row.role, row.from, row.to].map(strong));
  return [table([subject, "Role", "Before", "Now"], cells)];
}
