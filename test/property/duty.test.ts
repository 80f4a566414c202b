/** Tests what hours of duty mean for the shifts of every roster, and what they never change. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainRoster, PlainTerms } from "../naive/roster.ts";
import type { DatedShift } from "../naive/schedule.ts";
import { realAnswer } from "./real.ts";
import { buildRotation, dutyRosters, queueEntries, validRosters, withEntry } from "./rosters.ts";
import { ofRole, RUNS, scheduled, shiftsOf, startOf } from "./shifts.ts";

const FEW = { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 8) };

function withRotation(roster: PlainRoster, change: (terms: PlainTerms) => PlainTerms): PlainRoster {
  return { ...roster, rotation: buildRotation(roster).map(change) };
}

/** The pieces of a shift in which a role has an entry, as instants. */
function pieces(shift: DatedShift, role: string | undefined): readonly (readonly [number, number])[] {
  return ofRole(shift, role).map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const);
}

/** Neighbours that touch as one. */
function unite(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const united: (readonly [number, number])[] = [];
  for (const [start, end] of spans) {
    const last = united.at(-1);
    if (last !== undefined && last[1] === start) united.splice(-1, 1, [last[0], end]);
    else united.push([start, end]);
  }
  return united;
}

/** The other side of the same hours. */
function turnAround({ duty, ...terms }: PlainTerms): PlainTerms {
  if (duty === undefined) return terms;
  return typeof duty === "object" && "outside" in duty
    ? { ...terms, duty: duty.outside }
    : { ...terms, duty: { outside: duty } };
}

describe("hours of duty", () => {
  test("are the same for all roles, hold something in every shift, and lie in it", () => {
    fc.assert(
      fc.property(dutyRosters, ({ roster, from, weeks }) => {
        for (const shift of shiftsOf(roster, from, weeks)) {
          const [first = [], ...others] = shift.roles.map((role) => unite(pieces(shift, role)));
          expect(first.length).toBeGreaterThan(0);
          for (const other of others) expect(other).toEqual(first);
          const all = shift.stretches.flatMap(({ start, end }) => [Date.parse(start), Date.parse(end)]);
          expect(Math.min(...all)).toBeGreaterThanOrEqual(Date.parse(shift.start));
          expect(Math.max(...all)).toBeLessThanOrEqual(Date.parse(shift.end));
        }
      }),
      FEW,
    );
  });

  test("and the time outside them tile the time, with nobody in both", () => {
    fc.assert(
      fc.property(dutyRosters, ({ roster, weeks }) => {
        // Shifts of two weeks, so that no handoff is left out on either side, whatever the clocks do.
        const weekly = withRotation(
          { ...roster, rotation: buildRotation(roster).slice(0, 1), changes: [] },
          (terms) => ({
            ...terms,
            every: "2 weeks",
            start: "2026-01-05",
            handoff: "monday 12:00",
            timezone: "America/New_York",
          }),
        );
        const other = withRotation(weekly, turnAround);
        if (realAnswer(other).kind === "invalid") return;
        const [one, two] = [weekly, other].map((each) => shiftsOf(each, "2026-01-05", weeks));
        for (const [index, shift] of (one ?? []).entries()) {
          const mirror = two?.[index];
          const spans = [shift, mirror].flatMap((each) => (each ? pieces(each, each.roles[0]) : []));
          spans.sort(([start], [next]) => start - next);
          const whole = [[Date.parse(shift.start), Date.parse(shift.end)]];
          const hasHours = buildRotation(weekly)[0]?.duty !== undefined;
          if (hasHours) expect(unite(spans)).toEqual(whole);
        }
      }),
      FEW,
    );
  });

  test("of whole days change nothing", () => {
    fc.assert(
      fc.property(validRosters, ({ roster, from, weeks }) => {
        const whole = withRotation(roster, (terms) => ({ ...terms, duty: "00:00-24:00" }));
        expect(shiftsOf(whole, from, weeks)).toEqual(shiftsOf(roster, from, weeks));
      }),
      FEW,
    );
  });

  test("take nobody's turn: the queue goes round the handoffs that take place", () => {
    fc.assert(
      fc.property(dutyRosters, ({ roster }) => {
        const { queue = [] } = buildRotation(roster)[0] ?? {};
        const bare = { ...roster, rotation: buildRotation(roster).slice(0, 1), changes: [] };
        for (const shift of shiftsOf(bare, startOf(roster), 20)) {
          for (const role of shift.roles.keys()) {
            const expected = role < queue.length ? queue[(shift.index + role) % queue.length] : null;
            expect(scheduled(shift, role)).toBe(expected);
          }
        }
      }),
      FEW,
    );
  });

  test("let no entry alter a shift whose handoff is dated before it", () => {
    const withOneMore = dutyRosters.chain((question) =>
      fc.tuple(fc.constant(question), queueEntries(buildRotation(question.roster))),
    );
    fc.assert(
      fc.property(withOneMore, ([{ roster, from, weeks }, entry]) => {
        const longer = withEntry(roster, entry);
        fc.pre(realAnswer(longer).kind === "valid");
        const before = ({ date }: DatedShift) => date < (entry.from ?? "");
        expect(shiftsOf(longer, from, weeks).filter(before)).toEqual(
          shiftsOf(roster, from, weeks).filter(before),
        );
      }),
      FEW,
    );
  });

  test("are cut at no cover, and nobody serves off duty, covered or not", () => {
    fc.assert(
      fc.property(dutyRosters, ({ roster, from, weeks }) => {
        const covers = (roster.changes ?? []).filter(({ cover }) => cover !== undefined);
        const bare = {
          ...roster,
          changes: (roster.changes ?? []).filter(({ cover }) => cover === undefined),
        };
        fc.pre(covers.length > 0);
        const covered = shiftsOf(roster, from, weeks);
        for (const [index, shift] of shiftsOf(bare, from, weeks).entries()) {
          const same = covered[index];
          for (const role of shift.roles) {
            expect(same && unite(pieces(same, role))).toEqual(unite(pieces(shift, role)));
          }
        }
      }),
      FEW,
    );
  });
});
