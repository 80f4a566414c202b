/** Tests that what people type becomes what they meant, and always a valid first roster. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { checkLog } from "../../src/rotation/check.ts";
import {
  type Answer,
  readDuty,
  readHandoff,
  readStart,
  readText,
  readZone,
} from "../../src/template/answer.ts";
import { isId, type Member, readGithub, readManager, readPerson } from "../../src/template/person.ts";
import { type FirstRoster, writeFirstRoster } from "../../src/template/roster.ts";
import { formatDate, parseDate, WEEKDAYS, weekdayIndex } from "../../src/time/date.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import { SEED } from "../property/seed.ts";

const SCHEMA = "./schema/roster.schema.json";

/** The value, or what is said instead. */
function said<Value>(answer: Answer<Value>): Value | string {
  return answer.kind === "good" ? answer.value : `${answer.message}; ${answer.help}`;
}

function members(...texts: readonly string[]): readonly Member[] {
  const all: Member[] = [];
  for (const text of texts) {
    const answer = readPerson(text, all);
    if (answer.kind === "wrong") throw new Error(answer.message);
    all.push(answer.value);
  }
  return all;
}

describe("people", () => {
  test.each([
    ["Alice Nguyen <alice@example.com>", "alice"],
    ["alice", "alice"],
    ["ÅSA Öberg", "asa"],
    ["Łukasz Żak", "lukasz"],
    ["Jean-Luc Picard", "jean"],
    ["O'Brien", "obrien"],
    ["Manager Smith", "manager-smith"],
    ["Manager", "manager-2"],
    ["No Body", "no-body"],
    ["Me <anna.b@example.com>", "anna"],
    ["王小明 <wang.xm@example.com>", "wang"],
    ["王小明", "person"],
    ["007 Bond", "person"],
    ["al=Alice Nguyen", "al"],
  ])("%s gets the id %s", (text, id) => {
    expect(members(text).map((member) => member.id)).toEqual([id]);
  });

  test("ids are unique", () => {
    const all = members("Ann", "Ann Lee", "Ann Lee", "Ann Lee", "王", "李", "ann-lee-3=Ann");
    expect(all.map(({ id }) => id)).toEqual([
      ...["ann", "ann-lee", "ann-2", "ann-3", "person", "person-2", "ann-lee-3"],
    ]);
  });

  test("every part is read", () => {
    expect(members("an=Ann Lee <ann@example.com> @ann-lee")).toEqual([
      { id: "an", name: "Ann Lee", email: "ann@example.com", github: "ann-lee" },
    ]);
  });

  const others = members("Ann Lee <ann@example.com>");
  test.each([
    ["", "the name is missing; write Alice Nguyen <alice@example.com>"],
    ["<bob@example.com>", "the name is missing; write Alice Nguyen <alice@example.com>"],
    ["bob@example.com", "bob@example.com has no name; write Alice Nguyen <alice@example.com>"],
    [
      "Bob Cho bob@example.com",
      '"Bob Cho bob@example.com" has an email in the name; write Alice Nguyen <alice@example.com>',
    ],
    ["Bob <bob>", '"bob" is not an email; write Alice Nguyen <alice@example.com>'],
    [
      "Bob <bob@example.com",
      '"Bob <bob@example.com" is not a person; write Alice Nguyen <alice@example.com>',
    ],
    ["Bob @b_b!", '"b_b!" is not a GitHub user name; it has letters, digits and hyphens'],
    ["Bob\u202e", "the name has the hidden character U+202E; type it again, on one line"],
    ["ann=Bob", "the id ann is taken; put another before the name, such as ann2=Bob"],
    ["me=Bob", "me cannot be an id; choose another"],
    ["Bob <ANN@example.com>", "ANN@example.com is the email of Ann Lee; give everybody their own email"],
  ])("%j is refused beside Ann", (text, complaint) => {
    expect(said(readPerson(text, others))).toBe(complaint);
  });

  test.each(["ann", "Ann Lee", "ann@EXAMPLE.com"])("%s is known as a manager already", (text) => {
    expect(said(readManager(text, others, []))).toEqual(others[0]);
    expect(said(readManager(text, [], others))).toBe("Ann Lee is a manager already; name somebody else");
  });
});

