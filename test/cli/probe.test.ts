/** Tests that a probe tells every way in which the local services may behave, each setting of every switch at least once. */
import { describe, expect, test } from "vitest";
import { DEFAULT_SWITCHES as JSM_SWITCHES, type Switches as JsmSwitches } from "../fake/jsm/switches.mjs";
import {
  DEFAULT_SWITCHES as OPSGENIE_SWITCHES,
  type Switches as OpsgenieSwitches,
} from "../fake/opsgenie/switches.mjs";
import { jsm, opsgenie, probe, readAnswers } from "./probe-world.ts";

/** Several at a time, since a run takes a while. */
interface Case<Switches> {
  readonly name: string;
  readonly switches: Partial<Switches>;
  /** Of the points that tell them. */
  readonly answers: Readonly<Record<string, string>>;
}

const OPSGENIE: readonly Case<OpsgenieSwitches>[] = [
  {
    name: "as assumed",
    switches: {},
    answers: {
      ...{ "read-lag": "at once", "override-minutes": "kept", overlap: "last", "past-start": "accepted" },
      ...{ "past-override": "accepted", "ended-listed": "listed", "existing-alias": "409" },
      ...{ "alias-length": "1024 or more", "alias-characters": "any", "made-alias": "uuid" },
      ...{ "override-rotations": "alone", "rotation-minutes": "utc", "restriction-minutes": "kept" },
      ...{ "restriction-order": "kept", "rotation-names": "free", "start-date": "kept" },
      ...{ "participants-order": "kept", "participants-change": "recomputed", "end-date": "clears" },
      ...{ dst: "wall", "repeated-hour": "earlier", dates: "seconds", neighbours: "apart" },
      ...{ "no-periods": "absent", zone: "kept", "unknown-zone": "replaced", limits: "told" },
      ...{ "rules-order": "kept", "longest-delay": "43200 or more", "rules-change": "replaced" },
      ...{ pages: "none", "next-on-calls": "unknown", "request-limits": "absent" },
      ...{ "forwarding-type": "unknown", "delay-unit": "minutes" },
    },
  },
  {
    name: "much is otherwise",
    switches: {
      ...{ overlap: "first", existingAlias: "update", expired: "left-out", rotations: "listed" },
      ...{ pastStart: "recent", rounding: "zone", rotationNames: "taken", nullEndDate: "ignored" },
      ...{ page: 2, startDate: "whole-cycles", zone: "renamed", milliseconds: true, merged: true },
      ...{ noPeriods: "empty", delays: "hours", aliasLength: 255, aliasCharacters: "safe" },
      ...{ madeAlias: "short", longestDelay: 1440, rules: "added", nextOnCalls: "named" },
      ...{ noZone: "refused", restrictions: "by-name", restrictionMinutes: "half-hours" },
      requestLimits: [{ domain: "configuration", limits: [{ limit: 100, periodInSeconds: 60 }] }],
    },
    answers: {
      ...{ overlap: "first", "existing-alias": "update", "ended-listed": "left-out" },
      ...{ "override-rotations": "listed", "past-start": "recent", "rotation-minutes": "zone" },
      ...{ "rotation-names": "taken", "end-date": "ignored", "start-date": "whole-cycles", zone: "renamed" },
      ...{ dates: "milliseconds", neighbours: "merged", "no-periods": "empty", "delay-unit": "hours" },
      ...{ "alias-length": "255", "alias-characters": "without : space / é %", "made-alias": "other" },
      ...{ "longest-delay": "1440", "rules-change": "otherwise", "unknown-zone": "refused", pages: "paged" },
      ...{ "restriction-order": "by-name", "restriction-minutes": "half-hours", "request-limits": "there" },
      "next-on-calls": "flat=false: nextOnCallParticipants objects; flat=true: nextOnCallRecipients strings",
    },
  },
  {
    name: "much is otherwise again",
    switches: {
      ...{ overlap: "later-start", existingAlias: "unprocessable", rotations: "never", lag: 3 },
      ...{ ended: "refused", pastStart: "refused", nullEndDate: "refused", expired: "left-out" },
      ...{ dst: "elapsed", overrideMinutes: "half-hours", appended: "kept", nextOnCalls: "objects" },
    },
    answers: {
      ...{ overlap: "later-start", "existing-alias": "422", "override-rotations": "never" },
      ...{ "read-lag": "3 reads", "past-override": "refused", "past-start": "refused" },
      ...{ "end-date": "refused", dst: "elapsed", "override-minutes": "half-hours" },
      ...{ "participants-change": "kept" },
      "next-on-calls": "flat=false: nextOnCallParticipants strings; flat=true: nextOnCallRecipients objects",
    },
  },
  {
    name: "what is left is otherwise",
    switches: {
      ...{ overlap: "earlier-start", ended: "refused", repeatedHour: "later", participants: "sorted" },
      ...{ lag: 1, page: 1 },
    },
    answers: {
      ...{ overlap: "earlier-start", "ended-listed": "listed", "repeated-hour": "later" },
      ...{ "participants-order": "otherwise", "read-lag": "1 read" },
    },
  },
  {
    name: "the zone of New York is unknown",
    switches: { unknownZones: ["America/New_York"] },
    answers: { zone: "replaced", dst: "unknown", "repeated-hour": "unknown" },
  },
];

