/** Tests a push under every undocumented behaviour of the service: the service agrees with the roster in the end, or the push says that it does not. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { ALL_SWITCHES, HOSTILE_SWITCHES, type Switches } from "../fake/opsgenie/switches.mjs";
import { oncallAt } from "./pushed.ts";

const ROSTER = readFileSync("test/cases/push/roster.yaml", "utf8");
/** A cover in effect, one to come, and a swap; before and after somebody leaves. */
const BEFORE = `${ROSTER}changes:
  - { cover: cem, by: mia, from: 2026-11-25 08:00, until: 2026-11-25 18:10, approved_by: mia }
  - { swap: [ann, bob], from: 2026-12-07, until: 2026-12-28, approved_by: mia }
  - { cover: dee, by: ann, from: 2026-12-03 09:20, until: 2026-12-03 17:00, approved_by: mia }
`;
const AFTER = `${BEFORE.replace("by: ann, from: 2026-12-03 09:20", "by: bob, from: 2026-12-03 09:20")}  - { leave: dee, from: 2026-12-28 }\n`;
const NOW = "2026-11-25T15:00:30Z";
const USERS = ["ann", "bob", "cem", "dee.doe", "mia"];
const PUSH = ["push", "--yes", "--allow", "on-call-now,many-changes"];

const FAULTS: readonly (readonly Fault[])[] = [
  [
    { at: { write: 1 }, does: "cut", when: "after" },
    { at: { write: 4 }, does: "error", when: "after" },
  ],
  [{ at: { write: 3 }, does: "stop" }],
];

async function started(switches: Partial<Switches>): Promise<Opsgenie> {
  return startOpsgenie({
    now: () => Date.parse(NOW),
    users: USERS.map((name) => ({ id: `u-${name}`, username: `${name}@example.com`, fullName: name })),
    teams: [{ id: "t", name: "platform" }],
    switches,
  });
}

/** Both schedules over a year. */
function year({ timeline }: Opsgenie) {
  const now = Date.parse(NOW);
  return ["pf_primary", "pf_secondary"].map((name) => timeline(name, now, now + 52 * 7 * 86_400_000));
}

const known = new Map<string, Promise<ReturnType<typeof year>>>();

/** The year in a service without oddities after the push. */
function right(roster: string) {
  const result = known.get(roster) ?? push(roster);
  known.set(roster, result);
  return result;
}

async function push(roster: string) {
  const opsgenie = await started({});
  await oncallAt(opsgenie, PUSH, { roster, now: NOW });
  const pushed = year(opsgenie);
  await opsgenie.close();
  return pushed;
}

describe.each(ALL_SWITCHES)("$name", ({ switches }) => {
  test.each(FAULTS.map((faults) => [JSON.stringify(faults), faults] as const))("%s", async (_, faults) => {
    const opsgenie = await started(switches);
    const push = (roster: string) => oncallAt(opsgenie, PUSH, { roster, now: NOW });
    opsgenie.setFaults(faults);
    await push(BEFORE);
    opsgenie.setFaults([]);
    const first = await push(BEFORE);
    expect([first.exit, first.stderr.replace(/^\d+\/\d+ .*\n|^note: .*\n/gm, "")]).toEqual([0, ""]);
    expect(year(opsgenie)).toEqual(await right(BEFORE));
    opsgenie.setFaults(faults);
    await push(AFTER);
    opsgenie.setFaults([]);
    expect((await push(AFTER)).exit).toBe(0);
    expect(year(opsgenie)).toEqual(await right(AFTER));
    const writes = () => opsgenie.requests.filter(({ method }) => method !== "GET").length;
    const before = writes();
    expect([(await push(AFTER)).exit, writes()]).toEqual([0, before]);
    await opsgenie.close();
  });
});

test.each(HOSTILE_SWITCHES)("$name: never verified if it is wrong", async ({ switches }) => {
  const opsgenie = await started(switches);
  const { exit, stdout } = await oncallAt(opsgenie, PUSH, { roster: BEFORE, now: NOW });
  const isRight = JSON.stringify(year(opsgenie)) === JSON.stringify(await right(BEFORE));
  expect([exit, stdout.includes("verified")]).toEqual(isRight ? [0, true] : [4, false]);
  await opsgenie.close();
});

test("a push does not overwrite what changed since the plan", async () => {
  const opsgenie: Opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: USERS.map((name) => ({ id: `u-${name}`, username: `${name}@example.com`, fullName: name })),
    teams: [{ id: "t", name: "platform" }],
    onRequest: ({ path, number }) => {
      // The last request of the first read.
      if (!path.endsWith("/routing-rules") || number > 20 || opsgenie.schedules.length === 0) return;
      const [start, end] = ["2026-12-01T12:00:00Z", "2026-12-01T13:00:00Z"];
      opsgenie.addForeignOverride("pf_primary", { user: "mia@example.com", start, end });
    },
  });
  expect((await oncallAt(opsgenie, PUSH, { roster: ROSTER, now: NOW })).exit).toBe(0);
  opsgenie.setFaults([]);
  const count = opsgenie.requests.length;
  const { exit, stderr } = await oncallAt(opsgenie, PUSH, { roster: BEFORE, now: NOW });
  expect([exit, stderr]).toEqual([
    5,
    "note: alerts to the team platform go to nobody by its default routing rule, not to pf_escalation: change that rule in the team's settings there\noncall: the service has changed since the plan was made: nothing was pushed\nhelp: look at the new plan: run it again\n",
  ]);
  expect(opsgenie.requests.slice(count).filter(({ method }) => method !== "GET")).toEqual([]);
  await opsgenie.close();
});
