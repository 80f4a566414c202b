/** Explains in sentences how a shift came about: for each role the seat, the trades, the turns passed over and the covers. */
import type { Entry, Roster, Terms } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { SeatReason, SkipReason, Why } from "../timeline/why.ts";
import { dutyPhrases } from "./duty.ts";
import { date, entryText, writeRemarks } from "./entry.ts";
import { forTerminal } from "./escape.ts";
import { type Page, writeHanging } from "./grid.ts";
import { buildNames, type Names, OFF_DUTY } from "./names.ts";
import type { Tone } from "./palette.ts";
import { isCovered } from "./schedule.ts";
import { day, type Faces, moment, yearOf } from "./when.ts";
import { type Width, widthFor, wrap } from "./width.ts";

export interface WhyView extends Faces {
  readonly at: Instant;
  readonly reasons: readonly Why[];
  readonly roster: Roster;
  /** Where the hours of duty of these terms are written. */
  dutyLine(terms: Terms): number;
  /** Who wrote the lines; undefined: not asked for. */
  readonly blame?: Blame | undefined;
}

export interface Blame {
  /** By line number; undefined: not committed yet. */
  readonly authors: ReadonlyMap<number, Author | undefined>;
  /** Where the queue of these terms is written. */
  queueLine(terms: Terms): number;
}

export interface Author {
  /** All digits. */
  readonly commit: string;
  /** As git has it, unescaped. */
  readonly author: string;
  readonly time: Instant;
  /** A shallow clone ends at that commit: the line may be older. */
  readonly isBoundary: boolean;
}

/** One step towards who serves. */
interface Step {
  readonly label: string;
  readonly tone: Tone;
  /** What happened; then, a line each, what the log says about it. */
  readonly says: readonly string[];
}

const LABEL_COLUMNS = 7;

