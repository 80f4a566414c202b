/** Tests who serves where duty begins, ends or is not there, and which shifts keep their people at other hours. */
import { describe, expect, test } from "vitest";
import { absenceTime } from "../../src/rules/away.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { findOnCall } from "../../src/timeline/ask.ts";
import type { Timeline } from "../../src/timeline/build.ts";
import { listRinging } from "../../src/timeline/escalation.ts";
import { findHoursMoves } from "../../src/timeline/hours.ts";
import { findMoves } from "../../src/timeline/moves.ts";
import { listMoved, listReminders } from "../../src/timeline/reminders.ts";
import { describeTakeover } from "../../src/timeline/takeover.ts";
import { timelineIn } from "../cases/intent-case.ts";
import { at, dateOn, NEW_YORK } from "./render-build.ts";

const OFFICE = "mon-fri 09:00-17:00";

/** A week's roster, or one with other terms and entries. */
function roster(terms: readonly string[], ...more: readonly string[]): Timeline {
  const text = [
    "version: 1",
    "team: T",
    "rotation:",
    ...terms.map((each) => `  - { timezone: America/New_York, ${each} }`),
    "people:",
    ...["ann", "ben", "cat", "dan", "mia"].map((id) => `  ${id}: { name: ${id} }`),
    "policy: { approvals: optional }",
    ...more,
    "",
  ].join("\n");
  return timelineIn(new TextEncoder().encode(text));
}

const weeks = (duty: string, queue = "ann, ben, cat") =>
  `start: 2026-01-05, queue: [${queue}], duty: ${duty}`;
const when = (instant: number) => formatInstant(NEW_YORK, instant).slice(0, 16);

function onCall(timeline: Timeline, instant: string): readonly string[] {
  return findOnCall(timeline, at(instant)).now.map(
    ({ role, engineer, start, end, after, offDuty }) =>
      `${role} ${offDuty ? "off duty" : engineer} ${when(start)} ${when(end)} then ${after}`,
  );
}

describe("who serves", () => {
  test("before the first duty of all nobody does, since the first handoff", () => {
    expect(onCall(roster([weeks("wed 09:00-17:00")]), "2026-01-06 10:00")).toEqual([
      "primary off duty 2026-01-05T12:00 2026-01-07T09:00 then ann",
      "secondary off duty 2026-01-05T12:00 2026-01-07T09:00 then ben",
    ]);
  });

  test("off duty at the end of the terms, whoever has the role in the next; nobody if they have no such role", () => {
    const later = "start: 2026-02-02, roles: [primary], queue: [dan], duty: tue 09:00-17:00";
    expect(onCall(roster([weeks(OFFICE), later]), "2026-02-02 13:00")).toEqual([
      "primary off duty 2026-02-02T12:00 2026-02-03T09:00 then dan",
    ]);
    expect(onCall(roster([weeks("mon-thu 09:00-17:00"), later]), "2026-01-31 10:00")).toEqual([
      "primary off duty 2026-01-29T17:00 2026-02-02T09:00 then ann",
      "secondary off duty 2026-01-29T17:00 2026-02-02T09:00 then dan",
    ]);
    expect(onCall(roster([weeks("tue-thu 09:00-17:00"), later]), "2026-01-31 10:00")).toEqual([
      "primary off duty 2026-01-29T17:00 2026-02-03T09:00 then dan",
      "secondary off duty 2026-01-29T17:00 2026-02-03T09:00 then undefined",
    ]);
  });

  test("an alert off duty rings nobody, and a person who is told by name at any hour", () => {
    const team = roster(
      [weeks(OFFICE)],
      "escalation: [{ notify: primary }, { notify: secondary, after: 1 hour }, { notify: mia, after: 2 hours }]",
    );
    const rung = (instant: string) =>
      listRinging(team, at(instant)).map(({ role, person }) => [role, person]);
    expect(rung("2026-01-10 12:00")).toEqual([
      ["primary", undefined],
      ["secondary", undefined],
      [undefined, "mia"],
    ]);
    expect(rung("2026-01-09 16:30")).toEqual([
      ["primary", "ann"],
      ["secondary", undefined],
      [undefined, "mia"],
    ]);
    expect(rung("2025-12-01 16:30").map(([, person]) => person)).toEqual([undefined, undefined, "mia"]);
  });
});

