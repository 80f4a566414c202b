/** Whose weeks move, as a Markdown table (GitHub's form) for pull requests: names and roles stay text, whatever is in them. */
import { forMarkdown } from "./escape.ts";
import { table } from "./markdown.ts";
import { type MovesView, restOf, timesOf } from "./moves.ts";
import { namesOf } from "./names.ts";

/** Paragraphs with an empty line between them; ends with a line break. */
export function movesMarkdown(view: MovesView): string {
  const names = namesOf(view.people, forMarkdown);
  // A page is read by people in many zones: it says the schedule's only.
  const told = { ...view, viewer: undefined };
  const rows = view.moves.map((move) => {
    const { gone, come } = timesOf(move, told);
    const name = names(move.person);
    return [move.person === null ? `**${name}**` : name, names.role(move.role), gone, come];
  });
  const end = restOf(view);
  return [
    ...(rows.length === 0 ? [] : [table(["Who", "Role", "From", "To"], rows)]),
    ...(end === undefined ? [] : [end]),
    ...(rows.length === 0 ? [] : [`Times in ${forMarkdown(view.zone.name)}.`]),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}