const JSM: readonly Case<JsmSwitches>[] = [
  {
    name: "as assumed",
    switches: {},
    answers: {
      ...{ "same-post": "two", "bound-to": "all", "delete-right": "yes", "end-date-empty": "clears" },
      ...{ names: "site", pages: "relative", "page-size": "unknown", errors: "errors" },
      ...{ "past-periods": "historical", "foreign-contacts": "yes", limits: "none", "end-date": "clears" },
      ...{ "rotation-names": "taken", "ended-listed": "left-out", "participants-order": "kept" },
    },
  },
  {
    name: "much is otherwise",
    switches: {
      ...{ overlap: "first", samePost: "conflict", ended: "refused", pastStart: "recent", boundTo: "null" },
      ...{ page: 2, next: "absolute", lag: 1, startDate: "whole-cycles", milliseconds: true, merged: true },
      ...{ noPeriods: "empty", rules: "reversed", errors: "title", restrictions: "by-name" },
      ...{ names: "team", ruleChange: "added", emptyEndDate: "refused", limits: "told", longestDelay: 720 },
      ...{ endDate: "ignored", rounding: "zone", noZone: "refused" },
    },
    answers: {
      ...{ overlap: "first", "same-post": "conflict", "past-override": "refused", "past-start": "recent" },
      ...{ "bound-to": "null", "page-size": "2", pages: "absolute", "read-lag": "1 read" },
      ...{ "start-date": "whole-cycles", dates: "milliseconds", neighbours: "merged", "no-periods": "empty" },
      ...{ "rules-order": "reversed", errors: "title", "restriction-order": "by-name", names: "team" },
      ...{ "rules-change": "otherwise", "end-date-empty": "refused", limits: "told" },
      ...{
        "longest-delay": "720",
        "end-date": "ignored",
        "rotation-minutes": "zone",
        "unknown-zone": "refused",
      },
    },
  },
  {
    name: "much is otherwise again",
    switches: {
      ...{ pastStart: "clamped", page: 1, next: "elsewhere", lag: 3, endDate: "refused", errors: "message" },
      ...{ emptyTimeline: "base", overlap: "later-start", dst: "elapsed" },
      ...{ overrideMinutes: "half-hours", participants: "sorted" },
    },
    answers: {
      ...{ "past-start": "clamped", "page-size": "1", pages: "elsewhere", "read-lag": "3 reads" },
      ...{ "end-date": "refused", errors: "message", "past-periods": "base", overlap: "later-start" },
      ...{ dst: "elapsed", "override-minutes": "half-hours" },
      "participants-order": "otherwise",
    },
  },
  {
    name: "what is left is otherwise",
    switches: {
      pastStart: "refused",
      overlap: "earlier-start",
      appended: "kept",
      longestDelay: 60,
      repeatedHour: "later",
    },
    answers: {
      ...{ "past-start": "refused", overlap: "earlier-start", "participants-change": "kept" },
      ...{ "longest-delay": "unknown", "repeated-hour": "later" },
    },
  },
];