describe("other hours", () => {
  const old = roster([weeks(OFFICE)]);
  const span = { start: at("2026-01-05 12:00"), end: at("2026-01-19 12:00") };
  const told = (before: Timeline, after: Timeline) =>
    findHoursMoves(before, after, span).map(
      ({ person, role, start, from, to }) =>
        `${person} ${role} ${when(start)} ${from / 3_600_000} → ${to / 3_600_000}`,
    );

  test("are told for the shifts whose people stay, in each role", () => {
    expect(told(old, roster([weeks("mon-fri 09:00-16:00")]))).toEqual([
      "ann primary 2026-01-05T12:00 40 → 35",
      "ben secondary 2026-01-05T12:00 40 → 35",
      "ben primary 2026-01-12T12:00 40 → 35",
      "cat secondary 2026-01-12T12:00 40 → 35",
    ]);
  });

  test("may last as long as before", () => {
    expect(told(old, roster([weeks("mon-fri 08:00-16:00")]))[0]).toBe("ann primary 2026-01-05T12:00 40 → 40");
    expect(
      told(old, roster([weeks("mon-fri 09:00-13:00, mon-fri 13:00-17:00".replace(/^(.*)$/, "[$1]"))])),
    ).toEqual([]);
  });

  test("are not told of shifts that go to others, that begin at another time, or that nobody has", () => {
    expect(told(old, roster([weeks("mon-fri 09:00-16:00", "ben, cat, ann")]))).toEqual([]);
    expect(told(old, roster([`${weeks("mon-fri 09:00-16:00")}, handoff: monday 10:00`]))).toEqual([]);
    const alone = [weeks(OFFICE, "ann"), weeks("mon-fri 09:00-16:00", "ann")].map((terms) => roster([terms]));
    const [before = old, after = old] = alone;
    expect(told(before, after).every((line) => line.startsWith("ann primary"))).toBe(true);
    expect(told(roster([weeks(OFFICE).replace("2026-01-05", "2027-01-04")]), old)).toEqual([]);
  });

  test("without any, or with the same terms, nothing is told", () => {
    const always = roster(["start: 2026-01-05, queue: [ann, ben, cat]"]);
    expect(told(always, roster(["start: 2026-01-05, queue: [ann, ben]"]))).toEqual([]);
    expect(told(old, roster([weeks(OFFICE)], "changes: [{ leave: cat, from: 2026-01-12 }]"))).toEqual([]);
  });

  test("for ever are shown for one round of the queue", () => {
    const { hours, rest } = findMoves(old, roster([weeks("mon-fri 09:00-16:00")]));
    expect([hours.length, rest]).toEqual([6, { until: undefined }]);
  });

  test("for a while are cut after a round where they are many", () => {
    const [once, always] = [weeks("mon-fri 09:00-16:00"), "start: 2026-06-01, queue: [ann, ben, cat]"];
    const { hours, rest } = findMoves(roster([weeks(OFFICE), always]), roster([once, always]));
    expect([hours.length, rest?.until === undefined]).toEqual([6, false]);
  });

  test("move people's weeks by shifts", () => {
    const moved = listMoved(old, roster([weeks("mon-fri 09:00-16:00")]), at("2026-01-05 12:00"));
    const ann = moved.find(({ person }) => person === "ann");
    const [first] = ann?.kind === "moved" ? ann.changes : [];
    expect(first && [first.to, first.offDuty, when(first.start), when(first.end)]).toEqual([
      null,
      true,
      "2026-01-05T16:00",
      "2026-01-09T17:00",
    ]);
  });
});

const listAway = ({ roster }: Timeline) =>
  roster.away.map((absence) => ({ absence, ...absenceTime(roster, absence) }));

describe("what people should hear", () => {
  const told = (timeline: Timeline, day: string) =>
    listReminders(timeline, dateOn(day), NEW_YORK, listAway(timeline)).map((reminder) => {
      const rest =
        reminder.kind === "turn"
          ? [reminder.covered, when(reminder.start)]
          : reminder.kind === "away"
            ? [reminder.who]
            : [];
      return [reminder.kind, reminder.person, ...rest].join(" ");
    });

  test("of a cover with hours of duty, once before its first hours", () => {
    const team = roster(
      [weeks(OFFICE)],
      "changes: [{ cover: cat, by: mia, shift: 2026-01-19, role: primary }]",
    );
    const both = ["turn mia cat 2026-01-19T12:00", "turn ann  2026-01-19T12:00"];
    expect(told(team, "2026-01-18")).toEqual(both);
    expect(told(team, "2026-01-19").join()).not.toContain("mia");
    expect(told(team, "2026-01-12")).toEqual(both);
  });

  test("of the first shift everybody who serves in it, but nobody of a vacant role", () => {
    expect(told(roster([weeks(OFFICE)]), "2026-01-04")).toEqual([
      "turn ann  2026-01-05T12:00",
      "turn ben  2026-01-05T12:00",
    ]);
    expect(told(roster([weeks(OFFICE, "ann")]), "2026-01-04")).toEqual(["turn ann  2026-01-05T12:00"]);
  });

  test("of time away by the person's own midnight, of somebody who serves", () => {
    const away =
      "away: [{ who: cat, from: 2026-01-23, until: 2026-01-24 }, { who: dan, from: 2026-01-01, until: 2026-03-01 }]";
    expect(told(roster([weeks(OFFICE)], away), "2026-01-18")).toContain("away cat cat");
    expect(told(roster([weeks("mon-thu 09:00-17:00")], away), "2026-01-18").join()).not.toContain("away");
  });
});

test("a takeover tells a cover and a vacancy once, whatever the hours, and no swap that ends where it begins", () => {
  const changes =
    "changes: [{ cover: ann, by: mia, shift: 2026-01-05 }, { swap: [ann, ben], from: 2026-01-06, until: 2026-01-07 }, { swap: [ben, cat], from: 2026-01-12, until: 2026-01-19 }, { skip: cat, from: 2026-01-12, turns: 1 }]";
  const facts = (index: number) =>
    describeTakeover(roster([weeks(OFFICE)], changes), index).facts.map((fact) => {
      const isBack = fact.kind === "swap" && fact.back;
      return `${fact.kind}${isBack ? " back" : ""}`;
    });
  expect(facts(0).filter((kind) => kind === "cover")).toEqual(["cover"]);
  expect(facts(2)).toContain("swap back");
  const short = describeTakeover(roster([weeks(OFFICE, "ann")]), 0).facts;
  expect(short.map(({ kind }) => kind)).toEqual(["vacant", "vacant"]);
});
