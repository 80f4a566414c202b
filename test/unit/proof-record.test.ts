/** What is on record of a proof, when it is in force, and what is written of a new one. */
import { expect, test } from "vitest";
import { openTimeline } from "../../src/command/shared/open.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { flawOfProof } from "../../src/proof/flaw.ts";
import { localTimeOf } from "../../src/proof/hours.ts";
import type { Channel } from "../../src/proof/model.ts";
import { verifiedAfter } from "../../src/proof/record.ts";
import type { Person, Verified } from "../../src/roster/model.ts";
import type { ResolvedPhone } from "../../src/roster/phone.ts";
import { parseDate } from "../../src/time/date.ts";
import { edgesOf } from "../cli/world.ts";

const day = (text: string) => parseDate(text) ?? Number.NaN;
const NUMBER = "+12025550123";
const number: ResolvedPhone = { kind: "number", number: NUMBER };
const full: Verified = { sms: day("2026-11-20"), voice: day("2026-11-20"), ending: "23" };

test.each([
  ["in force", number, full, undefined],
  [
    "a day more than may be",
    number,
    { ...full, voice: day("2026-08-25") },
    "the last proof by voice, of 2026-08-25, is older than 90 days then",
  ],
  ["as old as may be", number, { ...full, voice: day("2026-08-26") }, undefined],
  ["of another number", number, { ...full, ending: "24" }, "the proof is void: it is of another number"],
  ["of a number that it does not tell", number, { ...full, ending: undefined }, undefined],
  [
    "by text alone",
    number,
    { ...full, voice: undefined },
    "nothing shows that a page by voice reaches their phone",
  ],
  ["of nobody", number, undefined, "nothing shows that a page reaches their phone"],
  ["without a phone", undefined, full, "there is no phone to page them on"],
  ["with a phone that is not known here", { kind: "unset", variable: "ONCALL_PHONE_A" }, full, undefined],
  [
    "with a phone that is none",
    { kind: "malformed", variable: "ONCALL_PHONE_A" },
    full,
    "ONCALL_PHONE_A holds no phone number here",
  ],
] satisfies readonly (readonly [
  string,
  ResolvedPhone | undefined,
  Verified | undefined,
  string | undefined,
])[])("a proof %s", (_, phone, verified, flaw) => {
  expect(flawOfProof({ number: phone, verified, on: day("2026-11-24"), within: 90 })).toBe(flaw);
});

const today = day("2026-11-26");

test.each([
  ["the first", undefined, ["sms", "voice"], { sms: "2026-11-26", voice: "2026-11-26", ending: "23" }],
  ["one way of two, the other kept", full, ["sms"], { sms: "2026-11-26", voice: "2026-11-20", ending: "23" }],
  [
    "of a new number, the other void",
    { ...full, ending: "77" },
    ["voice"],
    { voice: "2026-11-26", ending: "23" },
  ],
  [
    "after one of a number not told",
    { ...full, ending: undefined },
    ["sms"],
    { sms: "2026-11-26", ending: "23" },
  ],
  [
    "after one with a longer ending",
    { ...full, ending: "5550123" },
    ["sms"],
    { sms: "2026-11-26", voice: "2026-11-20", ending: "23" },
  ],
] satisfies readonly (readonly [
  string,
  Verified | undefined,
  readonly Channel[],
  Readonly<Record<string, string>>,
])[])("%s is written", (_, before, channels, written) => {
  const proofs = new Map(channels.map((channel) => [channel, today] as const));
  const values = verifiedAfter(before, proofs, NUMBER);
  expect(values).toEqual(written);
  expect(Object.keys(values)).toEqual(Object.keys(written));
});

const { people } = openTimeline(edgesOf({}).edges, { color: false, input: false }).roster;
const fallback = zoneOf("America/New_York");

test.each([
  ["alice", "2026-11-24T12:59:00Z", "07:59", "08:00 to 21:00", false],
  ["alice", "2026-11-24T13:00:00Z", "08:00", "08:00 to 21:00", true],
  ["alice", "2026-11-25T02:00:00Z", "21:00", "08:00 to 21:00", true],
  ["alice", "2026-11-25T02:01:00Z", "21:01", "08:00 to 21:00", false],
  // Lisbon; in summer an hour more.
  ["erin", "2026-11-24T18:31:00Z", "18:31", "09:00 to 18:30", false],
  ["erin", "2026-07-06T08:00:00Z", "09:00", "09:00 to 18:30", true],
] as const)("the hours of %s at %s", (id, at, clock, hours, isWithin) => {
  const person: Person | undefined = people.get(id);
  if (person === undefined || fallback === undefined) throw new Error("the example has changed");
  expect(localTimeOf(person, Date.parse(at), fallback)).toEqual({ clock, hours, isWithin });
});

test("hours over midnight are those of who works at night", () => {
  const alice = people.get("alice");
  if (alice === undefined || fallback === undefined) throw new Error("the example has changed");
  const night = { ...alice, hours: { start: 22 * 60, end: 6 * 60 } };
  const within = (at: string) => localTimeOf(night, Date.parse(at), fallback).isWithin;
  expect(["2026-11-25T03:00:00Z", "2026-11-25T11:00:00Z", "2026-11-25T17:00:00Z"].map(within)).toEqual([
    true,
    true,
    false,
  ]);
});
