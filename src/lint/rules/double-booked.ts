/** Reports people who are on duty in two rosters at once. */

import type { Role } from "../../roster/model.ts";
import { countMore, formatMomentIn } from "../../rules/words.ts";
import type { Interval } from "../../time/interval.ts";
import type { Rule, TogetherFinding } from "../rule.ts";
import type { BookedPerson, Companion } from "../together/companion.ts";
import { unpackSpans } from "../together/packed-spans.ts";

export const doubleBooked: Rule = {
  id: "double-booked",
  severity: "warning",
  silenceable: true,
  what: "one person, known by email, is on duty in two rosters at once; seen only where several are linted together",
  why: "two alerts may come at once, and neither team knows that its engineer is busy",
  fix: "have somebody cover or swap in one of the two, or suppress it at the person",
  check: () => [],
  checkTogether: (companions) => groupByEmail(companions).flatMap(findPairs),
};

/** A person of one roster. */
interface Booked {
  readonly companion: Companion;
  readonly person: BookedPerson;
}

/** Those whose email stands in two rosters at least. */
function groupByEmail(companions: readonly Companion[]): readonly (readonly Booked[])[] {
  const entries = new Map<string, Booked[]>();
  for (const companion of companions) {
    for (const person of companion.people) {
      const same = entries.get(person.email);
      if (same === undefined) entries.set(person.email, [{ companion, person }]);
      else same.push({ companion, person });
    }
  }
  return [...entries.values()].filter((same) => new Set(same.map(({ companion }) => companion)).size > 1);
}

/** One finding for each two rosters, at the person in the first. */
function findPairs(entries: readonly Booked[]): readonly TogetherFinding[] {
  return entries.flatMap((one, index) =>
    entries.slice(index + 1).flatMap((other) => {
      if (one.companion === other.companion) return [];
      const { spot } = one.person;
      if (spot === undefined || other.person.spot === undefined) return [];
      const [first, ...more] = findClashes(listBookings(one.person), listBookings(other.person));
      return first === undefined ? [] : [{ ...spot, ...describe(one, other, first, more.length) }];
    }),
  );
}

interface Booking extends Interval {
  readonly role: Role;
}

/** In the order of time. */
function listBookings({ served }: BookedPerson): readonly Booking[] {
  return [...served]
    .flatMap(([role, packed]) => unpackSpans(packed).map((span) => ({ ...span, role })))
    .sort((one, other) => one.start - other.start);
}

interface Clash extends Interval {
  readonly here: Booking;
  readonly there: Booking;
}

/** Both are in the order of time. */
function findClashes(here: readonly Booking[], there: readonly Booking[]): readonly Clash[] {
  const clashes: Clash[] = [];
  let begin = 0;
  for (const one of here) {
    while ((there[begin]?.end ?? Infinity) <= one.start) begin += 1;
    for (let index = begin; index < there.length; index += 1) {
      const other = there[index];
      if (other === undefined || other.start >= one.end) break;
      const start = Math.max(one.start, other.start);
      const end = Math.min(one.end, other.end);
      if (start < end) clashes.push({ start, end, here: one, there: other });
    }
  }
  return clashes;
}

function describe(
  { companion, person }: Booked,
  other: Booked,
  { start, end, here, there }: Clash,
  more: number,
): Pick<TogetherFinding, "message" | "help"> {
  const { zone } = companion;
  const span = `from ${formatMomentIn(zone, start)} until ${formatMomentIn(zone, end)}`;
  const elsewhere = `${there.role} of ${other.companion.team} (${other.companion.file})`;
  return {
    message: `${person.id} is ${here.role} here and ${elsewhere} at once ${span}${countMore(more)}`,
    help: `have somebody cover one of the two: oncall cover ${person.id} --by ID --shift DATE`,
  };
}
