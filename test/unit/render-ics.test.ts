/** Reads calendars back with other programs, and subscribes to them: their events are the schedule, whatever the clock says. */
import { spawnSync } from "node:child_process";
import ICAL from "ical.js";
import { afterEach, describe, expect, test, vi } from "vitest";
import { scheduleIcs, schedulesIcs } from "../../src/render/ics.ts";
import { listStretches, type Schedule } from "../../src/render/schedule.ts";
import type { Shift } from "../../src/timeline/model.ts";
import { type CoverWords, shift } from "./render-build.ts";
import { personal, usual } from "./render-cases.ts";

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

/** What the schedule says, in order. */
function expected(schedule: Schedule): readonly Event[] {
  const name = (id: string | null) => (id === null ? "NOBODY" : (schedule.people.get(id)?.name ?? id));
  return listStretches(schedule).map(({ role, engineer, scheduled, start, end }) => {
    const cover = engineer === scheduled ? "" : ` for ${name(scheduled)}`;
    return { summary: `On call (${role}): ${name(engineer)}${cover}`, start, end };
  });
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
    expect([...eventsOf(await scheduleIcs(schedule)).values()]).toEqual(expected(schedule));
  });

  test("of one person has their shifts and covers", async () => {
    const schedule = personal("erin", false);
    const events = [...eventsOf(await scheduleIcs(schedule)).values()].map(({ summary }) => summary);
    expect(events).toEqual([
      "On call (primary): Erin Park for Alice Nguyen",
      "On call (primary): Erin Park for Carol Diaz",
    ]);
    const own = [...eventsOf(await scheduleIcs(personal("alice", false))).values()];
    expect(own.map(({ summary }) => summary)).toEqual([
      "On call (primary): Alice Nguyen",
      "On call (primary): Alice Nguyen",
      "On call (primary): Alice Nguyen",
      "On call (secondary): Alice Nguyen",
    ]);
  });

  test("without events has a time zone, so that readers accept it", async () => {
    const text = await scheduleIcs(personal("nobody", false));
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(["vtimezone"]);
    expect(text.endsWith("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")).toBe(true);
  });

  test("asks readers to come back every hour", async () => {
    const lines = (await scheduleIcs(usual("ascii", false))).split("\r\n");
    expect(lines).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    expect(lines).toContain("X-PUBLISHED-TTL:PT1H");
  });

  test("has short UIDs, whatever the team and its people are called", async () => {
    const schedule = {
      ...usual("cjk", false),
      team: "Команда сопровождения платёжной инфраструктуры ".repeat(20),
    };
    const uids = [...eventsOf(await scheduleIcs(schedule)).keys()];
    expect(uids.filter((uid) => Buffer.byteLength(uid) > 200)).toEqual([]);
  });

  test("keeps the UID of each event that says the same, and of no other", async () => {
    const schedule = usual("ascii", false);
    const before = eventsOf(await scheduleIcs(schedule));
    const last = schedule.shifts.slice(0, -1);
    const changed = { ...schedule, shifts: [...last, shift(53, "2027-01-11", ["erin", "bob"])] };
    const after = eventsOf(await scheduleIcs(changed));
    for (const [uid, event] of after) expect(before.get(uid) ?? event).toEqual(event);
    const fresh = [...after].filter(([uid]) => !before.has(uid)).map(([, event]) => event.summary);
    expect(fresh).toEqual(["On call (primary): Erin Park", "On call (secondary): Bob Okafor"]);
    const team = eventsOf(await scheduleIcs({ ...schedule, team: "Another" }));
    expect([...team.keys()].filter((uid) => before.has(uid))).toEqual([]);
  });

  test("of two rosters that say the same has each event once", async () => {
    const schedule = usual("ascii", false);
    const text = await schedulesIcs([schedule, schedule]);
    expect(eventsOf(text).size).toBe(listStretches(schedule).length);
  });

  test("has lines of at most 75 octets, ended by CRLF", async () => {
    const text = await scheduleIcs(usual("cjk", false));
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });
});

/** What a subscriber shows, by UID. What a feed has no more is removed. */
type Subscriber = (known: ReadonlyMap<string, Event>, feed: string) => ReadonlyMap<string, Event>;

