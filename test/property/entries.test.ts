/** Tests what one more entry in the log may change, and what it may not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, textOf } from "../naive/calendar.ts";
import { coversOf } from "../naive/covers.ts";
import { buildHandoffs } from "../naive/handoff.ts";
import { type PlainEntry, type PlainRoster, type PlainShift, termsOf } from "../naive/roster.ts";
import { answerOf, type DatedShift } from "../naive/schedule.ts";
import {
  buildRotation,
  coverEntries,
  type Question,
  queueEntries,
  validRosters,
  withEntry,
} from "./rosters.ts";
import { ofRole, RUNS, scheduled, shiftsOf, startOf } from "./shifts.ts";

function isValid(roster: PlainRoster): boolean {
  return answerOf(roster).kind === "valid";
}

/** The shifts with a handoff before a date. */
function datedBefore(shifts: readonly DatedShift[], day: string): readonly DatedShift[] {
  return shifts.filter(({ date }) => date < day);
}

/** Valid rosters, and each with one more entry somewhere in the log. */
function withOneMore(
  entries: (rotation: ReturnType<typeof buildRotation>) => fc.Arbitrary<PlainEntry>,
): fc.Arbitrary<Question & { readonly entry: PlainEntry; readonly changed: PlainRoster }> {
  return validRosters.chain((question) =>
    fc
      .tuple(entries(buildRotation(question.roster)), fc.nat({ max: question.roster.changes?.length ?? 0 }))
      .map(([entry, place]) => {
        const changes = (question.roster.changes ?? []).toSpliced(place, 0, entry);
        return { ...question, entry, changed: { ...question.roster, changes } };
      })
      .filter(({ changed }) => isValid(changed)),
  );
}

