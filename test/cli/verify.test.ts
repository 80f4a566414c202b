/** `oncall verify-notifications` against the local Twilio: what each fate of a page comes to, and that a code alone is proof. */
import { expect, test } from "vitest";
import type { CallFate, TextFate } from "../fake/twilio/model.ts";
import {
  ACCOUNT,
  ALICE,
  BOB,
  codeOf,
  FILES,
  KEY,
  SENDER,
  SERVICE,
  twilioWith,
  verified,
} from "./verified.ts";
import { EXAMPLE } from "./world.ts";

const WAITS = () => undefined;
const HEAD = `/team/roster.yaml → Twilio, account AC…0001 "Platform", from +1 202 ••• ••99

alice  Alice Nguyen  sms and voice  +1 202 ••• ••01  10:00 there

`;

test("both codes typed back: the roster says so, in one line", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const answers = ["y", codeOf(twilio, ALICE, "sms"), codeOf(twilio, ALICE, "voice")];
  const codes = ["042137", "950060"];
  const { exit, stdout, stderr } = await verified(twilio, ["alice"], { answers, disk, codes });
  expect({ exit, stdout }).toEqual({
    exit: 0,
    stdout: `alice  sms    verified: the code was typed back
alice  voice  verified: the code was typed back

--- a/roster.yaml
+++ b/roster.yaml
@@ -20,7 +20,7 @@
${" "}
 # Ids are chosen once. Who takes no part in the rotation may still be somebody's manager, who approves changes.
 people:
-  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia }
+  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia, verified: { sms: 2026-11-24, voice: 2026-11-24, ending: "01" } }
   bob: { name: Bob Okafor, email: bob@example.com, manager: mia, slack: U0123BOB }
   carol: { name: Carol Diaz, email: carol@example.com, manager: mia, github: carold }
   dave: { name: Dave Lindqvist, email: dave@example.com, manager: [mia, max] }  # either may approve

`,
  });
  expect(stderr).toBe(`${HEAD}? Send this? y
sms to Alice Nguyen, +1 202 ••• ••01
  | the text is sent
  | Twilio is sending it
  | sent: the carrier has it, and has not said that it arrived
  | delivered: the carrier says that it arrived
? The code (Enter if none comes): 042137
  verified: the code was typed back
voice to Alice Nguyen follows in 52 s: a number gets one page a minute
voice to Alice Nguyen, +1 202 ••• ••01
  | the call is made
  | ringing
  | answered: listening whether by a person or a machine
? The code (Enter if none is spoken): 950060
next: git add roster.yaml && git commit -m 'Note that pages reach alice'
`);
  const after = new TextDecoder().decode(disk.get("/team/roster.yaml"));
  expect(after.split("\n").filter((line, at) => line !== EXAMPLE.split("\n")[at])).toHaveLength(1);
});