describe("what else is asked", () => {
  test.each([
    ["europe/lisbon", "Europe/Lisbon"],
    ["UTC", "UTC"],
    [
      "EST",
      "EST is not of the form Area/City, and may ignore daylight saving time; did you mean America/New_York?",
    ],
    [
      "Singapore",
      "Singapore is not of the form Area/City, and may ignore daylight saving time; give the zone of a city in full, such as Asia/Singapore, or UTC",
    ],
    ["new york", 'there is no time zone "new york"; did you mean America/New_York?'],
    ["Europe/Lisbon2", 'there is no time zone "Europe/Lisbon2"; did you mean Europe/Lisbon?'],
    ["xyzzy", 'there is no time zone "xyzzy"; give an IANA name, such as Europe/Lisbon'],
  ])("zone %s", (text, meant) => {
    const zone = said(readZone(text, zoneOf));
    expect(typeof zone === "string" ? zone : zone.name).toBe(meant);
  });

  test.each([
    ["monday 12:00", { weekday: "monday", time: "12:00" }],
    ["Fri, 9:30", { weekday: "friday", time: "09:30" }],
    ["tusday 12:00", 'there is no weekday "tusday"; did you mean tuesday?'],
    ["xyz 12:00", 'there is no weekday "xyz"; write a weekday and a time, such as monday 12:00'],
    ["monday 24:00", "there is no time 24:00; hours go from 00:00 to 23:59"],
    ["noon", '"noon" is not a handoff; write a weekday and a time, such as monday 12:00'],
  ])("handoff %s", (text, meant) => {
    expect(said(readHandoff(text))).toEqual(meant);
  });

  const hours =
    'write hours such as "mon-fri 09:00-17:00", "outside mon-fri 09:00-17:00" for all others, or "always"';
  test.each([
    ["Always ", undefined],
    ["mon-fri 09:00-17:00", { hours: "mon-fri 09:00-17:00", outside: false }],
    ["Outside  fri 18:00 - mon 10:00", { hours: "fri 18:00 - mon 10:00", outside: true }],
    ["00:00-24:00", undefined],
    ["outside mon-sun 00:00-24:00", `outside these hours there is no time left; ${hours}`],
    ["mon 09:00-09:00", '"mon 09:00-09:00" ends when it begins; a whole day is 00:00-24:00'],
    ["nine to five", `"nine to five" are no hours of the week; ${hours}`],
    ["", `"" are no hours of the week; ${hours}`],
  ])("hours of duty %j", (text, meant) => {
    expect(said(readDuty(text))).toEqual(meant);
  });

  test.each([
    ["mia-r", "mia-r"],
    [" @mia-r", "mia-r"],
    ["-mia", '"-mia" is not a GitHub user name; it has letters, digits and hyphens'],
  ])("GitHub user name %j", (text, meant) => {
    expect(said(readGithub(text))).toBe(meant);
  });

  test("an id is letters, digits, hyphens and underscores, and not `manager`", () => {
    expect(["ann", "a_1-b", "manager", "Ann", "1a", ""].filter(isId)).toEqual(["ann", "a_1-b"]);
  });

  test.each([
    ["2026-11-30", parseDate("2026-11-30")],
    [
      "2026-12-01",
      "2026-12-01 is a Tuesday, but the handoff is on Monday; give a Monday, or choose another weekday for the handoff",
    ],
    ["2026-02-30", '"2026-02-30" is not a date; write YYYY-MM-DD'],
  ])("start %s", (text, meant) => {
    expect(said(readStart(text, { weekday: "monday", time: "12:00" }))).toEqual(meant);
  });
});

const words = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(
    "Ann: the #1",
    "'q' \"q\"",
    "{a, b}",
    "- x",
    "true",
    "~",
    "null",
    "1e3",
    "2026-01-05",
    "&a *b !c",
  ),
  fc.constantFrom(
    "\\",
    "%TAG",
    "| x",
    "> y",
    "@home",
    "`x`",
    "a\u00a0b",
    "0x1F",
    "+12025550101",
    "<<<<<<<",
    "---",
  ),
);

const founding = fc.record({
  team: words,
  names: fc.array(words, { minLength: 1, maxLength: 12 }),
  managers: fc.array(words, { maxLength: 3 }),
  serving: fc.boolean(),
  weekday: fc.constantFrom(...WEEKDAYS),
  zone: fc.constantFrom("America/New_York", "Europe/Lisbon", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"),
  week: fc.integer({ min: 2700, max: 3200 }),
  minute: fc.integer({ min: 0, max: 1439 }),
});

test("any accepted answers give a valid roster without vacant weeks", () => {
  let kept = 0;
  fc.assert(
    fc.property(founding, ({ team, names, managers, serving, weekday, zone, week, minute }) => {
      const all = [...names, ...managers];
      const known: Member[] = [];
      for (const name of all) {
        const answer = readPerson(name, known);
        if (answer.kind === "good") known.push(answer.value);
      }
      const named = readText(team, "the team's name");
      const queue = known.slice(0, Math.max(1, known.length - managers.length));
      if (named.kind === "wrong" || queue.length === 0) return;
      kept += 1;
      const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const monday = week * 7 - weekdayIndex(week * 7);
      const whole: FirstRoster = {
        team: named.value,
        zone,
        handoff: { weekday, time },
        start: monday + WEEKDAYS.indexOf(weekday),
        duty: serving ? { hours: "sat,sun 10:00-22:00", outside: week % 2 === 0 } : undefined,
        queue,
        managers: [...known.slice(queue.length), ...(serving ? queue.slice(0, 1) : [])],
      };
      const text = writeFirstRoster(whole, SCHEMA);
      const bytes = new TextEncoder().encode(text);
      const { roster, findings } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
      expect(findings).toEqual([]);
      if (roster === undefined) throw new Error("no roster");
      expect(roster.team).toBe(named.value);
      expect(roster.people.size).toBe(known.length);
      for (const { id, name } of known) expect(roster.people.get(id)?.name).toBe(name);
      const timeline = buildTimeline(roster);
      expect(checkLog(roster, timeline.rotation)).toEqual([]);
      const [terms] = roster.rotation;
      expect(formatDate(terms.start)).toBe(formatDate(whole.start));
      const served = timeline.window(terms.start, 15).flatMap(({ stretches }) => stretches);
      expect(served.filter(({ engineer }) => engineer === null)).toEqual([]);
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(kept).toBeGreaterThan(150);
});

test("a long queue is written one id a line", () => {
  const queue = members(
    ...Array.from({ length: 20 }, (_, index) => `Somebody${String.fromCharCode(97 + index)}`),
  );
  const handoff = { weekday: "monday", time: "12:00" } as const;
  const text = writeFirstRoster(
    {
      team: "Web",
      zone: "UTC",
      handoff,
      start: parseDate("2026-11-30") ?? 0,
      duty: undefined,
      queue,
      managers: [],
    },
    SCHEMA,
  );
  const [, lines = ""] = /( {2}queue:[\s\S]*?)\n\n/.exec(text) ?? [];
  expect(lines).toBe(
    ["  queue:                            # the order at `start`; the first is the first primary"]
      .concat(queue.map(({ id }) => `    - ${id}`))
      .join("\n"),
  );
});
