/** Tests `oncall verify-notifications` against the local Twilio: only a typed code is proof. */
import { expect, test } from "vitest";

import { ALICE, BOB, codeOf, FILES, twilioWith, verified } from "./verify-world.ts";
import { EXAMPLE } from "./world.ts";

const HEAD = `/team/roster.yaml, team Platform Engineering → Twilio, account AC…0001 "Platform", from +1 202 ••• ••99

alice  Alice Nguyen  sms and voice  +1 202 ••• ••01  10:00 there

`;

test("both codes are typed: one line in the roster records it", async () => {
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
 # Ids never change. People who are not in the rotation can be managers, who approve changes.
 people:
-  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia }
+  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia, verified: { sms: 2026-11-24, voice: 2026-11-24, ending: "01" } }
   bob: { name: Bob Okafor, email: bob@example.com, manager: mia, slack: U0123BOB }
   carol: { name: Carol Diaz, email: carol@example.com, manager: mia, github: carold }
   dave: { name: Dave Lindqvist, email: dave@example.com, manager: [mia, max] }  # either may approve

`,
  });
  expect(stderr.replace(/ in \d+ s:/, " in N s:")).toBe(`${HEAD}? Send this? (y/N) y
sms to Alice Nguyen, +1 202 ••• ••01
  | Twilio has accepted it
  | Twilio is sending it
  | sent to the carrier, which has not confirmed delivery
  | delivered, says the carrier
? The code (Enter if none comes): 042137
  verified: the code was typed back
voice to Alice Nguyen in N s: one page a minute to each number
voice to Alice Nguyen, +1 202 ••• ••01
  | Twilio has accepted it
  | ringing
  | answered: listening for a person or a machine
  | answered by a person
