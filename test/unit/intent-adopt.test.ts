/** Checks what becomes of overrides made by hand: covers, or the reason why they are left. */
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { decideAdoption, identify, listStrangers } from "../../src/intent/adopt.ts";
import { loadRoster } from "../../src/roster/load.ts";
import type { KnownOverride } from "../../src/rules/wish.ts";
import { buildTimeline } from "../../src/timeline/build.ts";

const ROSTER = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [ann, bob, cem, dee] }
people:
  ann: { name: Ann }
  bob: { name: Bob }
  cem: { name: Cem }
  dee: { name: Dee }
  mia: { name: Mia }
`;

const NOW = Date.parse("2026-11-25T15:00:00Z");

function decide(
  byHand: readonly (Partial<KnownOverride> & { readonly span: string })[],
  { text = ROSTER, ours = [] }: { readonly text?: string; readonly ours?: readonly KnownOverride[] } = {},
) {
  const bytes = new TextEncoder().encode(text);
  const { roster } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  if (roster === undefined) throw new Error("the roster is invalid");
  const overrides = byHand.map(({ span, ...rest }, index): KnownOverride => {
    const [start = "", end = ""] = span.split(" – ");
    return {
      ...{ role: "primary", key: `k${index}`, who: "mia" },
      ...{ start: Date.parse(`${start}:00Z`), end: Date.parse(`${end}:00Z`) },
      ...rest,
    };
  });
  const { covers, agreeing, left } = decideAdoption(
    { byHand: overrides, ours, title: "the service" },
    buildTimeline(roster),
    NOW,
  );
  return {
    covers: covers.map(({ person, by, role, span, backdated }) => {
      const when =
        span.kind === "shift"
          ? "a shift"
          : [span.start, span.end].map((at) => new Date(at).toISOString().slice(0, 16)).join(" – ");
      return `${person} by ${by} as ${role}: ${when}${backdated ? ", backdated" : ""}`;
    }),
    agreeing: agreeing.map(({ key }) => key),
    left: left.map(({ code, message }) => `${code}: ${message}`),
  };
}

const RIVAL = "the service does not say which of the two holds";

describe("what becomes a cover", () => {
  test("a whole shift", () => {
    expect(decide([{ span: "2026-12-07T17:00 – 2026-12-14T17:00" }]).covers).toEqual([
      "ann by mia as primary: a shift",
    ]);
  });
  test("of each person covered one, though one of them is there twice and the one who covers in between", () => {
    // dee, ann, bob, cem, dee: bob takes over five weeks.
    const found = decide([{ span: "2026-11-30T17:00 – 2027-01-04T17:00", who: "bob" }]);
    expect(found).toEqual({
      covers: [
        "dee by bob as primary: 2026-11-30T17:00 – 2027-01-04T17:00",
        "ann by bob as primary: a shift",
        "cem by bob as primary: a shift",
      ],
      agreeing: [],
      left: [],
    });
  });
  test("what is past or has begun more than a quarter of an hour ago is backdated", () => {
    expect(
      decide([
        { span: "2026-11-10T12:00 – 2026-11-10T13:00" },
        { span: "2026-11-25T14:00 – 2026-11-25T16:00" },
        { span: "2026-11-25T14:50 – 2026-11-25T16:00", role: "secondary" },
      ]).covers,
    ).toEqual([
      "ann by mia as primary: 2026-11-10T12:00 – 2026-11-10T13:00, backdated",
      "cem by mia as primary: 2026-11-25T14:00 – 2026-11-25T16:00, backdated",
      "dee by mia as secondary: 2026-11-25T14:50 – 2026-11-25T16:00",
    ]);
  });
  test("only the time in which the roster says something else", () => {
    const found = decide([{ span: "2026-11-28T17:00 – 2026-12-02T17:00", who: "dee" }]);
    expect(found.covers).toEqual(["cem by dee as primary: 2026-11-28T17:00 – 2026-11-30T17:00"]);
  });
  test("two for one person that overlap are one time", () => {
    const found = decide([
      { span: "2026-12-01T12:00 – 2026-12-01T20:00" },
      { span: "2026-12-01T18:00 – 2026-12-01T22:00" },
      { span: "2026-12-01T13:00 – 2026-12-01T14:00" },
    ]);
    expect(found.covers).toEqual([
      "dee by mia as primary: 2026-12-01T12:00 – 2026-12-01T20:00",
      "dee by mia as primary: 2026-12-01T20:00 – 2026-12-01T22:00",
    ]);
    expect(found.agreeing).toEqual(["k2"]);
  });
  test("where there is one role, the cover names none", () => {
    const text = ROSTER.replace("queue:", "roles: [primary], queue:");
    expect(decide([{ span: "2026-12-01T12:00 – 2026-12-01T20:00" }], { text }).covers).toEqual([
      "dee by mia as undefined: 2026-12-01T12:00 – 2026-12-01T20:00",
    ]);
  });
});

describe("what is left", () => {
  const day = { span: "2026-12-01T12:00 – 2026-12-01T20:00" };
  test("nobody, a stranger, a team", () => {
    expect(
      decide([
        { ...day, who: null },
        { ...day, who: "@eve@example.com", role: "secondary" },
      ]).left,
    ).toEqual([
      "nobody: it is for nobody, so that nobody is paged; a cover needs somebody",
      "unknown-person: the roster does not know eve@example.com",
    ]);
    expect(decide([{ ...day, who: "@platform", group: "team" }]).left).toEqual([
      "not-a-person: it is for the team platform, and a cover needs one person",
    ]);
    expect(decide([{ ...day, who: null, group: "escalation" }]).left).toEqual([
      "not-a-person: it is for the escalation , and a cover needs one person",
    ]);
  });
  test("what overlaps ours, unless both name the same person", () => {
    const [start, end] = ["2026-12-01T19:00:00Z", "2026-12-01T23:00:00Z"].map(Date.parse);
    if (start === undefined || end === undefined) throw new Error("no time");
    const own = { role: "primary", key: "own", who: "ann", start, end };
    expect(decide([day], { ours: [own] }).left).toEqual([
      `overlaps-ours: it overlaps an override of oncall's own, for ann, and ${RIVAL}`,
    ]);
    expect(decide([day], { ours: [{ ...own, who: "mia" }] }).left).toEqual([]);
    expect(decide([day], { ours: [{ ...own, role: "secondary" }] }).left).toEqual([]);
  });
  test("both of two that name different people for one time", () => {
    expect(decide([day, { ...day, who: "ann" }]).left).toEqual([
      `overlaps-another: it overlaps another one made by hand, for ann, and ${RIVAL}`,
      `overlaps-another: it overlaps another one made by hand, for mia, and ${RIVAL}`,
    ]);
  });
  test("time in which nobody has the role, beside the covers for the rest", () => {
    const text = `${ROSTER}changes:\n${["ann", "bob", "cem", "dee"]
      .map((id) => `  - { leave: ${id}, from: 2026-12-07 }`)
      .join("\n")}\n`;
    expect(decide([{ span: "2026-12-05T17:00 – 2026-12-08T17:00" }], { text })).toEqual({
      covers: ["dee by mia as primary: 2026-12-05T17:00 – 2026-12-07T17:00"],
      agreeing: [],
      left: [
        "nobody-to-cover: nobody is primary by the roster for some of that time, so there is nobody to cover",
      ],
    });
  });
  test("a role that the roster does not have then", () => {
    expect(decide([{ ...day, role: "third" }]).left).toEqual([
      "no-such-role: nobody is third then by the roster: it has no such role at that time, or is off duty",
    ]);
  });
  test("what ended before the rotation began is nobody's business", () => {
    expect(decide([{ span: "2025-12-01T12:00 – 2025-12-01T20:00" }])).toEqual({
      covers: [],
      agreeing: [],
      left: [],
    });
  });
});

test("a stranger may be somebody whom the roster knows; a team is no stranger", () => {
  const base = { role: "primary", key: "k", start: 0, end: 1 };
  const all = [
    { ...base, who: "@eve" },
    { ...base, who: "@pf", group: "team" },
    { ...base, who: "mia" },
    { ...base, who: null },
  ];
  expect(listStrangers(all)).toEqual(["eve"]);
  const known = new Map([
    ["eve", "mia"],
    ["pf", "bob"],
  ]);
  expect(identify(all, known).map(({ who }) => who)).toEqual(["mia", "@pf", "mia", null]);
});
