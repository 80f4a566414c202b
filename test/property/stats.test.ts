/** Tests the stats of random rosters: nothing is lost, counted twice, or changed by what comes later. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry } from "../../src/roster/model.ts";
import { outputZone } from "../../src/roster/output-zone.ts";
import { countStats } from "../../src/stats/count.ts";
import type { Stats } from "../../src/stats/model.ts";
import { type LocalDate, parseDate } from "../../src/time/date.ts";
import { intersect } from "../../src/time/interval.ts";
import { instantOf } from "../../src/time/zone.ts";
import { shiftsIn } from "../../src/timeline/ask.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import { findFirstEffect } from "../../src/timeline/entry.ts";
import type { PlainRoster } from "../naive/roster.ts";
import { dutyRosters, validRosters } from "./rosters.ts";
import { timelineIn } from "./scenes.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { numRuns: scaleRuns(60), seed: SEED };
const WEEKEND = new Set([5, 6]);

function open(roster: PlainRoster): Timeline {
  const timeline = timelineIn(new TextEncoder().encode(JSON.stringify(roster)));
  if (timeline === undefined) throw new Error("invalid");
  return timeline;
}

function count(timeline: Timeline, from: LocalDate, until: LocalDate): Stats {
  return countStats(timeline, { from, until, now: 0, isHoliday: (_, date) => date % 3 === 0 });
}

const spans = fc.oneof(validRosters, dutyRosters).chain(({ roster, from }) =>
  fc.record({
    roster: fc.constant(roster),
    from: fc.integer({ min: -3, max: 20 }).map((days) => (parseDate(from) ?? 0) + days),
    days: fc.integer({ min: 1, max: 40 }),
    more: fc.integer({ min: 1, max: 40 }),
  }),
);

/** Every figure of everybody, by name. */
function figures({ people, roles, vacant }: Stats): ReadonlyMap<string, number> {
  return new Map([
    ...roles.map((role): [string, number] => [`vacant ${role}`, vacant.get(role) ?? 0]),
    ...people.flatMap(({ id, roles: own, given, taken, swaps }): [string, number][] => [
      [`${id} given`, given],
      [`${id} taken`, taken],
      [`${id} swaps`, swaps],
      ...[...own].flatMap(([role, served]) =>
        Object.entries(served).map(([name, value]): [string, number] => [`${id} ${role} ${name}`, value]),
      ),
    ]),
  ]);
}

test("the hours of all people and of vacancies are the hours of duty, in each role", () => {
  fc.assert(
    fc.property(spans, ({ roster, from, days }) => {
      const timeline = open(roster);
      const stats = count(timeline, from, from + days);
      const zone = outputZone(timeline.roster);
      const span = { start: instantOf(zone, from, 0), end: instantOf(zone, from + days, 0) };
      const duty = new Map<string, number>();
      for (const shift of shiftsIn(timeline, span))
        for (const { start, end } of shift.duty.flatMap((time) => intersect(time, span)))
          for (const role of shift.terms.roles) duty.set(role, (duty.get(role) ?? 0) + end - start);
      for (const role of stats.roles) {
        const served = stats.people.map(({ roles }) => roles.get(role)?.time ?? 0);
        const sum = served.reduce((total, time) => total + time, stats.vacant.get(role) ?? 0);
        expect([role, sum]).toEqual([role, duty.get(role) ?? 0]);
      }
      const sum = (key: "given" | "taken") => stats.people.reduce((total, person) => total + person[key], 0);
      expect(sum("given")).toBe(sum("taken"));
    }),
    RUNS,
  );
});

test("the stats of two adjoining spans add up", () => {
  fc.assert(
    fc.property(spans, ({ roster, from, days, more }) => {
      const timeline = open(roster);
      const middle = from + days;
      const [one, other] = [
        figures(count(timeline, from, middle)),
        figures(count(timeline, middle, middle + more)),
      ];
      const whole = figures(count(timeline, from, middle + more));
      for (const name of new Set([...one.keys(), ...other.keys(), ...whole.keys()]))
        expect([name, (one.get(name) ?? 0) + (other.get(name) ?? 0)]).toEqual([
          name,
          expect.closeTo(whole.get(name) ?? 0, 0),
        ]);
    }),
    RUNS,
  );
});

test("no entry dated later than the span changes them", () => {
  fc.assert(
    fc.property(spans, ({ roster, from, days }) => {
      const timeline = open(roster);
      const until = from + days;
      const zone = outputZone(timeline.roster);
      // A date of terms in another zone may begin before the span ends.
      const leeway = timeline.roster.rotation.every((terms) => terms.zone.name === zone.name) ? 0 : 1;
      const isLater = (entry: Entry) =>
        entry.kind === "cover"
          ? findFirstEffect(timeline, entry) >= instantOf(zone, until, 0)
          : entry.from >= until + leeway;
      const kept = (roster.changes ?? []).filter((_, index) => {
        const entry = timeline.roster.changes.find((each) => each.index === index);
        return entry === undefined || !isLater(entry);
      });
      expect(figures(count(open({ ...roster, changes: kept }), from, until))).toEqual(
        figures(count(timeline, from, until)),
      );
    }),
    RUNS,
  );
});

test("a week has at most two weekend days, and a day at most one holiday", () => {
  fc.assert(
    fc.property(spans, ({ roster, from, days }) => {
      const stats = count(open(roster), from, from + days);
      const weekend = Array.from({ length: days + 3 }, (_, day) => (from - 1 + day + 3) % 7).filter((day) =>
        WEEKEND.has(day),
      );
      for (const { roles } of stats.people)
        for (const { weekendDays, holidays } of roles.values()) {
          expect(weekendDays).toBeLessThanOrEqual(weekend.length);
          expect(holidays).toBeLessThanOrEqual(Math.ceil((days + 3) / 3));
        }
    }),
    RUNS,
  );
});