/** Those of alerts: only an alert tells, and a probe sends none. */
const OF_ALERTS = ["unprocessed", "success", "policy", "closedAlias", "names", "recipients"];
const OF_JSM_ALERTS = ["unprocessed", "alertStatus", "acknowledged"];

test.each([
  ["OpsGenie", OPSGENIE_SWITCHES, OPSGENIE, [...OF_ALERTS, "forwarded"]],
  ["Jira Service Management", JSM_SWITCHES, JSM, [...OF_JSM_ALERTS, "unknownZones"]],
])("every switch of %s is turned at least once", (_, switches, cases, others) => {
  const turned = new Set([...cases.flatMap((each) => Object.keys(each.switches)), ...others]);
  expect(Object.keys(switches).filter((name) => !turned.has(name))).toEqual([]);
});

test("a forwarding that is there tells how OpsGenie calls it; the probe makes none", async () => {
  const participants = ["ann", "bob"].map((id) => ({ type: "user", username: `${id}@example.com` }));
  const rotations = [{ name: "weekly", type: "weekly", startDate: "2026-01-05T17:00:00Z", participants }];
  const schedules = [{ name: "payments_one", timezone: "America/New_York", rotations }];
  const forwardings = [
    {
      ...{ from: "ann@example.com", to: "bob@example.com" },
      ...{ start: "2026-11-01T00:00:00Z", end: "2027-02-01T00:00:00Z" },
    },
  ];
  const start = opsgenie({ schedules, forwardings, switches: { forwarded: "forwarding" } });
  const { exit, stdout, left } = await probe("opsgenie", start);
  expect([exit, left, readAnswers(stdout)["forwarding-type"]]).toEqual([0, [], "forwarding"]);
});

describe.each([
  ["opsgenie", opsgenie({ lacks: ["overrides", "escalations"] })],
  ["jsm", jsm({ lacks: ["overrides", "escalations"] })],
] as const)("where the plan of %s lacks overrides and escalations", (provider, start) => {
  test("what needs them is unknown, with the reason", async () => {
    const { exit, stdout, left } = await probe(provider, start);
    const told = readAnswers(stdout);
    expect([exit, left]).toEqual([0, []]);
    expect([told["overlap"], told["rules-order"], told["dst"]]).toEqual(["unknown", "unknown", "wall"]);
    expect(stdout).toMatch(/^\*\*unknown\*\*: the plan of this .* does not include overrides/m);
  });
});

describe("a probe of OpsGenie", () => {
  test.for(OPSGENIE)("where $name", async ({ switches, answers }) => {
    const { exit, stdout, stderr, left } = await probe("opsgenie", opsgenie({ switches }));
    const told = readAnswers(stdout);
    expect(Object.fromEntries(Object.keys(answers).map((id) => [id, told[id]]))).toEqual(answers);
    expect([exit, left], stderr).toEqual([0, []]);
  });
});

describe("a probe of Jira Service Management", () => {
  test.for(JSM)("where $name", async ({ switches, answers }) => {
    const { exit, stdout, stderr, left } = await probe("jsm", jsm({ switches }));
    const told = readAnswers(stdout);
    expect(Object.fromEntries(Object.keys(answers).map((id) => [id, told[id]]))).toEqual(answers);
    expect([exit, left], stderr).toEqual([0, []]);
  });
});
