/** Pushes two random rosters into the same schedules, beside what others made there by hand: each writes its own alone. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { oncallAt } from "../cli/push-world.ts";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { ALL_SWITCHES } from "../fake/opsgenie/switches.mjs";
import { type PlainRoster, termsOf } from "../naive/roster.ts";
import { dutyStories, rolesOf, type Story, scheduleOf, servedFrom, textOf, usernameOf } from "./pushes.ts";
import { SEED, scaleRuns } from "./seed.ts";

const PUSH = [
  "push",
  "opsgenie",
  "--yes",
  "--allow",
  "vacant-role,on-call-now,many-changes,foreign-schedule",
];

/** The roster with a rotation of this name in each of its schedules, and no escalation. */
function shareAs(roster: PlainRoster, name: string): string {
  const schedules = rolesOf(roster).map((role) => [role, `${scheduleOf(role)}/${name}`]);
  return JSON.stringify({
    ...JSON.parse(textOf(roster)),
    opsgenie: { team: "platform", schedules: Object.fromEntries(schedules) },
  });
}

/** All that does not belong to the rotation, as the service tells it. */
function othersOf({ schedules, overrides }: Opsgenie, name: string): string {
  const isOwn = (value: unknown) => JSON.stringify(value).includes(`"${name}`);
  return JSON.stringify([
    schedules.map(({ rotations, ...schedule }) => [
      schedule,
      Array.isArray(rotations) ? rotations.filter((rotation) => !isOwn({ name: rotation.name })) : [],
    ]),
    overrides.filter(({ rotations }) => !isOwn(rotations)),
  ]);
}

/** When somebody is missing whom a roster wants on call. */
function missing({ timeline }: Opsgenie, roster: PlainRoster, now: number): readonly unknown[] {
  return servedFrom(roster, now).flatMap(({ role, engineer, from, until }) =>
    engineer === null
      ? []
      : timeline(scheduleOf(role), from, until).filter(({ users }) => !users.includes(usernameOf(engineer))),
  );
}

async function tellTwo({ before, after, moments, variant, faults }: Story): Promise<void> {
  const [now] = moments;
  const [{ zone } = { zone: "UTC" }] = termsOf(before);
  const theirs = {
    ...{ name: "theirs", type: "daily", startDate: "2020-01-01T00:00:00Z" },
    participants: [{ type: "user", username: usernameOf("mia") }],
    timeRestriction: {
      type: "time-of-day",
      restriction: { startHour: 9, startMin: 0, endHour: 9, endMin: 30 },
    },
  };
  const opsgenie = await startOpsgenie({
    now: () => now,
    users: Object.keys(before.people).map((id) => ({
      id: `u-${id}`,
      username: usernameOf(id),
      fullName: id,
    })),
    teams: [{ id: "t", name: "platform" }],
    switches: ALL_SWITCHES[Math.floor(variant * ALL_SWITCHES.length)]?.switches ?? {},
    schedules: rolesOf(before).map((role) => ({
      ...{ name: scheduleOf(role), timezone: zone, rotations: [theirs] },
      overrides: [
        {
          ...{ alias: "hand", user: { type: "user", username: usernameOf("mia") } },
          ...{ startDate: new Date(now).toISOString(), endDate: new Date(now + 3_600_000).toISOString() },
          rotations: [{ name: "theirs" }],
        },
      ],
    })),
  });
  const push = async (roster: PlainRoster, name: string) => {
    const others = othersOf(opsgenie, name);
    const result = await oncallAt(opsgenie, PUSH, {
      roster: shareAs(roster, name),
      now: new Date(now).toISOString(),
    });
    expect(othersOf(opsgenie, name)).toEqual(others);
    return result;
  };
  try {
    const pushes: readonly (readonly [PlainRoster, string])[] = [
      [before, "one"],
      [after, "two"],
    ];
    for (const [roster, name] of pushes) {
      opsgenie.setFaults(faults);
      await push(roster, name);
      opsgenie.setFaults([]);
      const again = await push(roster, name);
      expect([again.exit, again.stderr]).toEqual([0, again.stderr]);
    }
    expect([...missing(opsgenie, before, now), ...missing(opsgenie, after, now)]).toEqual([]);
    const count = () => opsgenie.requests.filter(({ method }) => method !== "GET").length;
    const writes = count();
    for (const [roster, name] of pushes) expect((await push(roster, name)).exit).toBe(0);
    expect(count()).toBe(writes);
  } finally {
    await opsgenie.close();
  }
}

const oneClock = dutyStories.filter(
  ({ before }) => new Set(termsOf(before).map((terms) => terms.zone)).size === 1,
);

test(
  "two rosters in one schedule leave each other, and what was made by hand, as they are",
  async () => {
    await fc.assert(fc.asyncProperty(oneClock, tellTwo), { seed: SEED, numRuns: scaleRuns(4) });
  },
  scaleRuns(300_000),
);
