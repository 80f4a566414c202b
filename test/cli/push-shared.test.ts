/** Tests that rosters which share a schedule make it once, and each its own rotation in it, whatever goes wrong. */
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { type Opsgenie, type Options, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { oncallAt } from "./push-world.ts";

const NOW = "2026-11-25T15:00:00Z";
const [EUROPE, ASIA] = ["europe", "asia"].map((name) => readFileSync(`test/cases/push/${name}.yaml`, "utf8"));

async function start(options: Partial<Options> = {}): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: ["ann", "bob", "cem", "dee.doe", "mia"].map((name) => {
      return { id: `u-${name}`, username: `${name}@example.com`, fullName: name };
    }),
    teams: [{ id: "t", name: "platform" }],
    ...options,
  });
  onTestFinished(opsgenie.close);
  return opsgenie;
}

const push = (opsgenie: Opsgenie, roster = "") => oncallAt(opsgenie, ["push", "--yes"], { roster, now: NOW });

/** The rotations of each schedule. */
const laidOut = ({ schedules }: Opsgenie) =>
  schedules.map(({ name, rotations }) => [
    name,
    Array.isArray(rotations) ? rotations.map((each) => each.name).sort() : [],
  ]);

const writes = ({ requests }: Opsgenie) => requests.filter(({ method }) => method !== "GET").length;

test("two that push at the same time make it once", async () => {
  const opsgenie = await start();
  await Promise.all([push(opsgenie, EUROPE), push(opsgenie, ASIA)]);
  const again = [await push(opsgenie, EUROPE), await push(opsgenie, ASIA)];
  expect([again.map(({ exit }) => exit), laidOut(opsgenie)]).toEqual([[0, 0], [["sun", ["asia", "europe"]]]]);
  const count = writes(opsgenie);
  const third = [await push(opsgenie, ASIA), await push(opsgenie, EUROPE)];
  expect([third.map(({ exit }) => exit), writes(opsgenie)]).toEqual([[0, 0], count]);
});

test("where another roster was quicker, the rotation goes into the schedule that it made", async () => {
  let looks = 0;
  const opsgenie: Opsgenie = await start({
    onRequest: ({ path }) => {
      if (!path.endsWith("/routing-rules")) return;
      looks += 1;
      if (looks !== 2) return;
      const participants = [{ type: "user", username: "cem@example.com" }];
      const rotation = { name: "asia", type: "weekly", startDate: "2026-11-23T12:00:00Z", participants };
      const timezone = "Etc/UTC";
      opsgenie.byHand("POST", "/v2/schedules", { name: "sun", timezone, rotations: [rotation] });
    },
  });
  expect((await push(opsgenie, EUROPE)).exit).toBe(0);
  expect(laidOut(opsgenie)).toEqual([["sun", ["asia", "europe"]]]);
});

test.each<readonly [string, Fault, number]>([
  ["made, and the answer lost", { at: { path: "/rotations" }, does: "cut", when: "after" }, 0],
  ["perhaps not made", { at: { path: "/rotations", method: "POST" }, does: "error", when: "before" }, 4],
  ["the last to be made", { at: { path: "/rotations", method: "POST" }, does: "stop" }, 4],
])("a rotation that was %s is never made twice", async (_, fault, exit) => {
  const opsgenie = await start({ switches: { lag: 2 } });
  await push(opsgenie, EUROPE);
  opsgenie.setFaults([fault]);
  expect((await push(opsgenie, ASIA)).exit).toBe(exit);
  opsgenie.setFaults([]);
  expect((await push(opsgenie, ASIA)).exit).toBe(0);
  expect(laidOut(opsgenie)).toEqual([["sun", ["asia", "europe"]]]);
});
