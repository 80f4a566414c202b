/**
 * Asks for an argument that is missing, offering what people go by when they choose: who serves when.
 */
import type { Choice, Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { buildNames } from "../../render/names.ts";
import { day, yearOf } from "../../render/when.ts";
import { padEnd, type Width, widest, widthFor } from "../../render/width.ts";
import type { Id, Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { accept, reject } from "../../template/answer.ts";
import { formatDate, type LocalDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Shift } from "../../timeline/model.ts";
import type { GlobalFlags } from "./flags.ts";
import { findPerson } from "./people.ts";
import { buildAsking, type Prompter } from "./prompt.ts";
import { loadWords, parseDay, parseWhen, type Reference, readDate } from "./when.ts";

/** What a command that asks works with. */
export interface Known {
  readonly edges: Edges;
  /** The name of the command. */
  readonly command: string;
  readonly flags: GlobalFlags;
  readonly timeline: Timeline;
  readonly now: Instant;
}

/** An argument or flag by its name on the command line, and the question that replaces it. */
export interface Slot {
  readonly name: string;
  readonly question: string;
}

/** A question that is answered with a person. */
export interface PersonSlot extends Slot {
  /** Who may be chosen; undefined: everybody. */
  readonly only?: (id: Id) => boolean;
}

/** How many shifts are searched for each person's next ones, and how many are offered. */
const MOST_SHIFTS = 104;
const DATES_OFFERED = 12;
const OTHER = "other";

/** Throws a usage Fault if nothing is given and nobody can be asked. */
export async function askPerson(known: Known, slot: PersonSlot, given: string | undefined): Promise<Person> {
  const { roster } = known.timeline;
  if (given !== undefined) return findPerson(roster, given);
  const asking = requireAsking(known, slot, "give an id, a name or an email");
  const choices = await listPeople(known, slot);
  return findPerson(roster, await asking.choice(slot.question, choices));
}

/** Offers the coming shifts in which `serving` has a role, and any other date. */
export async function askDate(
  known: Known,
  slot: Slot,
  given: string | undefined,
  serving: Id,
): Promise<LocalDate> {
  const zone = outputZone(known.timeline.roster);
  const reference = { zone, now: known.now };
  if (given !== undefined) return readDate(known.edges, given, reference);
  const asking = requireAsking(known, slot, "write YYYY-MM-DD, today, or a weekday");
  const choices = await listShifts(known, serving);
  const other = { value: OTHER, line: "another date", short: "another date" };
  const chosen = choices.length === 0 ? OTHER : await asking.choice(slot.question, [...choices, other]);
  if (chosen !== OTHER) return readDate(known.edges, chosen, reference);
  const words = await loadWords();
  return asking.value("Date:", (text) => {
    const date = parseDay(text, reference, words);
    if (date !== undefined) return accept(date);
    return reject(`${JSON.stringify(text)} is not a date`, "write YYYY-MM-DD or a weekday");
  });
}

/** Asks for a moment, as WHEN of the command line. */
export async function askMoment(known: Known, slot: Slot, reference: Reference): Promise<Instant> {
  const words = await loadWords();
  return requireAsking(known, slot, `run \`oncall ${known.command} --help\` for usage`).value(
    slot.question,
    (text) => {
      const at = parseWhen(text, reference, words);
      if (at !== undefined) return accept(at);
      return reject(
        `${JSON.stringify(text)} is not a time`,
        "write HH:MM, a weekday and a time, or YYYY-MM-DD HH:MM",
      );
    },
  );
}

/** Asks for any text that is not empty. */
export async function askText(known: Known, slot: Slot, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const read = (text: string) =>
    text.trim() === "" ? reject("the answer is empty", "type something") : accept(text.trim());
  return requireAsking(known, slot, `run \`oncall ${known.command} --help\` for usage`).value(
    slot.question,
    read,
  );
}

/** Asks for one of the choices, of which there must be at least one. */
export async function askChoice(known: Known, slot: Slot, choices: readonly Choice[]): Promise<string> {
  return requireAsking(known, slot, `run \`oncall ${known.command} --help\` for usage`).choice(
    slot.question,
    choices,
  );
}

function requireAsking(known: Known, { name }: Slot, help: string): Prompter {
  const asking = buildAsking(known.edges, known.flags);
  if (asking === undefined) throw new Fault(EXIT.usage, `${name} is missing`, help);
  return asking;
}

/** `Alice Nguyen   primary Mon 23 Nov, secondary Mon 4 Jan`, those who serve first at the top. */
async function listPeople(known: Known, { only = () => true }: PersonSlot): Promise<readonly Choice[]> {
  const { roster } = known.timeline;
  const shifts = listShiftsAhead(known, Math.min(MOST_SHIFTS, 2 * roster.people.size + 2));
  const rows = [...roster.people.keys()]
    .filter(only)
    .map((id) => ({ id, turns: listNextTurns(known, shifts, id) }))
    .sort((one, other) => rank(one.turns) - rank(other.turns));
  const names = buildNames(roster.people, forTerminal);
  const width = await widthFor(rows.map(({ id }) => names(id)));
  const column = widest(
    rows.map(({ id }) => names(id)),
    width,
  );
  const room = known.edges.stderr.columns - column - "❯    ".length;
  return rows.map(({ id, turns }) => {
    const words = joinFitting(
      turns.map(({ words }) => words),
      room,
      width,
    );
    return { value: id, line: `${padEnd(names(id), column, width)}   ${words}`.trimEnd(), short: names(id) };
  });
}

interface NextTurn {
  readonly start: Instant;
  readonly words: string;
}

function rank(turns: readonly NextTurn[]): number {
  return turns[0]?.start ?? Number.POSITIVE_INFINITY;
}

/** The next time that somebody serves each role, in order of time. */
function listNextTurns({ timeline, now }: Known, shifts: readonly Shift[], id: Id): readonly NextTurn[] {
  const zone = outputZone(timeline.roster);
  const found = new Map<string, NextTurn>();
  for (const { role, engineer, start, end } of shifts.flatMap(({ stretches }) => stretches)) {
    if (engineer !== id || end <= now || found.has(role)) continue;
    const when = start <= now ? "now" : day(zone, start, yearOf(zone, now));
    found.set(role, { start, words: `${role} ${when}` });
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** As many as fit, separated by commas. */
function joinFitting(words: readonly string[], room: number, width: Width): string {
  for (let count = words.length; count > 0; count--) {
    const text = words.slice(0, count).join(", ");
    if (width(text) <= room) return text;
  }
  return "";
}

/** The coming shifts in which somebody has a role, as choices whose values are their dates: `Mon 21 Dec   secondary`. */
export async function listShifts(known: Known, serving: Id): Promise<readonly Choice[]> {
  const { timeline, now, edges } = known;
  const zone = outputZone(timeline.roster);
  const shifts = listShiftsAhead(known, MOST_SHIFTS)
    .filter(({ start, stretches }) => start > now && stretches.some(({ engineer }) => engineer === serving))
    .slice(0, DATES_OFFERED);
  const dates = shifts.map(({ start }) => day(zone, start, yearOf(zone, now)));
  const served = shifts.map(({ stretches }) =>
    stretches.filter(({ engineer }) => engineer === serving).map(({ role }) => role),
  );
  const width = await widthFor(served.flat());
  const column = widest(dates, width);
  const room = edges.stderr.columns - column - "❯    ".length;
  return shifts.map(({ date }, place) => {
    const words = joinFitting([...new Set(served[place])], room, width);
    const when = dates[place] ?? "";
    return {
      value: formatDate(date),
      line: `${padEnd(when, column, width)}   ${words}`.trimEnd(),
      short: when,
    };
  });
}

/** The current shift, or the first, and those after it. */
function listShiftsAhead({ timeline, now }: Known, count: number): readonly Shift[] {
  const first = timeline.shiftFrom(now);
  return Array.from({ length: count }, (_, step) => timeline.shift(first + step));
}
