/** Tests a run that takes long: whether a phone may ring is checked again just before it does. */
import { expect, test } from "vitest";
import { twilioWith, verified, WAITS } from "./verify-world.ts";

const EVENING = "2026-11-25T01:55:00Z";

test.each([
  [
    [],
    "not sent, because it is 21:05 there now and a test may ring only from 08:00 to 21:00",
    "help: bob, sms: run it again within these hours, or with --any-hour\n",
  ],
  [
    ["--any-hour"],
    "the code was not typed within 10 minutes (sent to the carrier, which has not confirmed delivery)",
    "help: bob, sms: run it again, for a new code\n",
  ],
])("from five to nine, for ten minutes, %j", async (flags, says, help) => {
  const phones = { "+12025550101": { sms: "sent" }, "+12025550102": { sms: "sent" } } as const;
  const twilio = await twilioWith({ phones });
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "bob", "--via", "sms", ...flags], {
    now: EVENING,
    answers: ["y", WAITS, WAITS],
  });
  expect([exit, stdout.split("\n")[1]]).toEqual([1, `bob    sms  not verified: ${says}`]);
  expect(stderr).toContain(help);
  expect(twilio.messages.length).toBe(flags.length + 1);
});