describe("an entry", () => {
  test("that changes the queue changes no shift before its date", () => {
    fc.assert(
      fc.property(withOneMore(queueEntries), (question) => {
        const { roster, changed, entry } = question;
        const day = entry.from ?? "";
        const first = startOf(roster);
        expect(datedBefore(shiftsOf(changed, first, 40), day)).toEqual(
          datedBefore(shiftsOf(roster, first, 40), day),
        );
      }),
      RUNS,
    );
  });

  test("that is a cover changes only its own time and role, and nobody's place in the queue", () => {
    fc.assert(
      fc.property(withOneMore(coverEntries), ({ roster, changed, entry }) => {
        const own = timeOf(roster, entry);
        const was = shiftsOf(roster, startOf(roster), 30);
        const is = shiftsOf(changed, startOf(roster), 30);
        for (const [i, shift] of was.entries()) {
          for (const role of shift.roles) {
            for (const [old, now] of together(ofRole(shift, role), is[i] ? ofRole(is[i], role) : [])) {
              expect(now.scheduled).toBe(old.scheduled);
              const start = Math.max(Date.parse(old.start), Date.parse(now.start));
              const end = Math.min(Date.parse(old.end), Date.parse(now.end));
              const isOwn = own.start <= start && end <= own.end && (entry.role ?? role) === role;
              if (!isOwn) expect(now.engineer).toBe(old.engineer);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test("that is the last cover in the file hands over exactly what the covered person served in that time", () => {
    fc.assert(
      fc.property(withOneMore(coverEntries), ({ roster, entry }) => {
        const own = timeOf(roster, entry);
        const was = shiftsOf(roster, startOf(roster), 30);
        const is = shiftsOf(withEntry(roster, entry), startOf(roster), 30);
        for (const [i, shift] of was.entries()) {
          for (const role of shift.roles) {
            for (const [old, now] of together(ofRole(shift, role), is[i] ? ofRole(is[i], role) : [])) {
              const start = Math.max(Date.parse(old.start), Date.parse(now.start));
              const isOwn = own.start <= start && start < own.end && (entry.role ?? role) === role;
              expect(now.engineer).toBe(isOwn && old.engineer === entry.cover ? entry.by : old.engineer);
            }
          }
        }
      }),
      RUNS,
    );
  });
});

/** The time of a cover. */
function timeOf(roster: PlainRoster, entry: PlainEntry): { readonly start: number; readonly end: number } {
  const all = termsOf(roster);
  const [cover] = coversOf([entry], all, buildHandoffs(all)).covers;
  if (cover === undefined) throw new Error("an invalid cover");
  return cover;
}

/** Pairs the pieces of two timelines that overlap. */
function together(
  a: readonly PlainShift[],
  b: readonly PlainShift[],
): readonly (readonly [PlainShift, PlainShift])[] {
  return a.flatMap((one) =>
    b
      .filter(
        ({ start, end }) =>
          Date.parse(start) < Date.parse(one.end) && Date.parse(one.start) < Date.parse(end),
      )
      .map((other) => [one, other] as const),
  );
}

describe("a swap", () => {
  const swaps = validRosters.chain((question) => {
    const members = [...new Set(buildRotation(question.roster).flatMap(({ queue }) => queue))];
    return fc.record({
      question: fc.constant(question),
      pair: fc.shuffledSubarray(members.length < 2 ? ["ann", "ben"] : members, {
        minLength: 2,
        maxLength: 2,
      }),
      day: fc.integer({ min: -7, max: 90 }).map((days) => textOf(dayOf(startOf(question.roster)) + days)),
      length: fc.integer({ min: 1, max: 60 }),
    });
  });

  test("repeated cancels out", () => {
    fc.assert(
      fc.property(
        swaps.filter(({ question, pair, day }) =>
          isValid(withEntry(question.roster, { swap: pair, from: day })),
        ),
        ({ question: { roster }, pair, day }) => {
          const swap = { swap: pair, from: day, approved_by: "mia" };
          const back = { ...swap, swap: pair.toReversed() };
          const as = shiftsOf(roster, startOf(roster), 30);
          expect(shiftsOf(withEntry(roster, swap, swap), startOf(roster), 30)).toEqual(as);
          expect(shiftsOf(withEntry(roster, swap, back), startOf(roster), 30)).toEqual(as);
        },
      ),
      RUNS,
    );
  });

  test("with an end has the same people in role 0 as two swaps", () => {
    fc.assert(
      fc.property(
        swaps
          .map(({ question: { roster }, pair, day, length }) => {
            const swap = { swap: pair, from: day, approved_by: "mia" };
            const until = textOf(dayOf(day) + length);
            const alone = { ...roster, rotation: buildRotation(roster).slice(0, 1) };
            return [
              withEntry(alone, { ...swap, until }),
              withEntry(alone, swap, { ...swap, from: until }),
            ] as const;
          })
          .filter((rosters) => rosters.every(isValid)),
        ([once, twice]) => {
          const people = (roster: PlainRoster) =>
            shiftsOf(roster, startOf(roster), 30).map((shift) => scheduled(shift, 0));
          expect(people(once)).toEqual(people(twice));
        },
      ),
      RUNS,
    );
  });
});

describe("a newcomer at the end of the queue", () => {
  test("moves nobody's turn before their own first one", () => {
    fc.assert(
      fc.property(validRosters, fc.integer({ min: -7, max: 90 }), ({ roster }, days) => {
        const from = textOf(dayOf(startOf(roster)) + days);
        const people = { ...roster.people, zed: { name: "Zed", manager: "mia" } };
        const more = withEntry({ ...roster, people }, { join: "zed", from });
        const was = shiftsOf(roster, startOf(roster), 40).map((shift) => scheduled(shift, 0));
        const is = shiftsOf(more, startOf(roster), 40).map((shift) => scheduled(shift, 0));
        const turn = is.indexOf("zed");
        const until = turn === -1 ? is.length : turn;
        expect(is.slice(0, until)).toEqual(was.slice(0, until));
      }),
      RUNS,
    );
  });

  test("has their first turn once everybody else but the outgoing primary has had one", () => {
    fc.assert(
      fc.property(validRosters, fc.integer({ min: -7, max: 120 }), ({ roster }, days) => {
        const [terms] = buildRotation(roster);
        const from = textOf(dayOf(startOf(roster)) + days);
        const people = { ...roster.people, zed: { name: "Zed", manager: "mia" } };
        const rotation = buildRotation(roster).slice(0, 1);
        const all = shiftsOf(
          { ...roster, people, rotation, changes: [{ join: "zed", from }] },
          startOf(roster),
          80,
        );
        const acts = all.find(({ date }) => date >= from)?.index ?? 0;
        const first = all.findIndex((shift) => scheduled(shift, 0) === "zed");
        const others = terms?.queue.length ?? 0;
        expect(first).toBe(acts === 0 ? others : acts + others - 1);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});
