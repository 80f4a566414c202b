/** Tests a proof that cannot be recorded because the roster has changed: the message says what to write. */
import { expect, test } from "vitest";
import { ALICE, codeOf, FILES, twilioWith, verified } from "./verify-world.ts";
import { EXAMPLE } from "./world.ts";

const BY_HAND =
  'the pages arrived, but that is not recorded; to record it by hand, write alice: verified: { sms: 2026-11-24, ending: "01" }\n';

test.each([
  [
    "invalid",
    EXAMPLE.replace("version: 1\n", "version: 7\n"),
    3,
    /^oncall: roster\.yaml is invalid: 1 problem\nthe pages/m,
  ],
  [
    "without them",
    EXAMPLE.replaceAll("alice", "zoe"),
    5,
    /^oncall: roster\.yaml cannot record it: `people` does not name `alice`\nthe pages/m,
  ],
])("%s", async (_, text, code, message) => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const look = codeOf(twilio, ALICE, "sms");
  const typed = (drawn: readonly string[] = []) => {
    const typed = look(drawn);
    if (typed !== undefined) disk.set("/team/roster.yaml", new TextEncoder().encode(text));
    return typed;
  };
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--via", "sms"], {
    answers: ["y", typed],
    disk,
    files: FILES,
  });
  expect([exit, stdout]).toEqual([code, "alice  sms  verified: the code was typed back\n"]);
  expect(stderr).toMatch(message);
  expect(stderr).toContain(BY_HAND);
});
