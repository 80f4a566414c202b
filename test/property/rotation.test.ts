/** Tests the shifts of every roster: they leave no gap, do not overlap, and have one person per role. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, textOf } from "../naive/calendar.ts";
import { realAnswer, realFinder } from "./real.ts";
import { buildRotation, type Question, validRosters } from "./rosters.ts";
import { ofRole, RUNS, scheduled, shiftsOf, startOf } from "./shifts.ts";

/** A few more than asked for, to include shifts at the ends. */
function longer({ weeks }: Question): number {
  return weeks + 6;
}

describe("shifts", () => {
  test("leave no gap and do not overlap in any role, with or without covers", () => {
    fc.assert(
      fc.property(validRosters, ({ roster, from, weeks }) => {
        const shifts = shiftsOf(roster, from, weeks);
        expect(shifts.length).toBeGreaterThan(0);
        for (const [i, shift] of shifts.entries()) {
          const next = shifts[i + 1];
          if (next !== undefined) expect([next.index, next.start]).toEqual([shift.index + 1, shift.end]);
          expect(Date.parse(shift.start)).toBeLessThan(Date.parse(shift.end));
          for (const role of shift.roles) {
            const pieces = ofRole(shift, role);
            const starts = [...pieces.map(({ start }) => start), shift.end];
            const ends = [shift.start, ...pieces.map(({ end }) => end)];
            expect(starts).toEqual(ends);
            for (const { start, end } of pieces) expect(Date.parse(start)).toBeLessThan(Date.parse(end));
          }
        }
      }),
      RUNS,
    );
  });

  test("are sorted by start, then by role, and adjacent ones differ", () => {
    fc.assert(
      fc.property(validRosters, ({ roster, from, weeks }) => {
        for (const { stretches, roles } of shiftsOf(roster, from, weeks)) {
          const keys = stretches.map(({ start, role }) => Date.parse(start) * 10 + roles.indexOf(role));
          expect(keys).toEqual(keys.toSorted((a, b) => a - b));
          for (const role of roles) {
            const engineers = stretches
              .filter((stretch) => stretch.role === role)
              .map(({ engineer }) => engineer);
            expect(engineers.filter((engineer, i) => i > 0 && engineer === engineers[i - 1])).toEqual([]);
          }
        }
      }),
      RUNS,
    );
  });

  test("are the same from any date as from the start", () => {
    fc.assert(
      fc.property(validRosters, ({ roster, from, weeks }) => {
        const some = shiftsOf(roster, from, weeks);
        const first = startOf(roster);
        const span = Math.ceil((dayOf(some.at(-1)?.date ?? first) - dayOf(first)) / 7) + 1;
        const all = shiftsOf(roster, first, span);
        const index = some[0]?.index ?? 0;
        expect(some).toEqual(all.slice(index, index + some.length));
        const date = some[0]?.date ?? "";
        expect(index === 0 || date <= from).toBe(true);
        expect((all[index + 1]?.date ?? "9999-12-31") > from).toBe(true);
      }),
      RUNS,
    );
  });

  test("are found by any instant in them, and by any date before the next handoff", () => {
    fc.assert(
      fc.property(validRosters, ({ roster, from, weeks }) => {
        const { at, on } = realFinder(roster);
        const shifts = shiftsOf(roster, from, weeks);
        for (const [i, { index, date, start, end }] of shifts.entries()) {
          const last = new Date(Date.parse(end) - 1).toISOString();
          expect([at(start), at(last), at(end), on(date)]).toEqual([index, index, index + 1, index]);
          const next = shifts[i + 1];
          if (next !== undefined) expect(on(textOf(dayOf(next.date) - 1))).toBe(index);
        }
        const [first] = shiftsOf(roster, startOf(roster), 1);
        expect(at(new Date(Date.parse(first?.start ?? "") - 1).toISOString())).toBe(undefined);
        expect([on("1970-01-01"), on(startOf(roster))]).toEqual([0, 0]);
      }),
      RUNS,
    );
  });

  test("do not depend on earlier questions", () => {
    fc.assert(
      fc.property(validRosters, validRosters, (one, { from, weeks }) => {
        const answer = realAnswer(one.roster);
        if (answer.kind === "invalid") throw new Error("invalid");
        answer.window(from, Math.min(weeks, 10));
        expect(answer.window(one.from, one.weeks)).toEqual(shiftsOf(one.roster, one.from, one.weeks));
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});

describe("roles", () => {
  test("the queue gives nobody two roles", () => {
    fc.assert(
      fc.property(validRosters, (question) => {
        for (const shift of shiftsOf(question.roster, question.from, longer(question))) {
          const holders = shift.roles.map((_, role) => scheduled(shift, role)).filter((id) => id !== null);
          expect(new Set(holders).size).toBe(holders.length);
        }
      }),
      RUNS,
    );
  });

  test("the secondary is the next primary, unless an entry in between changes that, or they are the same person, or nobody", () => {
    fc.assert(
      fc.property(validRosters, (question) => {
        const { roster } = question;
        const shifts = shiftsOf(roster, question.from, longer(question));
        for (const [i, shift] of shifts.entries()) {
          const next = shifts[i + 1];
          const isQueueEmpty = scheduled(shift, 0) === null; // the shift is not checked then, even if new terms follow
          if (next === undefined || shift.roles.length < 2 || isQueueEmpty) continue;
          const isEntryBetween = (roster.changes ?? []).some(
            ({ cover, from = "" }) => cover === undefined && from > shift.date && from <= next.date,
          );
          const primary = scheduled(next, 0);
          if (isEntryBetween || primary === null || primary === scheduled(shift, 0)) continue;
          expect(scheduled(shift, 1)).toBe(primary);
        }
      }),
      RUNS,
    );
  });

  test("without entries the queue goes round", () => {
    fc.assert(
      fc.property(validRosters, ({ roster }) => {
        const { queue = [] } = buildRotation(roster)[0] ?? {};
        const bare = { ...roster, rotation: buildRotation(roster).slice(0, 1), changes: [] };
        for (const shift of shiftsOf(bare, startOf(roster), 40)) {
          for (const role of shift.roles.keys()) {
            const expected = role < queue.length ? queue[(shift.index + role) % queue.length] : null;
            expect(scheduled(shift, role)).toBe(expected);
          }
        }
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});
