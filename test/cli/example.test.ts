/** Checks that roster.example.yaml is valid, and that somebody is on call at every instant from 2026 to 2036. */
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { dateOf } from "../../src/time/date.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import { EXAMPLE, oncall } from "./world.ts";

const { roster } = loadRoster({
  file: "roster.example.yaml",
  bytes: new TextEncoder().encode(EXAMPLE),
  zoneOf,
});
if (roster === undefined) throw new Error("the example is invalid");
const timeline = buildTimeline(roster);
const shifts = timeline.window(dateOf(2025, 12, 29), 11 * 53);

test("no problems found with it", async () => {
  expect(await oncall(["lint"])).toEqual({ exit: 0, stdout: "", stderr: "no problems found\n" });
});

const months = Array.from({ length: 11 * 12 }, (_, month) => {
  return new Date(Date.UTC(2026, month, 1 + (month % 28), month % 24)).toISOString();
});

test.each(months)("at %s both roles have somebody", async (now) => {
  const { exit, stdout, stderr } = await oncall(["who", "--json"], { env: { ONCALL_NOW: now } });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: `using ONCALL_NOW=${now}\n` });
  const { on_call, next } = JSON.parse(stdout);
  for (const list of [on_call, next]) {
    expect(list.map(({ role }: { role: string }) => role)).toEqual(["primary", "secondary"]);
    expect(list.map(({ engineer }: { engineer: string | null }) => engineer)).not.toContain(null);
  }
});

describe("over all shifts", () => {
  test("no role is ever vacant", () => {
    const vacant = shifts.flatMap(({ stretches }) => stretches.filter(({ engineer }) => engineer === null));
    expect(vacant).toEqual([]);
  });

  test("nobody has both roles for more than a day", () => {
    const both = shifts.flatMap(({ terms, stretches }) =>
      stretches.flatMap((one) =>
        stretches
          .filter((other) => one.role !== other.role && one.engineer === other.engineer)
          .map((other) => ({
            one,
            hours: (Math.min(one.end, other.end) - Math.max(one.start, other.start)) / 3_600_000,
          }))
          .filter(({ hours }) => hours > 24)
          .map(({ hours }) => `${one.engineer} from ${formatInstant(terms.zone, one.start)}: ${hours} h`),
      ),
    );
    expect(both).toEqual([]);
  });

  test("every cover covers something", () => {
    const used = new Set(shifts.flatMap(({ stretches }) => stretches.flatMap(({ covers }) => covers)));
    expect(roster.changes.filter((entry) => entry.kind === "cover" && !used.has(entry))).toEqual([]);
  });
});

test("alice and bob are always in the queue, so that the examples of swap work at any time", () => {
  for (const { index } of shifts) {
    const people = timeline.rotation.queue(index).seats.map(({ person }) => person);
    expect(people).toEqual(expect.arrayContaining(["alice", "bob"]));
  }
});

test("it shows every kind of entry and every section", () => {
  const kinds = new Set(roster.changes.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(["cover", "join", "leave", "ready", "skip", "swap"]);
  const sections = [...EXAMPLE.matchAll(/^([a-z_]+):/gm)].map(([, name]) => name);
  expect(sections).toEqual([
    "version",
    "team",
    "rotation",
    "people",
    "private",
    "changes",
    "escalation",
    "in_effect",
    "policy",
    "opsgenie",
  ]);
});
