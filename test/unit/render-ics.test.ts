/** Calendars read back by other programs: the events by UID are the schedule, and no clock has a part in them. */
import { spawnSync } from "node:child_process";
import ICAL from "ical.js";
import { afterEach, describe, expect, test, vi } from "vitest";
import { scheduleIcs, uidOf } from "../../src/render/ics.ts";
import { type Schedule, stretchesOf } from "../../src/render/schedule.ts";
import type { Shift } from "../../src/timeline/model.ts";
import { at, type CoverWords, shift } from "./render-build.ts";
import { personal, usual } from "./render-cases.ts";

const stamp = at("2026-11-20 00:00");

interface Event {
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

/** Events by UID, as ical.js reads them; a UID that comes twice is an error. */
function eventsOf(text: string): ReadonlyMap<string, Event> {
  const events = new Map<string, Event>();
  for (const component of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (events.has(event.uid)) throw new Error(`twice: ${event.uid}`);
    const [start, end] = [event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()];
    events.set(event.uid, { summary: event.summary, start, end });
  }
  return events;
}

/** The same, from the schedule. */
function expected(schedule: Schedule): ReadonlyMap<string, Event> {
  const name = (id: string | null) => (id === null ? "NOBODY" : (schedule.people.get(id)?.name ?? id));
  return new Map(
    stretchesOf(schedule).map((stretch) => {
      const { role, engineer, scheduled, start, end } = stretch;
      const cover = engineer === scheduled ? "" : ` for ${name(scheduled)}`;
      return [
        uidOf(schedule.team, stretch),
        { summary: `On call (${role}): ${name(engineer)}${cover}`, start, end },
      ];
    }),
  );
}

/** Numbers below `limit` that look random and are the same each time (mulberry32). */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const IDS = ["alice", "bob", "carol", "dave", "erin", null] as const;

/** Another holder, a vacancy, or some covers for one shift of the schedule. */
function edited(shifts: readonly Shift[], roll: (limit: number) => number): readonly Shift[] {
  const index = roll(shifts.length);
  return shifts.map((one, position) => {
    if (position !== index) return one;
    const date = new Date(one.date * 86_400_000).toISOString().slice(0, 10);
    const holder = () => IDS[roll(IDS.length)] ?? null;
    const held = [holder(), holder()];
    const covers = ["primary", "secondary"].flatMap((role, at): readonly CoverWords[] => {
      if (held[at] === null || roll(2) === 0) return [];
      const days = [0, 1, 2, 3, 4, 5].filter(() => roll(3) === 0);
      return days.map((day): CoverWords => {
        const dayOf = (offset: number) =>
          new Date((one.date + day + offset) * 86_400_000).toISOString().slice(0, 10);
        return { role, by: "erin", from: `${dayOf(0)} 18:00`, until: `${dayOf(1)} 09:00` };
      });
    });
    return shift(one.index, date, held, covers);
  });
}

describe("a calendar to subscribe to", () => {
  test("has one event for each stretch of the schedule", async () => {
    const schedule = usual("combining", false);
    expect(eventsOf(await scheduleIcs(schedule, stamp))).toEqual(expected(schedule));
  });

  test("of one person has what they serve", async () => {
    const schedule = personal("erin", false);
    const events = [...eventsOf(await scheduleIcs(schedule, stamp)).values()].map(({ summary }) => summary);
    expect(events).toEqual([
      "On call (primary): Erin Park for Alice Nguyen",
      "On call (primary): Erin Park for Carol Diaz",
    ]);
    const own = [...eventsOf(await scheduleIcs(personal("alice", false), stamp)).values()];
    expect(own.map(({ summary }) => summary)).toEqual([
      "On call (primary): Alice Nguyen",
      "On call (primary): Alice Nguyen",
      "On call (primary): Alice Nguyen",
      "On call (secondary): Alice Nguyen",
    ]);
  });

  test("after each of 200 random edits the events by UID are the schedule", async () => {
    const roll = dice(20261123);
    let schedule = usual("ascii", false);
    for (let edit = 0; edit < 200; edit += 1) {
      schedule = { ...schedule, shifts: edited(schedule.shifts, roll) };
      expect(eventsOf(await scheduleIcs(schedule, stamp))).toEqual(expected(schedule));
    }
  });

  test("an edit leaves the UIDs of all other shifts as they were", async () => {
    const schedule = usual("ascii", false);
    const before = eventsOf(await scheduleIcs(schedule, stamp));
    const last = schedule.shifts.slice(0, -1);
    const changed = { ...schedule, shifts: [...last, shift(53, "2027-01-11", ["erin", "bob"])] };
    const after = eventsOf(await scheduleIcs(changed, stamp));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const differing = [...after].filter(([uid, event]) => before.get(uid)?.summary !== event.summary);
    expect(differing.map(([, event]) => event.summary)).toEqual([
      "On call (primary): Erin Park",
      "On call (secondary): Bob Okafor",
    ]);
  });

  test("keeps to 75 octets a line, all ended by CRLF", async () => {
    const text = await scheduleIcs(usual("cjk", false), stamp);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });
});

describe("no clock", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("the same bytes whenever it is made; the stamp is the newest entry's", async () => {
    vi.useFakeTimers({ now: Date.UTC(2001, 1, 3), toFake: ["Date"] });
    const once = await scheduleIcs(usual("ascii", false), stamp);
    vi.setSystemTime(Date.UTC(2031, 4, 5));
    expect(await scheduleIcs(usual("ascii", false), stamp)).toBe(once);
    const stamps = new Set(once.match(/^(DTSTAMP|LAST-MODIFIED|CREATED):.*$/gm)?.map((line) => line.trim()));
    expect([...stamps]).toEqual(["DTSTAMP:20261120T050000Z", "LAST-MODIFIED:20261120T050000Z"]);
  });
});

const PYTHON = `
import sys, json
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([str(calendar["X-WR-CALNAME"]), [
    [str(e["UID"]), str(e["SUMMARY"]), str(e["TRANSP"]), e["DTSTART"].dt.timestamp() * 1000, e["DTEND"].dt.timestamp() * 1000]
    for e in calendar.walk("VEVENT")]]))
`;

const python = ["python3", "/usr/bin/python3"].find(
  (program) => spawnSync(program, ["-c", "import icalendar"]).status === 0,
);
const why = python === undefined ? " (skipped: python3-icalendar is not installed)" : "";

test.skipIf(python === undefined)(`python's icalendar reads the same events${why}`, async () => {
  const schedule = { ...usual("combining", false), team: "Ops, R&D; \\ Labs" };
  const input = await scheduleIcs(schedule, stamp);
  const { stdout } = spawnSync(python ?? "", ["-c", PYTHON], { input, encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual([
    "On call: Ops, R&D; \\ Labs",
    [...expected(schedule)].map(([uid, { summary, start, end }]) => [
      uid,
      summary,
      "TRANSPARENT",
      start,
      end,
    ]),
  ]);
});
