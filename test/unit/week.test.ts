/** Tests that hours of the week are written as they are read. */
import { expect, test } from "vitest";
import { planJson } from "../../src/render/plan-json.ts";
import { parseWeekWindow, writeWeekWindow } from "../../src/time/week.ts";
import { UTC } from "../../src/time/zone.ts";

const rewrite = (text: string) => {
  const window = parseWeekWindow(text);
  return typeof window === "string" ? window : writeWeekWindow(window);
};

test.each([
  "mon-fri 09:00-17:00",
  "sat,sun 10:00-22:00",
  "mon,wed-fri 18:00-09:00",
  "fri-mon 12:00-24:00",
  "22:00-06:00",
  "00:00-24:00",
  "sun 12:00-12:00",
  "fri 18:00 - mon 10:00",
  "mon 00:00 - fri 24:00",
  "tue 12:00 - tue 11:00",
])("%s is written as it is read", (text) => {
  expect(rewrite(text)).toBe(text === "sun 12:00-12:00" ? "no-length" : text);
});

test.each([
  ["Monday,TUESDAY 09:00-17:00", "mon,tue 09:00-17:00"],
  ["sat,mon,sun 09:00-24:00", "sat-mon 09:00-24:00"],
  ["mon 09:00 - mon 17:00", "mon 09:00-17:00"],
  ["mon 18:00-tue 09:00", "mon 18:00-09:00"],
  ["mon-sun 00:00-00:00", "no-length"],
])("%s is %s", (text, shortest) => {
  expect(rewrite(text)).toBe(shortest);
});

test("a plan in JSON has the hours of a rotation as a roster writes them", () => {
  const window = parseWeekWindow("fri 18:00 - mon 10:00");
  if (typeof window === "string") throw new Error(window);
  const pattern = { zone: UTC, date: 0, time: 720, every: 7, people: ["ann"], hours: [window] };
  const text = planJson({
    ...{ provider: "opsgenie", fingerprint: "", zone: UTC },
    plan: {
      ...{ changes: [], moves: [], drift: [], refusals: [], blockers: [], left: [] },
      steps: [
        {
          ...{ action: "update", kind: "rotation", role: "primary", name: "p", isFinished: true, pattern },
          ...{ address: { schedule: "p", rotation: undefined }, pushed: undefined },
          from: { ...pattern, hours: undefined },
        },
      ],
    },
  });
  const { changes } = JSON.parse(text);
  expect(changes[0]).toMatchObject({ from: { hours: null }, to: { hours: ["fri 18:00 - mon 10:00"] } });
});
