/** Pushes two random rosters into the same schedules, beside what others made there by hand: each writes its own alone. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PlainRoster, termsOf } from "../naive/roster.ts";
import { dutyStories, rolesOf, type Story, scheduleOf, servedFrom, textOf, usernameOf } from "./pushes.ts";
import { SEED, scaleRuns } from "./seed.ts";
import { SERVICES, type Service, type ServiceKind } from "./services.ts";

const ALLOWED = "vacant-role,on-call-now,many-changes,foreign-schedule";

/** The roster with a rotation of this name in each of its schedules, and no escalation. */
function shareAs(roster: PlainRoster, name: string): string {
  const schedules = Object.fromEntries(rolesOf(roster).map((role) => [role, `${scheduleOf(role)}/${name}`]));
  return JSON.stringify({
    ...JSON.parse(textOf(roster)),
    opsgenie: { team: "platform", schedules },
    jsm: { site: "example.atlassian.net", team: "platform", schedules },
  });
}

/** All that does not belong to the rotation, as the service tells it. */
function othersOf({ schedules, overrides }: Service, name: string): string {
  const listRotations = (value: unknown) => (Array.isArray(value) ? value : []);
  const isOwn = (rotation: { readonly name: string }) => rotation.name.startsWith(name);
  const rotations = schedules.map((each) => listRotations(each["rotations"]));
  const own = rotations.flatMap((all) => all.filter(isOwn)).map(({ id }) => String(id));
  return JSON.stringify([
    schedules.map(({ rotations: _, ...schedule }, index) => [
      schedule,
      rotations[index]?.filter((each) => !isOwn(each)),
    ]),
    overrides.filter((each) => !own.some((id) => JSON.stringify(each).includes(id))),
  ]);
}

/** When somebody is missing whom a roster wants on call. */
function missing({ timeline }: Service, roster: PlainRoster, now: number): readonly unknown[] {
  return servedFrom(roster, now).flatMap(({ role, engineer, from, until }) =>
    engineer === null
      ? []
      : timeline(scheduleOf(role), from, until).filter(({ users }) => !users.includes(usernameOf(engineer))),
  );
}

async function tellTwo({ variants }: ServiceKind, story: Story): Promise<void> {
  const { before, after, moments, variant, faults } = story;
  const [now] = moments;
  const [{ zone } = { zone: "UTC" }] = termsOf(before);
  const service = await (variants[Math.floor(variant * variants.length)] ?? variants[0])?.start({
    now: () => now,
    people: Object.keys(before.people),
    shared: { names: rolesOf(before).map(scheduleOf), zone },
  });
  if (service === undefined) throw new Error("the service has no variant");
  const push = async (roster: PlainRoster, name: string) => {
    const others = othersOf(service, name);
    const result = await service.push(shareAs(roster, name), new Date(now).toISOString(), ALLOWED, name);
    expect(othersOf(service, name)).toEqual(others);
    return result;
  };
  try {
    const pushes: readonly (readonly [PlainRoster, string])[] = [
      [before, "one"],
      [after, "two"],
    ];
    for (const [roster, name] of pushes) {
      service.setFaults(faults);
      await push(roster, name);
      service.setFaults([]);
      const again = await push(roster, name);
      expect([again.exit, again.stderr]).toEqual([0, again.stderr]);
    }
    expect([...missing(service, before, now), ...missing(service, after, now)]).toEqual([]);
    const count = () => service.requests.filter(({ method }) => method !== "GET").length;
    const writes = count();
    for (const [roster, name] of pushes) expect((await push(roster, name)).exit).toBe(0);
    expect(count()).toBe(writes);
  } finally {
    await service.close();
  }
}

const oneClock = dutyStories.filter(
  ({ before }) => new Set(termsOf(before).map((terms) => terms.zone)).size === 1,
);

test.each(SERVICES)(
  "$name: two rosters in one schedule leave each other, and what was made by hand, as they are",
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(oneClock, (story) => tellTwo(kind, story)),
      { seed: SEED, numRuns: scaleRuns(3) },
    );
  },
  scaleRuns(300_000),
);
