/** Tests an interrupted push: it finishes the call on its way, says how far it came, and the next one makes the rest. */
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { oncallAt } from "./push-world.ts";

const roster = readFileSync("roster.example.yaml", "utf8");
const IDS = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];
const AGAIN = "run oncall push opsgenie again";

test.each([
  [1, "the push was interrupted", `1 of 10 calls were made: ${AGAIN} to make the rest`],
  [7, "the push was interrupted", `7 of 10 calls were made: ${AGAIN} to make the rest`],
  [10, "all calls were made, and the push was interrupted before it was verified", AGAIN],
])("interrupted in call %i", async (at, message, help) => {
  let made = 0;
  let stop: (() => void) | undefined;
  const opsgenie = await startOpsgenie({
    now: () => Date.parse("2026-11-24T15:00:00Z"),
    users: IDS.map((id) => ({ id, username: `${id}@example.com`, fullName: id })),
    teams: [{ id: "t", name: "platform" }],
    onCommit: () => {
      made += 1;
      if (made === at) stop?.();
    },
  });
  onTestFinished(opsgenie.close);
  const push = () =>
    oncallAt(opsgenie, ["push", "--yes"], {
      roster,
      interrupt: (interrupt) => {
        stop = interrupt;
      },
    });
  const first = await push();
  expect([first.exit, made]).toEqual([130, at]);
  expect(first.stderr.endsWith(`stopping after this call\noncall: ${message}\nhelp: ${help}\n`)).toBe(true);
  stop = undefined;
  const second = await push();
  expect([second.exit, second.stdout.includes("\nverified: "), made]).toEqual([0, true, 10]);
});
