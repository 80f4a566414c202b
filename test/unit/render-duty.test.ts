/** Tests how hours of duty are said in words. */
import { expect, test } from "vitest";
import { windowsText } from "../../src/render/duty.ts";
import { parseWeekWindow } from "../../src/time/week.ts";

test.each([
  [["mon-fri 09:00-17:00"], "Mon–Fri 09:00–17:00"],
  [
    ["mon-fri 09:00-12:00", "mon-fri 13:00-17:00", "sat 22:00-06:00"],
    "Mon–Fri 09:00–12:00, 13:00–17:00 and Sat 22:00 – Sun 06:00",
  ],
  [["22:00-06:00", "12:00-13:00"], "every day 22:00–06:00, 12:00–13:00"],
  [["mon,wed-fri 18:00-09:00"], "Mon, Wed–Fri 18:00–09:00"],
  [["fri-mon 12:00-24:00", "tue,wed 00:00-24:00"], "Fri–Mon 12:00–24:00 and Tue, Wed 00:00–24:00"],
  [["sat 00:00 - mon 00:00"], "Sat 00:00 – Sun 24:00"],
  [["sun 12:00-24:00", "sun 12:00 - mon 00:00"], "Sun 12:00–24:00, 12:00–24:00"],
  [["fri 18:00 - mon 10:00", "wed 18:00-09:00"], "Fri 18:00 – Mon 10:00 and Wed 18:00 – Thu 09:00"],
])("%j is %s", (texts, words) => {
  const windows = texts.map(parseWeekWindow).filter((window) => typeof window !== "string");
  expect(windowsText(windows)).toBe(words);
});
