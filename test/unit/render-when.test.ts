/** Tests dates, times and lengths in words. */
import { describe, expect, test } from "vitest";
import { clock, day, length, moment, roughly, viewerClock, weekday, yearOf } from "../../src/render/when.ts";
import { at, NEW_YORK, zone } from "./render-build.ts";

const LISBON = zone("Europe/Lisbon");
const TOKYO = zone("Asia/Tokyo");

describe("dates and times", () => {
  const noon = at("2026-12-07 12:00");

  test("another year is shown", () => {
    expect(day(NEW_YORK, noon, undefined)).toBe("Mon 7 Dec 2026");
    expect(day(NEW_YORK, noon, 2025)).toBe("Mon 7 Dec 2026");
    expect(day(NEW_YORK, noon, 2026)).toBe("Mon 7 Dec");
    expect(weekday(TOKYO, noon)).toBe("Tue");
    expect(yearOf(TOKYO, at("2026-12-31 12:00"))).toBe(2027);
  });

  test("seconds are shown where there are any", () => {
    expect(clock(NEW_YORK, noon)).toBe("12:00");
    expect(clock(NEW_YORK, noon + 30_000)).toBe("12:00:30");
  });

  test("a repeated hour says which one it is", () => {
    const first = at("2026-11-01 01:30");
    expect(clock(NEW_YORK, first)).toBe("01:30 (UTC-04:00)");
    expect(clock(NEW_YORK, first + 3_600_000)).toBe("01:30 (UTC-05:00)");
  });

  test("the reader's time follows, with its weekday if that is another", () => {
    expect(moment({ zone: NEW_YORK, viewer: undefined }, noon, 2026)).toBe("Mon 7 Dec 12:00");
    expect(moment({ zone: NEW_YORK, viewer: LISBON }, noon, 2026)).toBe("Mon 7 Dec 12:00 (17:00 yours)");
    expect(moment({ zone: NEW_YORK, viewer: TOKYO }, noon, 2026)).toBe("Mon 7 Dec 12:00 (Tue 02:00 yours)");
    expect(viewerClock({ zone: NEW_YORK, viewer: zone("America/Toronto") }, noon)).toBe(undefined);
  });
});

test.each([
  [0, "0 s", "0 s"],
  [1000, "1 s", "1 s"],
  [90_000, "1 min 30 s", "90 s"],
  [45 * 60_000, "45 min", "45 min"],
  [12.75 * 3_600_000, "12 h 45 min", "13 h"],
  [24 * 3_600_000, "1 day", "24 h"],
  [47 * 3_600_000, "1 day 23 h", "47 h"],
  [6 * 86_400_000 + 7_200_000, "6 days 2 h", "6 days"],
  [14 * 86_400_000, "2 weeks", "14 days"],
  [8 * 86_400_000 + 60_000, "1 week 1 day", "8 days"],
] as const)("%i ms are %s, roughly %s", (ms, exact, rough) => {
  expect(length(ms)).toBe(exact);
  expect(roughly(ms)).toBe(rough);
});
