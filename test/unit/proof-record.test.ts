/** Tests when a proof on record is valid, and what is written of a new one. */
import { expect, test } from "vitest";
import { openTimeline } from "../../src/command/shared/open.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { readLocalTime } from "../../src/proof/hours.ts";
import type { Channel } from "../../src/proof/model.ts";
import { writeVerified } from "../../src/proof/record.ts";
import { findProofGap } from "../../src/proof/validity.ts";
import type { Person, Verified } from "../../src/roster/model.ts";
import type { ResolvedPhone } from "../../src/roster/phone.ts";
import { parseDate } from "../../src/time/date.ts";
import { edgesOf } from "../cli/world.ts";

const day = (text: string) => parseDate(text) ?? Number.NaN;
const NUMBER = "+12025550123";
const number: ResolvedPhone = { kind: "number", number: NUMBER };
const full: Verified = { sms: day("2026-11-20"), voice: day("2026-11-20"), ending: "23" };

test.each([
  ["that is valid", number, full, undefined],
  [
    "a day too old",
    number,
    { ...full, voice: day("2026-08-25") },
    "their last proof by voice, of 2026-08-25, will be more than 90 days old",
  ],
  ["just not too old", number, { ...full, voice: day("2026-08-26") }, undefined],
  ["of another number", number, { ...full, ending: "24" }, "their proof belongs to another phone number"],
  ["without an ending", number, { ...full, ending: undefined }, undefined],
  [
    "by text alone",
    number,
    { ...full, voice: undefined },
    "nothing proves that a page by voice reaches their phone",
  ],
  ["that is missing", number, undefined, "nothing proves that a page reaches their phone"],
  ["without a phone", undefined, full, "they have no phone that could be paged"],
  ["for a phone that is not set here", { kind: "unset", variable: "ONCALL_PHONE_A" }, full, undefined],
  [
    "for a phone that is malformed here",
    { kind: "malformed", variable: "ONCALL_PHONE_A" },
    full,
    "ONCALL_PHONE_A holds no phone number here",
  ],
] satisfies readonly (readonly [
  string,
  ResolvedPhone | undefined,
  Verified | undefined,
  string | undefined,
])[])("a proof %s", (_, phone, verified, gap) => {
  expect(findProofGap({ number: phone, verified, on: day("2026-11-24"), within: 90 })).toBe(gap);
});

const today = day("2026-11-26");

test.each([
  ["the first proof", undefined, ["sms", "voice"], { sms: "2026-11-26", voice: "2026-11-26", ending: "23" }],
  [
    "one channel, with the other kept",
    full,
    ["sms"],
    { sms: "2026-11-26", voice: "2026-11-20", ending: "23" },
  ],
  [
    "a new number, without the other channel",
    { ...full, ending: "77" },
    ["voice"],
    { voice: "2026-11-26", ending: "23" },
  ],
  [
    "one after a proof without an ending",
    { ...full, ending: undefined },
    ["sms"],
    { sms: "2026-11-26", ending: "23" },
  ],
  [
    "one after a proof with a longer ending",
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
  const values = writeVerified(before, proofs, NUMBER);
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
  expect(readLocalTime(person, Date.parse(at), fallback)).toEqual({ clock, hours, isWithin });
});

test("hours may span midnight", () => {
  const alice = people.get("alice");
  if (alice === undefined || fallback === undefined) throw new Error("the example has changed");
  const night = { ...alice, hours: { start: 22 * 60, end: 6 * 60 } };
  const within = (at: string) => readLocalTime(night, Date.parse(at), fallback).isWithin;
  expect(["2026-11-25T03:00:00Z", "2026-11-25T11:00:00Z", "2026-11-25T17:00:00Z"].map(within)).toEqual([
    true,
    true,
    false,
  ]);
});
