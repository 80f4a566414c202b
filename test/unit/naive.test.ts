/** Tests the naive computation against independent results and against its own rules, since a wrong yardstick measures nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, textOf, weekdayOf } from "../naive/calendar.ts";
import { buildHandoffs } from "../naive/handoff.ts";
import { actsOf, NO_QUEUE, pass } from "../naive/queue.ts";
import { type PlainRoster, termsOf } from "../naive/roster.ts";
import { answerOf, schedule } from "../naive/schedule.ts";
import { instantOf, instantsAt, instantText } from "../naive/zone.ts";
import { anyRosters, validRosters, withoutFaults } from "../property/rosters.ts";
import { SEED } from "../property/seed.ts";

const SHARED = ["cases", "cases-of-duty"]
  .map((name) => new URL(`../../../shared/${name}/`, import.meta.url))
  .filter(existsSync);

describe.runIf(SHARED.length > 0)("the naive computation agrees with the shared case", () => {
  const files = SHARED.flatMap((folder) =>
    readdirSync(folder).map((name) => [name, new URL(name, folder)] as const),
  );
  test.each(files)("%s", (_, file) => {
    const { roster, from, weeks, shifts } = JSON.parse(readFileSync(file, "utf8"));
    expect(schedule(roster, from, weeks)).toEqual({ shifts });
  });
});

test("it imports nothing from src/ and no library except Node's own", () => {
  const folder = new URL("../naive/", import.meta.url);
  const imports = readdirSync(folder).flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/(?:from|import\(?)\s*"([^"]+)"/g)].map(
      ([, path = ""]) => path,
    ),
  );
  expect(imports.filter((path) => !/^(node:|\.\/[a-z]+\.ts$)/.test(path))).toEqual([]);
  expect(imports.length).toBeGreaterThan(5);
});

describe("its calendar", () => {
  test("counts days as Date does", () => {
    for (let day = dayOf("1896-01-01"); day < dayOf("2105-01-01"); day += 13) {
      expect(textOf(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(dayOf(textOf(day))).toBe(day);
    }
  });

  test("knows the weekdays", () => {
    expect(["2026-11-23", "1970-01-01", "1969-12-28", "2000-02-29"].map(dayOf).map(weekdayOf)).toEqual([
      "monday",
      "thursday",
      "sunday",
      "tuesday",
    ]);
  });
});

describe("its clocks", () => {
  const read = (zone: string, date: string, minute: number) =>
    instantText(zone, instantOf(zone, dayOf(date), minute));

  test("move a skipped time forward by the gap", () => {
    expect(read("America/New_York", "2026-03-08", 150)).toBe("2026-03-08T03:30:00-04:00");
    expect(read("Australia/Lord_Howe", "2026-10-04", 135)).toBe("2026-10-04T02:45:00+11:00");
    expect(read("Pacific/Apia", "2011-12-30", 720)).toBe("2011-12-31T12:00:00+14:00");
    expect(read("America/Sao_Paulo", "2018-11-04", 0)).toBe("2018-11-04T01:00:00-02:00");
  });

  test("take the earlier of two repeated times", () => {
    expect(read("America/New_York", "2026-11-01", 90)).toBe("2026-11-01T01:30:00-04:00");
    expect(instantsAt("America/New_York", dayOf("2026-11-01") * 86_400_000 + 90 * 60_000)).toEqual([
      Date.parse("2026-11-01T01:30:00-04:00"),
      Date.parse("2026-11-01T01:30:00-05:00"),
    ]);
  });

  test("write UTC as +00:00, and offsets with half and quarter hours", () => {
    expect(read("UTC", "2026-11-23", 720)).toBe("2026-11-23T12:00:00+00:00");
    expect(read("America/St_Johns", "2026-11-23", 720)).toBe("2026-11-23T12:00:00-03:30");
    expect(read("Asia/Kathmandu", "2026-11-23", 720)).toBe("2026-11-23T12:00:00+05:45");
  });
});

describe("its log", () => {
  test("is valid without its invalid entries, and the schedule can be computed", () => {
    fc.assert(
      fc.property(anyRosters, ({ roster }) => {
        const answer = answerOf(roster);
        fc.pre(answer.kind === "valid" || answer.faults.every(({ on }) => on === "changes"));
        expect(answerOf(withoutFaults(roster)).kind).toBe("valid");
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  test("gives the other roles what the whole rotation would give with the entries known on the day", () => {
    fc.assert(
      fc.property(validRosters, ({ roster }) => {
        const handoffAt = buildHandoffs(termsOf(roster));
        const start = textOf(handoffAt(0).date);
        const answer = answerOf(roster);
        if (answer.kind === "invalid") throw new Error("invalid");
        for (const { index, date, roles, stretches } of answer.window(start, 6)) {
          const scheduled = roles.map((role) => stretches.find((one) => one.role === role)?.scheduled);
          expect(scheduled).toEqual(reckonedAnew(roster, index, date));
        }
      }),
      { numRuns: 100, seed: SEED },
    );
  });
});

/** "The other roles" again, from handoff 0 for each shift, with a log that ends on its date. */
function reckonedAnew(roster: PlainRoster, k: number, date: string): readonly (string | null)[] {
  const handoffAt = buildHandoffs(termsOf(roster));
  const acts = actsOf((roster.changes ?? []).filter(({ from = "" }) => from <= date));
  let queue = NO_QUEUE;
  let n = 0;
  const primaries: (string | null)[] = [];
  const { roles } = handoffAt(k).terms;
  for (let index = 0; index < k + roles.length + n || index <= k; index += 1) {
    queue = pass(queue, index === 0 ? undefined : handoffAt(index - 1), handoffAt(index), acts);
    primaries.push(queue.seats.find(({ number }) => number === queue.primary)?.person ?? null);
    if (index === k) n = queue.seats.length;
  }
  const holders = [primaries[k] ?? null];
  for (let role = 1; role < roles.length; role += 1) {
    const looked = primaries.slice(k + role, k + role + n);
    holders.push(looked.find((person) => person !== null && !holders.includes(person)) ?? null);
  }
  return holders;
}
