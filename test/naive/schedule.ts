/** Works out the shifts of a roster a second time: simple, slow, and without anything from src/, so that the two can be compared. */
import { dayOf, textOf } from "./calendar.ts";
import { covered, coversOf, type Stretch } from "./covers.ts";
import { buildHandoffs, dutyBetween, type Handoff, termsFaults } from "./handoff.ts";
import { type Act, actsOf, NO_QUEUE, pass, type Queue } from "./queue.ts";
import { type PlainRoster, type PlainShift, termsOf } from "./roster.ts";
import { instantText } from "./zone.ts";

/** A fault in one of the terms or in one entry of the log. */
export interface Fault {
  readonly on: "rotation" | "changes";
  readonly index: number;
  readonly fault: string;
}

/** One shift, with the date and number of its handoff. */
export interface DatedShift {
  readonly index: number;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly roles: readonly string[];
  readonly stretches: readonly PlainShift[];
}

/** The shifts of a roster from any date, or its faults. */
export type Answer =
  | {
      readonly kind: "valid";
      readonly window: (from: string, weeks: number) => readonly DatedShift[];
    }
  | { readonly kind: "invalid"; readonly faults: readonly Fault[] };

export type Schedule = { readonly shifts: readonly PlainShift[] } | { readonly invalid: readonly Fault[] };

/** `--from D --weeks N`. */
export function schedule(roster: PlainRoster, from: string, weeks: number): Schedule {
  const answer = answerOf(roster);
  if (answer.kind === "invalid") return { invalid: answer.faults };
  return { shifts: answer.window(from, weeks).flatMap(({ stretches }) => stretches) };
}

export function answerOf(roster: PlainRoster): Answer {
  const all = termsOf(roster);
  const wrongTerms = termsFaults(all);
  if (wrongTerms.length > 0)
    return { kind: "invalid", faults: wrongTerms.map((fault) => ({ on: "rotation", ...fault })) };

  const changes = roster.changes ?? [];
  const handoffAt = buildHandoffs(all);
  const acts = actsOf(changes);
  const { covers, invalid } = coversOf(changes, all, handoffAt);
  const faults = [...wholeLog(acts, handoffAt), ...invalid].sort((a, b) => a.index - b.index);
  if (faults.length > 0)
    return { kind: "invalid", faults: faults.map((fault) => ({ on: "changes", ...fault })) };

  const zone = all.at(-1)?.zone ?? "UTC";
  const queueAfter = queuesOf(acts, handoffAt);
  return {
    kind: "valid",
    window(from, weeks) {
      const first = runningOn(dayOf(from), handoffAt);
      const shifts: DatedShift[] = [];
      for (let k = first.k; handoffAt(k).date < first.date + 7 * weeks; k += 1) {
        const { terms, date, instant } = handoffAt(k);
        const end = handoffAt(k + 1).instant;
        const holders = listHolders(queueAfter(k), handoffAt, k, acts);
        const stretches = terms.roles
          .flatMap((role, i) => {
            const person = holders[i] ?? null;
            return dutyBetween(all, instant, end).flatMap((span) => {
              const whole: Stretch = { role, engineer: person, scheduled: person, ...span };
              return covered(whole, covers);
            });
          })
          .sort((a, b) => a.start - b.start || terms.roles.indexOf(a.role) - terms.roles.indexOf(b.role))
          .map((stretch) => ({
            ...stretch,
            start: instantText(zone, stretch.start),
            end: instantText(zone, stretch.end),
          }));
        const start = instantText(zone, instant);
        shifts.push({
          index: k,
          date: textOf(date),
          start,
          end: instantText(zone, end),
          roles: terms.roles,
          stretches,
        });
      }
      return shifts;
    },
  };
}

/** "The whole log is checked, to the last entry, whatever is asked." */
function wholeLog(acts: readonly Act[], handoffAt: (k: number) => Handoff): Queue["invalid"] {
  const last = acts.at(-1)?.date ?? handoffAt(0).date;
  let k = 0;
  let queue = pass(NO_QUEUE, undefined, handoffAt(0), acts);
  while (handoffAt(k).date < last) {
    k += 1;
    queue = pass(queue, handoffAt(k - 1), handoffAt(k), acts);
  }
  return queue.invalid;
}

/** The queue after handoff k, always counted from handoff 0. */
function queuesOf(acts: readonly Act[], handoffAt: (k: number) => Handoff): (k: number) => Queue {
  const found = [pass(NO_QUEUE, undefined, handoffAt(0), acts)];
  return (k) => {
    for (let next = found.length; next <= k; next += 1)
      found.push(pass(found[next - 1] ?? NO_QUEUE, handoffAt(next - 1), handoffAt(next), acts));
    return found[k] ?? NO_QUEUE;
  };
}

/** Who has each role in shift k: role 0 by the queue, the others by "The other roles". */
function listHolders(
  queue: Queue,
  handoffAt: (k: number) => Handoff,
  k: number,
  acts: readonly Act[],
): readonly (string | undefined)[] {
  const { date, terms } = handoffAt(k);
  const known = acts.filter(({ from }) => from <= date);
  const n = queue.seats.length;
  const primaries = [primaryOf(queue)];
  let future = queue;
  for (let ahead = 1; ahead < terms.roles.length + n; ahead += 1) {
    future = pass(future, handoffAt(k + ahead - 1), handoffAt(k + ahead), known);
    primaries.push(primaryOf(future));
  }
  const holders = [primaries[0]];
  for (let role = 1; role < terms.roles.length; role += 1) {
    const looked = primaries.slice(role, role + n);
    holders.push(looked.find((person) => person !== undefined && !holders.includes(person)));
  }
  return holders;
}

function primaryOf({ seats, primary }: Queue): string | undefined {
  return seats.find(({ number }) => number === primary)?.person;
}

/** "the shift whose handoff is the latest dated on or before D (shift 0 if D is before the first `start`)" */
function runningOn(day: number, handoffAt: (k: number) => Handoff): Handoff {
  let k = 0;
  while (handoffAt(k + 1).date <= day) k += 1;
  return handoffAt(k);
}
