/** Prints what differs between two revisions of the roster: the log, the terms, and whose shifts move. */
import type { Id, Person, Terms } from "../roster/model.ts";
import type { LogDifference, TermsDifference } from "../timeline/compare.ts";
import type { Difference } from "../timeline/moves.ts";
import { dutyText } from "./duty.ts";
import { date, entryText, writeRemarks } from "./entry.ts";
import { forTerminal } from "./escape.ts";
import { type Page, writeHanging } from "./grid.ts";
import { movesText } from "./moves.ts";
import { buildNames, type Names } from "./names.ts";
import { type CommitView, revisionText } from "./revision.ts";
import { type Faces, moment } from "./when.ts";
import { widthFor } from "./width.ts";

export interface DiffView extends Faces {
  readonly team: string;
  /** As messages name it. */
  readonly file: string;
  readonly base: CommitView;
  /** Undefined: the file in the working tree. */
  readonly head: CommitView | undefined;
  /** Those of both revisions. */
  readonly people: ReadonlyMap<Id, Person>;
  /** Dates in other years say which. */
  readonly year: number;
  readonly log: LogDifference;
  readonly terms: readonly TermsDifference[];
  readonly difference: Difference;
  /** How many weeks were asked for; undefined: as many as it takes. */
  readonly weeks: number | undefined;
}

/** Ends with a line break. */
export async function diffText(view: DiffView, page: Page): Promise<string> {
  const names = buildNames(view.people, forTerminal);
  const rows = listDiffRows(view, names);
  const title = titlePhrases(view, forTerminal);
  const width = await widthFor([...title, ...rows.map(({ says }) => says)]);
  const { past, coming } = headings(view);
  const heading = (text: string | undefined) =>
    text === undefined ? [] : writeHanging("", text.split(" "), "title", 0, page, width);
  const moves = async (of: "past" | "coming") =>
    (await movesText({ ...view, ...view.difference[of] }, page)).trimEnd();
  const blocks = [
    writeHanging("", title, "title", 0, page, width),
    rows.flatMap(({ label, says }) =>
      writeHanging(label.padEnd(LABEL), says.split(" "), "body", 0, page, width),
    ),
    [...heading(past), ...(past === undefined || view.weeks !== undefined ? [] : [await moves("past")])],
    [...heading(coming), await moves("coming")],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** As wide as `taken back`. */
const LABEL = 10;

/** `roster.yaml from HEAD (1a2b3c4, Fri 20 Nov 2026) to the working tree`. */
export function titlePhrases(
  { file, base, head, zone }: DiffView,
  safe: (text: string) => string,
): readonly string[] {
  const to = head === undefined ? "the working tree" : revisionText(head, zone, safe);
  return [safe(file), `from ${revisionText(base, zone, safe)}`, `to ${to}`];
}

export interface DiffRow {
  readonly label: "terms" | "added" | "taken back" | "changed";
  readonly says: string;
}

/** How the two files differ: terms, then entries. An entry has changed if only its approval or reason is new. */
export function listDiffRows(view: DiffView, names: Names): readonly DiffRow[] {
  const { log, terms } = view;
  const left = log.removed.map((entry) => ({ entry, text: entryText(entry, names, view) }));
  const now = log.added.map((entry): DiffRow => {
    const text = entryText(entry, names, view);
    const same = left.findIndex((old) => old.text === text);
    if (same !== -1) left.splice(same, 1);
    return { label: same === -1 ? "added" : "changed", says: `${text}${writeRemarks(entry, names)}` };
  });
  return [
    ...terms.map((each): DiffRow => ({ label: "terms", says: termsText(each) })),
    ...left.map(({ entry, text }): DiffRow => {
      return { label: "taken back", says: `${text}${writeRemarks(entry, names)}` };
    }),
    ...now,
  ];
}

function termsText(terms: TermsDifference): string {
  const start = date(terms.start);
  switch (terms.kind) {
    case "added":
      return `new terms from ${start}`;
    case "removed":
      return `the terms of ${start} are removed`;
    case "changed":
      return `the terms of ${start} change: ${terms.keys.map((key) => keyText(key, terms.duty)).join(", ")}`;
  }
}

function keyText(key: string, [before, now]: readonly [Terms["duty"], Terms["duty"]]): string {
  if (key === "duty") return `hours, from ${hoursText(before)} to ${hoursText(now)}`;
  return key === "every" ? "period" : key;
}

function hoursText(duty: Terms["duty"]): string {
  return duty === undefined ? "always on duty" : dutyText(duty);
}

/** The headings above the moves: only where there are two tables, or only some of the weeks. */
export function headings(view: DiffView): {
  readonly past: string | undefined;
  readonly coming: string | undefined;
} {
  const { difference, weeks, year } = view;
  const { border, past, until } = difference;
  const before = `changes the past, before ${moment(view, border, year)}`;
  const changesPast = past.turns.length + past.covers.length + past.hours.length > 0;
  if (until === undefined) {
    return {
      past: changesPast ? `${before}:` : undefined,
      coming: changesPast ? "from then on:" : undefined,
    };
  }
  return {
    past: changesPast ? `${before}: run it without --weeks to see how` : undefined,
    coming: `${weeks === 1 ? "in the week" : `in the ${weeks} weeks`} until ${moment(view, until, year)}:`,
  };
}
