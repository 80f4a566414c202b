/** Prints the ways out of clashes with somebody's time away: for each the best few, with whose weeks move and the command. */
import type { Id, Person } from "../roster/model.ts";
import type { Option, Solution } from "../suggest/model.ts";
import type { Change } from "../timeline/changes.ts";
import { date } from "./entry.ts";
import { forTerminal } from "./escape.ts";
import { type Page, writeHanging } from "./grid.ts";
import { buildNames, type Names } from "./names.ts";
import { type Faces, moment, yearOf } from "./when.ts";
import { type Width, widthFor } from "./width.ts";

export interface SuggestView extends Faces {
  /** In front of each clash; undefined: there is one roster only. */
  readonly team: string | undefined;
  readonly solutions: readonly Solution[];
  readonly people: ReadonlyMap<Id, Person>;
}

/** How many ways to show for each clash; `--json` has them all. */
const MOST_SHOWN = 3;

/** Empty if nothing clashes. */
export async function suggestText(view: SuggestView, page: Page): Promise<string> {
  const names = buildNames(view.people, forTerminal);
  const texts = view.solutions.flatMap(({ clash, options }) => [
    names(clash.person),
    names.role(clash.role),
    ...options.flatMap(({ told }) => told.flatMap(({ from, to }) => [names(from), names(to)])),
  ]);
  const width = await widthFor([forTerminal(view.team ?? ""), ...texts]);
  const blocks = view.solutions.map((solution) => solutionLines(solution, view, names, page, width));
  return blocks.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function solutionLines(
  { clash, options, approvalHelp }: Solution,
  view: SuggestView,
  names: Names,
  page: Page,
  width: Width,
): readonly string[] {
  const { person, role, absence } = clash;
  const away =
    absence === undefined
      ? []
      : [`is away from ${date(absence.from)}`, `until ${date(absence.until)},`, "but"];
  const team = view.team === undefined ? [] : [`${forTerminal(view.team)}:`];
  const rest = options.length - MOST_SHOWN;
  return [
    ...writeHanging(
      "",
      [...team, names(person), ...away, `is ${names.role(role)}`, ...spanPhrases(clash, view)],
      "title",
      0,
      page,
      width,
    ),
    ...(options.length === 0
      ? writeHanging("", describeNone(approvalHelp).split(" "), "vacant", 2, page, width)
      : options
          .slice(0, MOST_SHOWN)
          .flatMap((option, index) => optionLines(option, index + 1, view, names, page, width))),
    ...(rest > 0
      ? writeHanging(
          "",
          [`and ${rest} more`, `${rest === 1 ? "way" : "ways"}:`, "see --json"],
          "faint",
          2,
          page,
          width,
        )
      : []),
  ];
}

function describeNone(approvalHelp: string | undefined): string {
  return approvalHelp === undefined ? NO_WAY : `nobody may approve a swap or a cover: ${approvalHelp}`;
}

const NO_WAY =
  "no swap for once and no cover by one person solves this without a vacancy, a split turn or lost rest: have parts of it covered, or ask somebody outside the queue";

/** The command is one line, however narrow the page, so that it can be copied. */
function optionLines(
  { wish, command, told }: Option,
  place: number,
  view: SuggestView,
  names: Names,
  page: Page,
  width: Width,
): readonly string[] {
  const what =
    wish.kind === "cover" ? `${names(wish.by)} covers` : `${wish.people.map(names).join(" and ")} swap once`;
  return [
    ...writeHanging(`${place}.`, [what], "now", 2, page, width),
    `     ${forTerminal(command)}`,
    ...told.flatMap((move) => writeHanging("", movePhrases(move, view, names), "body", 5, page, width)),
  ];
}

/** `Mon 21 Dec 12:00 to Mon 28 Dec 12:00, primary: Carol Diaz → Erin Park`. */
function movePhrases(
  { role, from, to, ...span }: Change,
  view: SuggestView,
  names: Names,
): readonly string[] {
  const [start = "", end = ""] = spanPhrases(span, view);
  return [
    start.replace(/^from /, ""),
    end.replace(/^until /, "to "),
    `${names.role(role)}:`,
    `${names(from)} →`,
    names(to),
  ];
}

function spanPhrases(
  { start, end }: { readonly start: number; readonly end: number },
  view: SuggestView,
): readonly string[] {
  const year = yearOf(view.zone, start);
  return [`from ${moment(view, start, undefined)}`, `until ${moment(view, end, year)}`];
}