? The code (Enter if none is spoken): 950060
next: git add roster.yaml && git commit -m 'Record that pages reach alice'
`);
  const after = new TextDecoder().decode(disk.get("/team/roster.yaml"));
  expect(after.split("\n").filter((line, at) => line !== EXAMPLE.split("\n")[at])).toHaveLength(1);
});

test("the requests are one text and one call with machine detection, nothing else", async () => {
  const twilio = await twilioWith();
  const answers = ["y", codeOf(twilio, ALICE, "sms"), codeOf(twilio, ALICE, "voice")];
  await verified(twilio, ["alice"], { answers, codes: ["042137", "950060"] });
  const [text, call] = twilio.requests.filter(({ method }) => method === "POST").map(({ form }) => form);
  expect(text).toEqual({
    To: ALICE,
    From: "+12025550199",
    Body: "Test page from oncall (Platform Engineering): your code is 042137. Type it at the prompt. This is only a test; no action needed.",
    ValidityPeriod: "600",
  });
  const { Twiml, ...others } = call ?? {};
  expect(others).toEqual({
    To: ALICE,
    From: "+12025550199",
    Timeout: "30",
    TimeLimit: "90",
    MachineDetection: "Enable",
  });
  expect(Twiml).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?><Response><Pause length="1"\/><Say voice="Polly.Joanna" language="en-US">Hello Alice Nguyen\. /,
  );
  const spoken = "9 5 0 0 6 0 …";
  expect(twilio.phone(ALICE).calls[0]?.spoken).toBe(
    `Hello Alice Nguyen. This is a test page from on call, Platform Engineering. This is only a test. No action is needed. Your code is ${spoken} Again, your code is ${spoken} For the last time, your code is ${spoken} Please type the 6 digits at the prompt. Goodbye.`,
  );
});

test("a code from voicemail is not accepted", async () => {
  const twilio = await twilioWith({ phones: { [ALICE]: { voice: "machine" } } });
  // Somebody listens to the voicemail and types the code, as soon as the call is known to be answered by a machine.
  const heard = () => /(\d(?: \d){5})/.exec(twilio.phone(ALICE).calls[0]?.spoken ?? "")?.[1];
  const { exit, stdout } = await verified(twilio, ["alice", "--via", "voice"], { answers: ["y", heard] });
  expect([exit, stdout]).toEqual([
    1,
    "alice  voice  not verified: answered by voicemail: the code is void\n",
  ]);
  expect(twilio.calls[0]?.hungUp).toBe(true);
});

test("after five wrong codes the right one is not accepted", async () => {
  const twilio = await twilioWith();
  const wrong = ["000000", "12345", "000001", "000002", "000003", "000004"];
  const answers = ["y", ...wrong, codeOf(twilio, ALICE, "sms")];
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--via", "sms"], {
    answers,
    codes: ["042137"],
  });
  expect([exit, stdout]).toEqual([1, "alice  sms  not verified: 5 wrong codes were typed\n"]);
  expect(stderr.split("\n").filter((line) => line.startsWith("> "))).toEqual([
    "> wrong code: 4 tries left",
    "> a code is six digits",
    "> wrong code: 3 tries left",
    "> wrong code: 2 tries left",
    "> wrong code: 1 try left",
  ]);
  expect(stderr).not.toContain("042137");
});

test("two people get different codes, and both are recorded", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const commits: string[] = [];
  const answers = ["y", codeOf(twilio, ALICE, "sms"), codeOf(twilio, BOB, "sms")];
  const world = { answers, disk, commits, codes: ["111111", "222222"] };
  const { exit, stdout, stderr } = await verified(
    twilio,
    ["alice", "bob", "--via", "sms", "--commit"],
    world,
  );
  expect(exit).toBe(0);
  expect(stdout.split("\n").filter((line) => /^(alice|bob|[+-] )/.test(line))).toEqual([
    "alice  sms  verified: the code was typed back",
    "bob    sms  verified: the code was typed back",
    "-  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia }",
    "-  bob: { name: Bob Okafor, email: bob@example.com, manager: mia, slack: U0123BOB }",
    '+  alice: { name: Alice Nguyen, email: alice@example.com, phone: env:ONCALL_PHONE_ALICE, manager: mia, verified: { sms: 2026-11-24, ending: "01" } }',
    '+  bob: { name: Bob Okafor, email: bob@example.com, manager: mia, slack: U0123BOB, verified: { sms: 2026-11-24, ending: "02" } }',
  ]);
  expect([commits, stderr.endsWith("committed as 1234567\n")]).toEqual([
    ["Record that pages reach alice and bob"],
    true,
  ]);
  expect(twilio.messages.map(({ body }) => /\d{6}/.exec(String(body))?.[0])).toEqual(["111111", "222222"]);
});

test("one person's code is not accepted for the other", async () => {
  const twilio = await twilioWith();
  const answers = ["y", codeOf(twilio, ALICE, "sms"), codeOf(twilio, ALICE, "sms"), ""];
  const world = { answers, codes: ["111111", "222222"] };
  const { exit, stdout } = await verified(twilio, ["alice", "bob", "--via", "sms", "--no-record"], world);
  expect([exit, stdout.split("\n")[0]]).toEqual([1, "alice  sms  verified: the code was typed back"]);
});

test("--no-record does not change the roster", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const answers = ["y", codeOf(twilio, ALICE, "sms")];
  const { exit, stdout } = await verified(twilio, ["alice", "--via", "sms", "--no-record"], {
    answers,
    disk,
  });
  expect([exit, stdout, [...disk]]).toEqual([0, "alice  sms  verified: the code was typed back\n", []]);
});

test("answering no sends nothing", async () => {
  const twilio = await twilioWith();
  const { exit, stderr } = await verified(twilio, ["alice"], { answers: [""] });
  expect([exit, stderr]).toEqual([1, `${HEAD}? Send this? (y/N)\noncall: nothing was sent\n`]);
  expect(twilio.requests.map(({ method }) => method)).toEqual(["GET"]);
});

test("a proof that is already in the roster is not written again", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const text = EXAMPLE.replace(
    "phone: env:ONCALL_PHONE_ALICE, manager: mia }",
    'phone: env:ONCALL_PHONE_ALICE, manager: mia, verified: { sms: 2026-11-24, ending: "01" } }',
  );
  const files = { ...FILES, "/team/roster.yaml": text };
  const answers = ["y", codeOf(twilio, ALICE, "sms")];
  const { exit, stderr } = await verified(twilio, ["alice", "--via", "sms"], { answers, disk, files });
  expect([exit, stderr.endsWith("already recorded in roster.yaml\n"), [...disk]]).toEqual([0, true, []]);
});

test("^C at the code: the call was hung up, the text is with the carrier, and what was proven is noted", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const answers = [
    "y",
    codeOf(twilio, ALICE, "sms"),
    () => (twilio.phone(ALICE).code("voice") === undefined ? undefined : "^C"),
  ];
  const { exit, stdout, stderr } = await verified(twilio, ["alice"], { answers, disk });
  expect([exit, stdout.split("\n").slice(0, 2)]).toEqual([
    130,
    ["alice  sms    verified: the code was typed back", "alice  voice  stopped: the call was hung up"],
  ]);
  expect(stderr.endsWith("oncall: stopped: no more pages are sent\n")).toBe(true);
  expect(new TextDecoder().decode(disk.get("/team/roster.yaml"))).toContain(
    'verified: { sms: 2026-11-24, ending: "01" } }',
  );
  expect(twilio.calls[0]?.hungUp).toBe(true);
  const text = await twilioWith();
  const stopped = await verified(text, ["alice"], { answers: ["y", "^C"] });
  expect([stopped.exit, stopped.stdout, text.requests.filter(({ method }) => method === "POST")]).toEqual([
    130,
    "alice  sms  stopped: the text was sent, and cannot be called back\n",
    [expect.objectContaining({ status: 201 })],
  ]);
});
