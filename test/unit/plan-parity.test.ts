/** Checks where services and the roster differ, and what a difference comes from. */
import { expect, test } from "vitest";
import type { RemoteSchedule } from "../../src/plan/model.ts";
import { findDisparities } from "../../src/plan/parity.ts";

const schedule = (more: Partial<RemoteSchedule>): RemoteSchedule => ({
  ...{ id: "s", isOurs: true, isFinished: true, isEnabled: true, zone: undefined },
  rotation: { id: "r", pattern: undefined, from: 0 },
  ...{ blockers: [], overrides: [], final: [], ...more },
});
const line = [
  { start: 0, end: 10, who: "ann" },
  { start: 10, end: 20, who: "bob" },
];
const target = { roles: [{ role: "primary", duties: line }] };

function differ(more: Partial<RemoteSchedule> | undefined) {
  const schedules = new Map(more === undefined ? [] : [["primary", schedule(more)]]);
  const found = findDisparities([target], [{ provider: "one", remote: { schedules } }], {
    start: 2,
    end: 18,
  });
  return found.map(({ start, end, roster, services }) => {
    return `${start}-${end} ${roster}: ${services.map(({ who, cause }) => `${who} by ${cause}`).join(", ")}`;
  });
}

test("the same is no difference, though it is cut elsewhere", () => {
  expect(
    differ({
      final: [{ start: 0, end: 5, who: "ann" }, { start: 5, end: 10, who: "ann" }, ...line.slice(1)],
    }),
  ).toEqual([]);
});

test("nobody, and no schedule at all", () => {
  expect(differ({ final: line.slice(1) })).toEqual(["2-10 ann: null by rotation"]);
  expect(differ({ rotation: undefined, final: line.slice(1) })).toEqual(["2-10 ann: null by no-rotation"]);
  expect(differ({ isEnabled: false, final: line })).toEqual([
    "2-10 ann: null by disabled",
    "10-18 bob: null by disabled",
  ]);
  expect(differ(undefined)).toEqual(["2-10 ann: null by no-schedule", "10-18 bob: null by no-schedule"]);
});

test("an override, for as long as it holds", () => {
  const eve = { start: 4, end: 6, who: "@eve" };
  const final = [{ start: 0, end: 4, who: "ann" }, eve, { start: 6, end: 10, who: "ann" }, ...line.slice(1)];
  const overrides = [{ ...eve, key: "k", segment: undefined }];
  expect(differ({ final, overrides })).toEqual(["4-6 ann: @eve by override"]);
});

test("a forwarding, of the person whose alerts it sends on", () => {
  const forwardings = [{ start: 3, end: 30, from: "ann", to: "cem" }];
  expect(differ({ final: line, forwardings })).toEqual(["3-10 ann: cem by forwarding"]);
});

test("one difference is told once, however the service cuts it; two of other causes are two", () => {
  const eve = (start: number, end: number) => ({ start, end, who: "@eve" });
  expect(differ({ final: [eve(2, 5), eve(5, 10), ...line.slice(1)] })).toEqual([
    "2-10 ann: @eve by rotation",
  ]);
  const overrides = [{ ...eve(5, 10), key: "k", segment: undefined }];
  expect(differ({ final: [eve(2, 5), eve(5, 10), ...line.slice(1)], overrides })).toEqual([
    "2-5 ann: @eve by rotation",
    "5-10 ann: @eve by override",
  ]);
  const both = { start: 2, end: 10, who: "ann + bob" };
  expect(differ({ final: [both, ...line.slice(1)] })).toEqual(["2-10 ann: ann + bob by several"]);
});
