/** Checks the steps of an import on data of no service: hours, escalations, the past, and what fails. */
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { findLists } from "../../src/import/candidates.ts";
import { writeCovers } from "../../src/import/covers.ts";
import { writeDuty } from "../../src/import/duty.ts";
import { draftEscalation } from "../../src/import/escalation.ts";
import { joinOverDuty, rebuildPast } from "../../src/import/history.ts";
import type { FoundPeriod, FoundRecipient, FoundSchedule, ImportNote } from "../../src/import/model.ts";
import { nameUsers } from "../../src/import/people.ts";
import { loadRoster } from "../../src/roster/load.ts";
import {
  account,
  around,
  at,
  build,
  codes,
  DAY,
  hoursOf,
  listsOf,
  NOW,
  period,
  rotation,
  schedule,
  USERS,
  user,
} from "./import-data.ts";

test("hours as the roster writes them", () => {
  const written = (...texts: readonly string[]) => writeDuty(hoursOf(...texts));
  expect(written("09:00-17:00")).toEqual(["09:00-17:00"]);
  expect(written("mon,wed 09:00-17:00")).toEqual(["mon,wed 09:00-17:00"]);
  expect(written("mon-wed 18:00-09:00")).toEqual(["mon-wed 18:00-09:00"]);
  expect(written("sat,sun 00:00-24:00")).toEqual(["sat,sun 00:00-24:00"]);
  expect(written("fri 18:00 - mon 10:00")).toEqual(["fri 18:00 - mon 10:00"]);
  const { lists } = listsOf(
    schedule([rotation("r", "ann bob", { hours: hoursOf("mon,wed 09:00-17:00", "fri 18:00 - mon 10:00") })]),
  );
  const { text, notes } = build(lists);
  expect(text).toContain('duty: ["mon,wed 09:00-17:00", fri 18:00 - mon 10:00]');
  expect(notes).toEqual([]);
});

test("a longer queue is a line for each", () => {
  const people = Array.from({ length: 12 }, (_, index) => `somebody-${index}`);
  const users = people.map((id) => ({
    id,
    username: `${id}@example.com`,
    name: id,
    zone: "UTC",
    isActive: true,
  }));
  const whole = { ...account(schedule([rotation("r", people.join(" "))])), users };
  const { text } = build(findLists(whole, around).lists, whole);
  expect(text).toContain("  queue:\n    - somebody-0\n    - somebody-1\n");
});

describe("an escalation", () => {
  const drafted = (steps: readonly (readonly [FoundRecipient, number])[], repeats = false) => {
    const notes: ImportNote[] = [];
    const found = {
      name: "up",
      repeats,
      steps: steps.map(([recipient, minutes]) => ({ recipient, minutes, isPlain: true })),
    };
    const draft = draftEscalation(
      [found],
      nameUsers(USERS),
      (id) => (id === "s" ? "primary" : undefined),
      notes,
    );
    return { draft, codes: codes(notes) };
  };
  const web: FoundRecipient = { kind: "schedule", id: undefined, name: "s" };
  test("of whole hours is named", () => {
    expect(
      drafted([
        [web, 0],
        [user("bob"), 60],
      ]),
    ).toEqual({
      draft: {
        name: "up",
        steps: [
          { notify: "primary", after: undefined },
          { notify: "bob", after: "1 hour" },
        ],
        people: ["bob"],
      },
      codes: [],
    });
  });
  test("of which something is left out is not", () => {
    const { draft, codes: found } = drafted(
      [
        [web, 0],
        [user("gone"), 60],
        [{ kind: "team", id: undefined, name: undefined }, 120],
      ],
      true,
    );
    expect(draft?.name).toBeUndefined();
    expect(found).toEqual([
      ["escalation-step", false],
      ["escalation-step", false],
      ["escalation-repeat", false],
    ]);
    expect(drafted([[web, 5]]).draft).toBeUndefined();
  });
});