const SUBSCRIBERS: Readonly<Record<string, Subscriber>> = {
  "that takes each event as it is now": (_, feed) => eventsOf(feed),
  "that never looks again at an event whose UID it knows": (known, feed) =>
    new Map([...eventsOf(feed)].map(([uid, event]) => [uid, known.get(uid) ?? event])),
  "that updates an event only when its SEQUENCE has grown": (known, feed) => {
    const sequences = new Map(
      new ICAL.Component(ICAL.parse(feed))
        .getAllSubcomponents("vevent")
        .map((event) => [
          event.getFirstPropertyValue("uid"),
          Number(event.getFirstPropertyValue("sequence")),
        ]),
    );
    const events = [...eventsOf(feed)];
    return new Map(
      events.map(([uid, event]) => [uid, (sequences.get(uid) ?? 0) > 0 ? event : (known.get(uid) ?? event)]),
    );
  },
};

describe.each(Object.entries(SUBSCRIBERS))("a subscriber %s", (_, refresh) => {
  const usualOne = usual("ascii", false);
  const [first, ...others] = usualOne.shifts;
  const covered = (by: string, until: string): Schedule => {
    const cover = { role: "primary", by, from: "2026-11-24 18:00", until } as const;
    return { ...usualOne, shifts: [shift(46, "2026-11-23", ["alice", "bob"], [cover]), ...others] };
  };
  const renamed = new Map([...usualOne.people].map(([id, person]) => [id, { ...person, name: `${id} X` }]));
  const STEPS: readonly (readonly [string, Schedule])[] = [
    ["the usual schedule", usualOne],
    ["a cover", covered("erin", "2026-11-25 09:00")],
    ["a longer cover", covered("erin", "2026-11-26 09:00")],
    ["a cover by somebody else", covered("dave", "2026-11-26 09:00")],
    ["the cover taken back", usualOne],
    ["the cover again", covered("erin", "2026-11-25 09:00")],
    ["everybody renamed", { ...covered("erin", "2026-11-25 09:00"), people: renamed }],
    ["another order", { ...usualOne, shifts: [shift(46, "2026-11-23", ["bob", "alice"]), ...others] }],
    ["the usual schedule again", usualOne],
    ["a week later", { ...usualOne, shifts: others }],
  ];

  test("shows what the schedule says after each step", async () => {
    expect(first?.date).toBe(shift(46, "2026-11-23", ["alice", "bob"]).date);
    let known: ReadonlyMap<string, Event> = new Map();
    for (const [step, schedule] of STEPS) {
      known = refresh(known, await scheduleIcs(schedule));
      expect([...known.values()], step).toEqual(expected(schedule));
    }
  });

  test("shows it after each of 200 random edits", async () => {
    const roll = dice(20261123);
    let schedule = usualOne;
    let known: ReadonlyMap<string, Event> = new Map();
    for (let edit = 0; edit < 200; edit += 1) {
      schedule = { ...schedule, shifts: edited(schedule.shifts, roll) };
      known = refresh(known, await scheduleIcs(schedule));
      expect([...known.values()]).toEqual(expected(schedule));
    }
  });
});

describe("no clock", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("gives the same bytes at any time, and no stamp in the future", async () => {
    vi.useFakeTimers({ now: Date.UTC(2001, 1, 3), toFake: ["Date"] });
    const once = await scheduleIcs(usual("ascii", false));
    vi.setSystemTime(Date.UTC(2031, 4, 5));
    expect(await scheduleIcs(usual("ascii", false))).toBe(once);
    const stamps = new Set(once.match(/^(DTSTAMP|LAST-MODIFIED|CREATED):.*$/gm)?.map((line) => line.trim()));
    expect([...stamps]).toEqual(["DTSTAMP:20000101T000000Z"]);
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
  const input = await scheduleIcs(schedule);
  const { stdout } = spawnSync(python ?? "", ["-c", PYTHON], { input, encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual([
    "On call: Ops, R&D; \\ Labs",
    [...eventsOf(input)].map(([uid, { summary, start, end }]) => [uid, summary, "TRANSPARENT", start, end]),
  ]);
});
