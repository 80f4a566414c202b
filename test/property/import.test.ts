/**
 * Pushes random rosters to both services and imports what is there. The import proves itself equal to the service, computes
 * what the roster computed, and as a roster of its own has nothing to push.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { intersect } from "../../src/time/interval.ts";
import { shiftsIn } from "../../src/timeline/ask.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import { createCommits } from "../cli/commits.ts";
import { oncallAt } from "../cli/push-world.ts";
import type { PlainRoster } from "../naive/roster.ts";
import { dutyStories, type Story, scheduleOf, servedFrom, stories, textOf, WEEK_MS } from "./pushes.ts";
import { SEED, scaleRuns } from "./seed.ts";
import { SERVICES, type ServiceKind } from "./services.ts";

const ALLOWED = "vacant-role,on-call-now,many-changes,foreign-schedule";

/** Later than the past that an import looks at, which so is all after the push. */
const LATER_MS = 5 * WEEK_MS;

/** What may be said of a roster that is otherwise the same; nobody has two places in a queue, as a rotation that settles late may have it. */
const SAID = new Set([
  "same-person-twice",
  "cover-unapproved",
  "past-left-out",
  "past-rebuilt",
  "lint-errors",
  "escalation-step",
]);

async function told({ name, variants }: ServiceKind, { before, moments, variant }: Story): Promise<void> {
  let [now] = moments;
  // No plan is made for OpsGenie after its end.
  fc.pre(name !== "opsgenie" || now + LATER_MS < Date.parse("2027-04-04"));
  const service = await variants[Math.floor(variant * variants.length)]?.start({
    now: () => now,
    people: Object.keys(before.people),
  });
  if (service === undefined) throw new Error("the service has no variant");
  try {
    const pushed = await service.push(textOf(before), new Date(now).toISOString(), ALLOWED);
    expect([pushed.exit, pushed.stderr]).toEqual([0, pushed.stderr]);
    now += LATER_MS;
    const env = { JSM_API_URL: service.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
    const run = (words: readonly string[], roster: string) => {
      const { commit, history } = createCommits();
      commit(roster);
      return oncallAt(service, words, { roster, now: new Date(now).toISOString(), env, history });
    };
    const imported = await run(["import", name, "--json"], "");
    const { rosters, notes } = JSON.parse(imported.stdout);
    const all = [...notes, ...rosters.flatMap((each: { notes: readonly unknown[] }) => each.notes)];
    expect(all.filter(({ code }) => !SAID.has(code))).toEqual([]);
    expect(rosters.flatMap(({ proof }: { proof: { differences: unknown } }) => proof.differences)).toEqual(
      [],
    );
    expect(rosters.flatMap(({ roster }: { roster: string }) => others(roster, before, now))).toEqual([]);
    for (const { roster } of rosters) {
      const plan = await run(["plan", name, "--json"], roster);
      // Its zone may have other hours by now, at which no service hands over.
      if (/cannot hold/.test(plan.stderr)) continue;
      expect([plan.exit, plan.stderr, JSON.parse(plan.stdout).changed_shifts]).toEqual([0, plan.stderr, []]);
    }
  } finally {
    await service.close();
  }
}

/** Where an imported roster has somebody else than the one that was pushed. */
function others(text: string, before: PlainRoster, now: number): readonly unknown[] {
  const { roster, findings } = loadRoster({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(text),
    zoneOf,
  });
  if (roster === undefined) return [text, findings];
  const timeline = buildTimeline(roster);
  const section = roster.opsgenie ?? roster.jsm;
  const roleOf = new Map([...(section?.schedules ?? [])].map(([role, { schedule }]) => [schedule, role]));
  return servedFrom(before, now).flatMap(({ role, engineer, from: start, until: end }) => {
    const own = roleOf.get(scheduleOf(role));
    if (engineer === null || own === undefined || start > now + 12 * WEEK_MS) return [];
    const parts = shiftsIn(timeline, { start, end }).flatMap(({ stretches }) =>
      stretches
        .filter((each) => each.role === own)
        .flatMap((each) =>
          intersect(each, { start, end }).map((part) => ({ ...part, engineer: each.engineer })),
        ),
    );
    const length = parts.reduce((sum, part) => sum + part.end - part.start, 0);
    const isSame = length === end - start && parts.every((part) => part.engineer === engineer);
    return isSame ? [] : [{ role, engineer, start, end, parts }];
  });
}

describe.each(SERVICES)("what was pushed to $name comes back", (kind) => {
  test("always on call", async () => {
    const property = fc.asyncProperty(stories, (story) => told(kind, story));
    await fc.assert(property, { seed: SEED, numRuns: scaleRuns(3) });
  }, 120_000);
  test("with hours of duty", async () => {
    const property = fc.asyncProperty(dutyStories, (story) => told(kind, story));
    await fc.assert(property, { seed: SEED, numRuns: scaleRuns(3) });
  }, 120_000);
});