describe("the past", () => {
  const past = { start: NOW - 28 * DAY, end: NOW };
  const rebuilt = (
    base: readonly FoundPeriod[] | undefined,
    final: readonly FoundPeriod[],
    more: Partial<FoundSchedule> = {},
  ) => rebuildPast(schedule([rotation("r", "ann bob")], { base, final, ...more }), past);
  const base = [period("ann", -20, -10), period("bob", -10, 10)];
  test("is rebuilt where somebody else served", () => {
    const { overrides, notes } = rebuilt(base, [
      ...[
        period("ann", -20, -12),
        period("cem", -12, -9),
        period("bob", -9, -5),
        period("dee", -5, -4),
        period("bob", -4, 10),
      ],
    ]);
    expect(
      overrides.map(({ recipient, start, end }) => [recipient.id, (start - NOW) / DAY, (end - NOW) / DAY]),
    ).toEqual([
      ["cem", -12, -9],
      ["dee", -5, -4],
    ]);
    expect(notes[0]?.message).toContain("in 2 stretches");
  });
  test("is left alone where a list has the override, nobody served, or nothing is known", () => {
    const override = { key: "k", recipient: user("dee"), start: NOW - 5 * DAY, end: NOW - 4 * DAY };
    const final = [
      period("ann", -20, -10),
      period("bob", -10, -5),
      period("dee", -5, -4),
      period("bob", -3, 10),
    ];
    for (const rotations of [[], ["r"]])
      expect(rebuilt(base, final, { overrides: [{ ...override, rotations }] })).toEqual({
        overrides: [],
        notes: [],
      });
    expect(
      rebuilt(base, final, { overrides: [{ ...override, rotations: ["x"] }] }).notes[0]?.message,
    ).toContain("in one stretch");
    expect(rebuilt(undefined, final)).toEqual({ overrides: [], notes: [] });
    expect(codes(rebuilt([], final).notes)).toEqual([["past-unknown", false]]);
  });
  test("overrides for one person with nothing but time off duty between are one", () => {
    const zone = zoneOf("UTC");
    if (zone === undefined) throw new Error("there is no UTC");
    const one = (recipient: FoundRecipient, day: string, from: string, until: string) => ({
      ...{ key: day, recipient, rotations: [], start: at(`${day}T${from}Z`), end: at(`${day}T${until}Z`) },
    });
    const dee: FoundRecipient = { kind: "user", id: undefined, name: "dee" };
    const all = [
      one(dee, "2026-12-02", "09:00", "17:00"),
      one(dee, "2026-12-01", "09:00", "17:00"),
      one(dee, "2026-12-04", "09:00", "12:00"),
      one(user("ann"), "2026-12-04", "12:00", "17:00"),
    ];
    const hours = hoursOf("mon-fri 09:00-17:00");
    expect(
      joinOverDuty(all, { zone, hours }).map(({ key, end }) => [key, new Date(end).toISOString()]),
    ).toEqual([
      ["2026-12-01", "2026-12-02T17:00:00.000Z"],
      ["2026-12-04", "2026-12-04T12:00:00.000Z"],
      ["2026-12-04", "2026-12-04T17:00:00.000Z"],
    ]);
    expect(joinOverDuty(all, { zone, hours: undefined })).toBe(all);
  });
});

describe("what fails", () => {
  test("overrides that no cover can be, and what they do to the proof", () => {
    const final = [
      ...[
        period("ann", -28, -3),
        { ...period("gone", -3, -2), recipient: { kind: "team", id: undefined, name: undefined } as const },
      ],
      ...[period("gone", -2, -1), period("ann", -1, 100)],
    ];
    const [, team, gone] = final;
    if (team === undefined || gone === undefined) throw new Error("there are no periods");
    const overrides = [team, gone].map((each, index) => ({ ...each, key: `${index}`, rotations: [] }));
    const { lists } = listsOf(schedule([rotation("r", "ann")], { overrides, final }));
    const { notes, proof } = build(lists);
    expect(codes(notes)).toEqual([
      ["override-not-a-person", false],
      ["override-unknown-person", false],
    ]);
    expect(proof?.disparities.map(({ services }) => services.map(({ who, cause }) => [who, cause]))).toEqual([
      [["@", "override"]],
      [["@gone", "override"]],
    ]);
  });
  test("terms that hold no duty: the roster is written, and needs work", () => {
    const hours = hoursOf("sat 09:00-17:00");
    const wednesday = at("2026-06-03T12:00:00Z");
    const { lists } = listsOf(
      schedule([
        rotation("a", "ann", { start: at("2026-06-01T12:00:00Z"), end: wednesday, hours }),
        rotation("b", "ann", { start: wednesday, hours }),
      ]),
    );
    const { proof, notes, text } = build(lists);
    expect([proof, codes(notes)]).toEqual([undefined, [["invalid-roster", false]]]);
    expect(text).toContain("queue: [ann]");
  });
  test("covers that cannot be written", () => {
    const { lists } = listsOf(schedule([rotation("r", "ann bob")]));
    const { text } = build(lists);
    const { roster } = loadRoster({ file: "r.yaml", bytes: new TextEncoder().encode(text), zoneOf });
    if (roster === undefined) throw new Error(text);
    const byHand = [{ role: "primary", key: "k", who: "bob", start: NOW + DAY, end: NOW + 2 * DAY }];
    const found = writeCovers("changes: nothing", roster, {
      overrides: byHand,
      title: "Memo",
      now: NOW,
      zoneOf,
    });
    expect(codes(found.notes)).toEqual([
      ["cover-unapproved", true],
      ["covers-left-out", false],
    ]);
  });
});
