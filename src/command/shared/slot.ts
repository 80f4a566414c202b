/**
 * What an editing command still needs to know: an argument that may be missing in, a person or a date out, asked for with
 * what people go by when they choose: whose weeks come when. And the yes before anything is written.
 */
import type { Choice, Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { namesOf } from "../../render/names.ts";
import { day, yearOf } from "../../render/when.ts";
import { padEnd, type Width, widest, widthFor } from "../../render/width.ts";
import type { Id, Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { type Answer, accept, reject } from "../../template/answer.ts";
import { formatDate, type LocalDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Shift } from "../../timeline/model.ts";
import type { GlobalFlags } from "./flags.ts";
import { findPerson } from "./people.ts";
import { type Asking, askingOf } from "./prompt.ts";
import { readDate } from "./when.ts";

/** What the command knows already. */
export interface Known {
  readonly edges: Edges;
  readonly flags: GlobalFlags;
  readonly timeline: Timeline;
  readonly now: Instant;
}

/** An argument or flag: as the command line names it, and the question that takes its place. */
export interface Slot {
  readonly name: string;
  readonly question: string;
}

/** What is asked beside a person. */
export interface PersonSlot extends Slot {
  /** Who comes into question, in the order of the list; undefined: everybody, by who serves next. */
  readonly among?: readonly Id[];
  /** Or, by who serves next, those for whom this is true. */
  readonly only?: (id: Id) => boolean;
}

/** Shifts that are looked through for each person's next ones, and offered as dates. */
const MOST_SHIFTS = 104;
const DATES_OFFERED = 12;
const OTHER = "other";

/** Throws a usage Fault where it is missing and nobody can be asked. */
export async function personFor(known: Known, slot: PersonSlot, given: string | undefined): Promise<Person> {
  const { roster } = known.timeline;
  if (given !== undefined) return findPerson(roster, given);
  const asking = askingFor(known, slot, "give an id, a name or an email");
  const choices = await peopleChoices(known, slot);
  return findPerson(roster, await asking.choice(slot.question, choices));
}

/** A handoff to come, or any other date; `serving`: only shifts in which this person serves are offered. */
export async function dateFor(
  known: Known,
  slot: Slot,
  given: string | undefined,
  serving?: Id,
): Promise<LocalDate> {
  const zone = outputZone(known.timeline.roster);
  if (given !== undefined) return readDate(given, zone, known.now);
  const asking = askingFor(known, slot, "write YYYY-MM-DD, today, or a weekday");
  const choices = await dateChoices(known, serving);
  const other = { value: OTHER, line: "another date", short: "another date" };
  const chosen = choices.length === 0 ? OTHER : await asking.choice(slot.question, [...choices, other]);
  const read = (text: string) => caught(() => readDate(text, zone, known.now));
  return chosen === OTHER ? asking.value("Date:", read) : readDate(chosen, zone, known.now);
}

/** Whatever is not empty. */
export async function textFor(known: Known, slot: Slot, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const read = (text: string) =>
    text.trim() === "" ? reject("it is empty", "say what it is") : accept(text.trim());
  return askingFor(known, slot, "oncall help tells what it takes").value(slot.question, read);
}

/** The value of one of the choices; there has to be one where somebody can be asked. */
export async function choiceFor(known: Known, slot: Slot, choices: readonly Choice[]): Promise<string> {
  return askingFor(known, slot, "oncall help tells what it takes").choice(slot.question, choices);
}

/** Shows what would come of it and asks; throws unless the answer, or `--yes`, is yes. */
export async function consent(known: Known, preview: string, question: string): Promise<void> {
  if (known.flags.yes === true) return;
  const asking = askingOf(known.edges, known.flags);
  if (asking === undefined) {
    throw new Fault(EXIT.usage, "this needs a yes, and nobody can be asked here", "say yes with --yes");
  }
  asking.say(`${preview}\n`);
  if (!(await asking.yes(question, false))) throw new Fault(EXIT.no, "nothing was written");
}

function askingFor(known: Known, { name }: Slot, help: string): Asking {
  const asking = askingOf(known.edges, known.flags);
  if (asking === undefined) throw new Fault(EXIT.usage, `${name} is missing`, help);
  return asking;
}

/** `Alice Nguyen   primary Mon 23 Nov, secondary Mon 4 Jan`: who serves first stands first. */
async function peopleChoices(
  known: Known,
  { among, only = () => true }: PersonSlot,
): Promise<readonly Choice[]> {
  const { roster } = known.timeline;
  const shifts = shiftsAhead(known, Math.min(MOST_SHIFTS, 2 * roster.people.size + 2));
  const rows = (among ?? [...roster.people.keys()].filter(only)).map((id) => ({
    id,
    turns: turnsOf(known, shifts, id),
  }));
  if (among === undefined) rows.sort((one, other) => rank(one.turns) - rank(other.turns));
  const names = namesOf(roster.people, forTerminal);
  const width = await widthFor(rows.map(({ id }) => names(id)));
  const column = widest(
    rows.map(({ id }) => names(id)),
    width,
  );
  const room = known.edges.stderr.columns - column - "❯    ".length;
  return rows.map(({ id, turns }) => {
    const words = fitting(
      turns.map(({ words }) => words),
      room,
      width,
    );
    return { value: id, line: `${padEnd(names(id), column, width)}   ${words}`.trimEnd(), short: names(id) };
  });
}

interface Turn {
  readonly start: Instant;
  readonly words: string;
}

function rank(turns: readonly Turn[]): number {
  return turns[0]?.start ?? Number.POSITIVE_INFINITY;
}

/** The next time that somebody serves each role, by time. */
function turnsOf({ timeline, now }: Known, shifts: readonly Shift[], id: Id): readonly Turn[] {
  const zone = outputZone(timeline.roster);
  const found = new Map<string, Turn>();
  for (const { role, engineer, start, end } of shifts.flatMap(({ stretches }) => stretches)) {
    if (engineer !== id || end <= now || found.has(role)) continue;
    const when = start <= now ? "now" : day(zone, start, yearOf(zone, now));
    found.set(role, { start, words: `${role} ${when}` });
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** As many as there is room for, with commas between them. */
function fitting(words: readonly string[], room: number, width: Width): string {
  for (let count = words.length; count > 0; count--) {
    const text = words.slice(0, count).join(", ");
    if (width(text) <= room) return text;
  }
  return "";
}

/** `Mon 30 Nov   primary Alice Nguyen, secondary Bob Okafor`. */
async function dateChoices(known: Known, serving: Id | undefined): Promise<readonly Choice[]> {
  const { timeline, now, edges } = known;
  const { roster } = timeline;
  const zone = outputZone(roster);
  const names = namesOf(roster.people, forTerminal);
  const all = shiftsAhead(known, serving === undefined ? DATES_OFFERED : MOST_SHIFTS);
  const shifts = all
    .filter(
      ({ stretches }) => serving === undefined || stretches.some(({ engineer }) => engineer === serving),
    )
    .slice(0, DATES_OFFERED);
  const dates = shifts.map(({ start }) => day(zone, start, yearOf(zone, now)));
  const served = shifts.map(({ stretches }) =>
    stretches
      .filter(({ engineer }) => serving === undefined || engineer === serving)
      .map(({ role, engineer }) => (serving === undefined ? `${role} ${names(engineer)}` : role)),
  );
  const width = await widthFor(served.flat());
  const column = widest(dates, width);
  const room = edges.stderr.columns - column - "❯    ".length;
  return shifts.map(({ date }, place) => {
    const words = fitting([...new Set(served[place])], room, width);
    const when = dates[place] ?? "";
    return {
      value: formatDate(date),
      line: `${padEnd(when, column, width)}   ${words}`.trimEnd(),
      short: when,
    };
  });
}

/** The running shift, or the first, and those that follow. */
function shiftsAhead({ timeline, now }: Known, count: number): readonly Shift[] {
  const first = timeline.shiftFrom(now);
  return Array.from({ length: count }, (_, step) => timeline.shift(first + step));
}

function caught<Value>(read: () => Value): Answer<Value> {
  try {
    return accept(read());
  } catch (error) {
    if (error instanceof Fault) return reject(error.message, error.help ?? "try another");
    throw error;
  }
}