export async function whyText(view: WhyView, page: Page): Promise<string> {
  const names = buildNames(view.roster.people, forTerminal);
  const texts = view.reasons.flatMap((why) => [
    writeTitle(why, view, names),
    ...listSteps(why, view, names).flatMap(({ says }) => says),
  ]);
  const width = await widthFor(texts);
  const blocks = view.reasons.map((why) => [
    ...writeHanging("", [writeTitle(why, view, names)], "title", 0, page, width),
    ...listSteps(why, view, names).flatMap((step) => stepLines(step, page, width)),
  ]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function stepLines({ label, tone, says }: Step, page: Page, width: Width): readonly string[] {
  const indent = 2 + LABEL_COLUMNS;
  return says.flatMap((line, index) => {
    const lines = wrap(line.split(" "), Math.max(1, page.columns - indent), width);
    return lines.map((text, row) => {
      const before =
        index === 0 && row === 0
          ? page.palette.faint(label.padEnd(LABEL_COLUMNS))
          : " ".repeat(LABEL_COLUMNS);
      return `  ${before}${page.palette[index === 0 ? tone : "faint"](text)}`;
    });
  });
}

function writeTitle({ role, serving: now }: Why, view: WhyView, names: Names): string {
  if (now === undefined) return `${names.role(role)}: ${names(null)}`;
  const whom = isCovered(now) ? `${names(now.engineer)} for ${names(now.scheduled)}` : names(now.engineer);
  const year = yearOf(view.zone, view.at);
  if (now.offDuty) {
    const then = now.after === undefined ? "" : `, then ${names(now.after)}`;
    return `${names.role(role)}: ${OFF_DUTY}, ${moment(view, now.start, undefined)} until ${moment(view, now.end, year)}${then}`;
  }
  return `${names.role(role)}: ${whom}, ${moment(view, now.start, undefined)} until ${moment(view, now.end, year)}`;
}

function listSteps(why: Why, view: WhyView, names: Names): readonly Step[] {
  return [
    seatStep(why, view, names),
    ...dutySteps(why, view),
    ...(why.seat?.trades ?? []).map(({ entry, back }): Step => {
      const [one, other] = entry.people;
      const says =
        back && entry.until !== undefined
          ? `${names(one)} and ${names(other)} traded back on ${date(entry.until)}`
          : entryText(entry, names, view);
      return { label: "swap", tone: "body", says: [says, ...logLines(entry, view, names)] };
    }),
    ...why.skips.map((skip) => skipStep(skip, view, names)),
    ...why.shift.spells
      .filter(({ role }) => role === why.role)
      .filter(isCovered)
      .map((stretch): Step => {
        const from = moment(view, stretch.start, yearOf(view.zone, view.at));
        const until = moment(view, stretch.end, yearOf(view.zone, view.at));
        return {
          label: "cover",
          tone: "cover",
          says: [
            `${names(stretch.engineer)} covers ${names(stretch.scheduled)} from ${from} until ${until}`,
            ...stretch.covers.flatMap((cover) => logLines(cover, view, names)),
          ],
        };
      }),
  ];
}

/** Where the shift has its hours from. */
function dutySteps({ shift: { terms } }: Why, view: WhyView): readonly Step[] {
  return dutyPhrases(terms, view.zone).map((hours): Step => {
    const line = view.dutyLine(terms);
    const says = `${hours}, by the terms of ${date(terms.start)}`;
    return { label: "hours", tone: "body", says: [says, writePlace(line, view), ...authorLines(line, view)] };
  });
}

function seatStep({ role, shift, seat }: Why, view: WhyView, names: Names): Step {
  if (seat === undefined) {
    const vacant = "nobody in the queue can take this role: it is vacant";
    return { label: "seat", tone: "vacant", says: [vacant] };
  }
  const person = names(seat.person);
  const first = shift.terms.roles[0] ?? role;
  const turn =
    seat.turn.index === shift.index
      ? []
      : [`${person} is the next to be ${names.role(first)}, from ${date(seat.turn.date)}`];
  return { label: "seat", tone: "body", says: [...turn, ...originLines(seat, view, names)] };
}

function originLines(seat: SeatReason, view: WhyView, names: Names): readonly string[] {
  const last = seat.lastTurn === undefined ? "no turn yet" : `last turn from ${date(seat.lastTurn)}`;
  const { origin } = seat;
  if (origin.kind !== "queue") {
    return [`joined the queue on ${date(origin.from)}, ${last}`, ...logLines(origin, view, names)];
  }
  const since = date(origin.terms.start);
  const { blame } = view;
  const line = blame?.queueLine(origin.terms) ?? 0;
  const place = blame === undefined ? [] : [writePlace(line, view)];
  return [
    `seat ${origin.position + 1} of ${seat.size} in the queue of ${since}, ${last}`,
    ...place,
    ...authorLines(line, view),
  ];
}

function skipStep({ person, entry, dates }: SkipReason, view: WhyView, names: Names): Step {
  const [first, ...more] = dates.map(date).toReversed();
  const when = more.length === 0 ? first : `${more.toReversed().join(", ")} and ${first}`;
  const ready = entry.kind === "ready" ? `, ready from ${date(entry.from)}` : "";
  return {
    label: "skip",
    tone: "body",
    says: [`${names(person)} was passed over on ${when}${ready}`, ...logLines(entry, view, names)],
  };
}

/** The line in the log, who approved, and the reason. */
function logLines(entry: Entry, view: WhyView, names: Names): readonly string[] {
  return [`${writePlace(entry.line, view)}${writeRemarks(entry, names)}`, ...authorLines(entry.line, view)];
}

function writePlace(line: number, { roster }: WhyView): string {
  return `${forTerminal(roster.file)}:${line}`;
}

/** `1a2b3c4, Mia Rossi, Fri 20 Nov 2026`, if that was asked for. */
function authorLines(line: number, { blame, zone }: WhyView): readonly string[] {
  if (blame === undefined) return [];
  const wrote = blame.authors.get(line);
  if (wrote === undefined) return ["not committed yet"];
  const { commit, author, time, isBoundary } = wrote;
  if (isBoundary) return [`unknown: ${commit.slice(0, 7)} or older, where this shallow clone ends`];
  return [`${commit.slice(0, 7)}, ${forTerminal(author)}, ${day(zone, time, undefined)}`];
}
