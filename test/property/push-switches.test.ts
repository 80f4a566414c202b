/** Tests pushes under every way in which the service may behave: they end with the roster in the service, or say that they did not. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { oncallAt } from "../cli/push-world.ts";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { SERVICES, type Service, type ServiceKind } from "./services.ts";

const OPSGENIE_ROSTER = readFileSync("test/cases/push/roster.yaml", "utf8");
/** With a section of each service that says the same. */
const ROSTER = `${OPSGENIE_ROSTER.replaceAll(/(?<=\{.*)opsgenie:/g, "email:")}${OPSGENIE_ROSTER.slice(
  OPSGENIE_ROSTER.indexOf("opsgenie:\n"),
).replace("opsgenie:\n", "jsm:\n  site: example.atlassian.net\n")}`;
/** A running cover, a later one and a swap; then with somebody leaving. */
const BEFORE = `${ROSTER}changes:
  - { cover: cem, by: mia, from: 2026-11-25 08:00, until: 2026-11-25 18:10, approved_by: mia }
  - { swap: [ann, bob], from: 2026-12-07, until: 2026-12-28, approved_by: mia }
  - { cover: dee, by: ann, from: 2026-12-03 09:20, until: 2026-12-03 17:00, approved_by: mia }
`;
const AFTER = `${BEFORE.replace("by: ann, from: 2026-12-03 09:20", "by: bob, from: 2026-12-03 09:20")}  - { leave: dee, from: 2026-12-28 }\n`;
const NOW = "2026-11-25T15:00:30Z";
const USERS = ["ann", "bob", "cem", "dee.doe", "mia"];
const PUSH = ["push", "opsgenie", "--yes", "--allow", "on-call-now,many-changes"];
const ALLOWED = "on-call-now,many-changes";

const FAULTS: readonly (readonly Fault[])[] = [
  [
    { at: { write: 1 }, does: "cut", when: "after" },
    { at: { write: 4 }, does: "error", when: "after" },
  ],
  [{ at: { write: 3 }, does: "stop" }],
];

type Start = ServiceKind["variants"][number]["start"];

const open = (start: Start) => start({ now: () => Date.parse(NOW), people: USERS });

/** Both schedules over a year. */
function readYear({ timeline }: Service) {
  const now = Date.parse(NOW);
  return ["pf_primary", "pf_secondary"].map((name) => timeline(name, now, now + 52 * 7 * 86_400_000));
}

const years = new Map<string, Promise<ReturnType<typeof readYear>>>();

/** The year after a push to a service without oddities, the first of the variants. */
function expectedYear(roster: string, [plain]: ServiceKind["variants"]) {
  const year = years.get(roster) ?? pushYear(roster, plain);
  years.set(roster, year);
  return year;
}

async function pushYear(roster: string, plain: ServiceKind["variants"][number] | undefined) {
  if (plain === undefined) throw new Error("the service has no variant");
  const service = await open(plain.start);
  await service.push(roster, NOW, ALLOWED);
  const found = readYear(service);
  await service.close();
  return found;
}

describe.each(SERVICES)("$name", ({ variants, hostile }) => {
  describe.each(variants)("$name", ({ start }) => {
    test.each(FAULTS.map((faults) => [JSON.stringify(faults), faults] as const))("%s", async (_, faults) => {
      const service = await open(start);
      const push = (roster: string) => service.push(roster, NOW, ALLOWED);
      service.setFaults(faults);
      await push(BEFORE);
      service.setFaults([]);
      const first = await push(BEFORE);
      expect([first.exit, first.stderr.replace(/^\d+\/\d+ .*\n|^note: .*\n/gm, "")]).toEqual([0, ""]);
      expect(readYear(service)).toEqual(await expectedYear(BEFORE, variants));
      service.setFaults(faults);
      await push(AFTER);
      service.setFaults([]);
      expect((await push(AFTER)).exit).toBe(0);
      expect(readYear(service)).toEqual(await expectedYear(AFTER, variants));
      const writes = () => service.requests.filter(({ method }) => method !== "GET").length;
      const before = writes();
      expect([(await push(AFTER)).exit, writes()]).toEqual([0, before]);
      await service.close();
    });
  });

  test.each(hostile)("$name: never verified if it is wrong", async ({ start }) => {
    const service = await open(start);
    const { exit, stdout } = await service.push(BEFORE, NOW, ALLOWED);
    const isRight =
      JSON.stringify(readYear(service)) === JSON.stringify(await expectedYear(BEFORE, variants));
    expect([exit, stdout.includes("verified")]).toEqual(isRight ? [0, true] : [4, false]);
    await service.close();
  });
});

test("a push stops if the service changed after the plan was shown", async () => {
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
    "note: the default routing rule of team platform notifies nobody: change it to pf_escalation in the team's settings in OpsGenie\noncall: OpsGenie has changed since the plan was shown: nothing was pushed\nhelp: run it again for a new plan\n",
  ]);
  expect(opsgenie.requests.slice(count).filter(({ method }) => method !== "GET")).toEqual([]);
  await opsgenie.close();
});
