/** Generates pushes: rosters with schedules and users, times, edits, and faults on the way. */
import fc from "fast-check";
import { zoneOf } from "../../src/edge/zones.ts";
import { buildTarget } from "../../src/plan/target.ts";
import { OPSGENIE_ABILITIES } from "../../src/provider/opsgenie/schedules.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { buildHandoffs } from "../naive/handoff.ts";
import { type PlainRoster, type PlainShift, termsOf } from "../naive/roster.ts";
import { schedule } from "../naive/schedule.ts";
import {
  buildRotation,
  coverEntries,
  dutyRosters,
  type Question,
  queueEntries,
  validRosters,
  withEntry,
  withoutFaults,
} from "./rosters.ts";

const HOUR_MS = 3_600_000;
/** Nothing is pushed to OpsGenie from then on. */
const OPSGENIE_END = Date.parse("2027-04-04");
export const WEEK_MS = 7 * 24 * HOUR_MS;

export const usernameOf = (id: string) => `${id}@example.com`;
export const scheduleOf = (role: string) => `team_${role}`;

/** All roles have schedules; everybody is a user. */
export function textOf(roster: PlainRoster): string {
  const people = Object.entries(roster.people).map(([id, person]) => [
    id,
    { ...person, email: usernameOf(id) },
  ]);
  const schedules = rolesOf(roster).map((role) => [role, scheduleOf(role)]);
  const section = {
    ...{ team: "platform", schedules: Object.fromEntries(schedules), escalation: "team_escalation" },
  };
  return JSON.stringify({
    ...roster,
    people: Object.fromEntries(people),
    opsgenie: section,
    jsm: { site: "example.atlassian.net", ...section },
  });
}

export const rolesOf = (roster: PlainRoster) => [...new Set(termsOf(roster).flatMap(({ roles }) => roles))];

/** Who is on call for a year from a moment on, by the naive computation. */
export function servedFrom(
  roster: PlainRoster,
  now: number,
): readonly (PlainShift & { readonly from: number; readonly until: number })[] {
  const day = new Date(now - 24 * HOUR_MS).toISOString().slice(0, 10);
  const answer = schedule(roster, day, 54);
  if ("invalid" in answer) throw new Error("the roster is invalid");
  return answer.shifts
    .map((shift) => ({
      ...shift,
      from: Math.max(now, Date.parse(shift.start)),
      until: Math.min(now + 52 * WEEK_MS, Date.parse(shift.end)),
    }))
    .filter(({ from, until }) => from < until);
}

export interface Story {
  readonly before: PlainRoster;
  readonly after: PlainRoster;
  /** Of the first push, and of the second. */
  readonly moments: readonly [number, number];
  /** How far the clock of the service is ahead of ours, in milliseconds. */
  readonly ahead: number;
  /** Which of the ways in which the service may behave: a share of their number. */
  readonly variant: number;
  readonly faults: readonly Fault[];
  /** An override made by hand between the two: whose, in which role, and when, in hours from the second moment. */
  readonly foreign:
    | { readonly who: string; readonly role: string; readonly from: number; readonly hours: number }
    | undefined;
}

type At = Fault["at"];

const KINDS: readonly ((at: At) => Fault)[] = [
  (at) => ({ at, does: "throttle", headers: true, times: 2 }),
  (at) => ({ at, does: "throttle" }),
  (at) => ({ at, does: "error", when: "before" }),
  (at) => ({ at, does: "error", when: "after" }),
  (at) => ({ at, does: "cut", when: "before" }),
  (at) => ({ at, does: "cut", when: "after" }),
  (at) => ({ at, does: "stop" }),
];

const fault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.constantFrom(...KINDS),
    fc.oneof(
      fc.integer({ min: 1, max: 12 }).map((write) => ({ write })),
      fc.integer({ min: 1, max: 60 }),
    ),
  )
  .map(([kind, at]) => kind(at));

/** At a handoff, a minute before or after it, or in the middle of a shift. */
function moments(roster: PlainRoster): fc.Arbitrary<number> {
  const handoffAt = buildHandoffs(termsOf(roster));
  return fc
    .tuple(
      fc.integer({ min: 0, max: 26 }),
      fc.constantFrom(0, 0, -60_000, 60_000, 1, 30 * HOUR_MS, 5 * HOUR_MS + 123_456),
    )
    .map(([k, more]) => handoffAt(k).instant + more);
}

/** Whether the service can represent the roster; test/cases/push tests those it cannot. */
function isFit(roster: PlainRoster, now: number): boolean {
  const bytes = new TextEncoder().encode(textOf(roster));
  const { draft } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  if (draft?.opsgenie === undefined) throw new Error("the roster is not read");
  return (
    buildTarget(buildTimeline(draft), { section: "opsgenie", ...draft.opsgenie }, OPSGENIE_ABILITIES, now)
      .kind === "target"
  );
}

function tellStories({ roster: before }: Question): fc.Arbitrary<Story> {
  const rotation = buildRotation(before);
  const entry = fc.oneof(
    { weight: 3, arbitrary: queueEntries(rotation) },
    { weight: 2, arbitrary: coverEntries(rotation) },
  );
  const foreign = fc.record({
    who: fc.constantFrom(...Object.keys(before.people)),
    role: fc.constantFrom(...rolesOf(before)),
    from: fc.integer({ min: -5, max: 400 }),
    hours: fc.integer({ min: 1, max: 200 }),
  });
  return fc.record({
    before: fc.constant(before),
    after: fc.array(entry, { maxLength: 3 }).map((entries) => withoutFaults(withEntry(before, ...entries))),
    moments: fc
      .tuple(moments(before), fc.integer({ min: 0, max: 500 }))
      .map(([first, later]): readonly [number, number] => [first, first + later * HOUR_MS]),
    ahead: fc.constantFrom(0, 0, -20_000),
    variant: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    faults: fc.array(fault, { maxLength: 2 }),
    foreign: fc.option(foreign, { nil: undefined, freq: 1 }),
  });
}

/** In a zone 45 minutes off UTC, a round handoff is not round in UTC, and it is not known which one the service means. */
const isRound = ({ after }: Story) => termsOf(after).every(({ minute }) => minute % 30 === 0);

function canBeTold(story: Story): boolean {
  const [first, second] = story.moments;
  return second < OPSGENIE_END && isRound(story) && isFit(story.before, first) && isFit(story.after, second);
}

export const stories = validRosters.chain(tellStories).filter(canBeTold);

/** Of rosters with hours of duty. */
export const dutyStories = dutyRosters.chain(tellStories).filter(canBeTold);
