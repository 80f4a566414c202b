/** Tests how a proof is recorded if the file has changed, what --dry-run shows, and a hang-up that fails. */
import { expect, test } from "vitest";
import type { Fault } from "../fake/twilio/faults.mjs";
import { ALICE, codeOf, FILES, type Twilio, twilioWith, verified } from "./verify-world.ts";
import { EXAMPLE } from "./world.ts";

/** Somebody rewrites the roster before the code is typed. */
async function meanwhile(twilio: Twilio, text: string) {
  const disk = new Map<string, Uint8Array>();
  const answers = [
    "y",
    (drawn: readonly string[] = []) => {
      disk.set("/team/roster.yaml", new TextEncoder().encode(text));
      return codeOf(twilio, ALICE, "sms")(drawn);
    },
  ];
  const answer = await verified(twilio, ["alice", "--via", "sms"], { answers, disk });
  return { ...answer, text: new TextDecoder().decode(disk.get("/team/roster.yaml")) };
}

test("what somebody wrote in the meantime stays", async () => {
  const entry =
    '  - { cover: bob, by: dave, shift: 2026-12-21, role: primary, approved_by: mia, reason: "a trip" }\n';
  const after = EXAMPLE.replace("\n# Who is alerted", `${entry}\n# Who is alerted`);
  const { exit, text } = await meanwhile(await twilioWith(), after);
  expect([exit, text]).toEqual([
    0,
    after.replace("manager: mia }", 'manager: mia, verified: { sms: 2026-11-24, ending: "01" } }'),
  ]);
});

test("the date of a proof is today in the roster's zone", async () => {
  const twilio = await twilioWith();
  const disk = new Map<string, Uint8Array>();
  const answers = ["y", codeOf(twilio, ALICE, "sms")];
  const world = { answers, disk, now: "2026-11-25T01:30:00Z", viewer: "Europe/Berlin" };
  expect((await verified(twilio, ["alice", "--via", "sms"], world)).exit).toBe(0);
  expect(new TextDecoder().decode(disk.get("/team/roster.yaml"))).toBe(
    EXAMPLE.replace("manager: mia }", 'manager: mia, verified: { sms: 2026-11-24, ending: "01" } }'),
  );
});

test("an old proof is replaced, and that of the other channel stays", async () => {
  const old = 'manager: mia, verified: { sms: 2026-10-01, voice: 2026-11-01, ending: "01" } }';
  const before = EXAMPLE.replace("manager: mia }", old);
  const { exit, text } = await meanwhile(await twilioWith(), before);
  expect([exit, text]).toEqual([0, before.replace("sms: 2026-10-01", "sms: 2026-11-24")]);
});

test.each(["sms: 2026-11-01", "sms: 2026-11-24"])(
  "a proof in the private file, %s, overrides the recorded one, and a note says so if they differ",
  async (old) => {
    const disk = new Map<string, Uint8Array>();
    const twilio = await twilioWith();
    const { exit, stderr } = await verified(twilio, ["alice", "--via", "sms"], {
      answers: ["y", codeOf(twilio, ALICE, "sms")],
      disk,
      files: {
        "/team/roster.yaml": EXAMPLE,
        "/team/roster.private.yaml": `people:\n  alice: { phone: "${ALICE}", verified: { ${old}, ending: "01" } }\n`,
      },
    });
    expect(exit).toBe(0);
    expect(new TextDecoder().decode(disk.get("/team/roster.yaml"))).toContain("verified: { sms: 2026-11-24");
    expect(stderr.includes("the private file has a `verified` of alice, which hides this one")).toBe(
      old !== "sms: 2026-11-24",
    );
  },
);

test("nothing is recorded for somebody who is no longer in the roster, and the message shows the lost proof", async () => {
  const gone = `version: 1
team: T
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [b, c] }
people: { b: { name: B }, c: { name: C } }
`;
  const { exit, stdout, stderr, text } = await meanwhile(await twilioWith(), gone);
  expect([exit, stdout, text]).toEqual([5, "alice  sms  verified: the code was typed back\n", gone]);
  expect(stderr.split("\n").slice(-3)).toEqual([
    "oncall: roster.yaml cannot record it: `people` does not name `alice`",
    'the pages arrived, but that is not recorded; to record it by hand, write alice: verified: { sms: 2026-11-24, ending: "01" }',
    "",
  ]);
});

test("a roster that can no longer be read is reported, with the proof", async () => {
  const { exit, stdout, stderr } = await meanwhile(await twilioWith(), "version: 1\nteam: [\n");
  expect([exit, stdout]).toEqual([3, "alice  sms  verified: the code was typed back\n"]);
  expect(stderr).toContain("oncall: roster.yaml is invalid: ");
});

test("--dry-run shows the text with its segments and the words of a call", async () => {
  const twilio = await twilioWith();
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--dry-run"], { tty: false });
  const digits = [..."123456"]
    .map((digit) => `<say-as interpret-as="digits">${digit}</say-as><break time="400ms"/>`)
    .join("");
  const say = (text: string) => `<Say voice="Polly.Joanna" language="en-US">${text}</Say>\n`;
  expect([exit, stderr, twilio.requests]).toEqual([
    0,
    "dry run: nothing was sent, and 123456 is a made-up code\n",
    [],
  ]);
  expect(stdout).toBe(`sms to Alice Nguyen, +1 202 ••• ••01
Test page from oncall (Platform Engineering): your code is 123456. Type it at the prompt. This is only a test; no action needed.
1 segment: 128 of 160 characters in GSM-7

voice to Alice Nguyen, +1 202 ••• ••01
<?xml version="1.0" encoding="UTF-8"?><Response>
<Pause length="1"/>
${say(`Hello Alice Nguyen. This is a test page from on call, Platform Engineering. This is only a test. No action is needed. Your code is${digits}`)}<Pause length="1"/>
${say(`Again, your code is${digits}`)}<Pause length="1"/>
${say(`For the last time, your code is${digits}`)}<Pause length="1"/>
${say("Please type the 6 digits at the prompt. Goodbye.")}<Hangup/>
</Response>
1666 of 4000 characters

`);
});

test("Twilio accepts the text and the call whatever people are called", async () => {
  const long = `"${"&<>".repeat(100)}"`;
  const text = EXAMPLE.replace("name: Alice Nguyen", `name: ${long}`).replace(
    "team: Platform Engineering",
    `team: ${long}`,
  );
  const files = { ...FILES, "/team/roster.yaml": text };
  const twilio = await twilioWith();
  const { stdout } = await verified(twilio, ["alice", "--dry-run"], { tty: false, files });
  const [, length = ""] = /^(\d+) of 4000 characters$/m.exec(stdout) ?? [];
  expect([Number(length) > 1656, Number(length) <= 4000]).toEqual([true, true]);
  const answers = ["y", codeOf(twilio, ALICE, "voice")];
  const called = await verified(twilio, ["alice", "--via", "voice", "--no-record"], { answers, files });
  expect([called.exit, twilio.calls.length]).toEqual([0, 1]);
});

/** The third request, after the account and the call, hangs up. */
test.each([
  ["cut once", [{ at: { write: 2 }, does: "cut", when: "before" }], "the call was hung up"],
  [
    "done, and its answer lost",
    [{ at: { write: 2 }, times: 3, does: "cut", when: "after" }],
    "the call was hung up",
  ],
  [
    "cut again and again",
    [{ at: ({ write, method }) => method === "POST" && write > 1, times: 9, does: "cut", when: "before" }],
    "the call could not be hung up; it ends by itself within two minutes",
  ],
] satisfies readonly (readonly [string, readonly Fault[], string])[])(
  "a hang-up that is %s",
  async (_, faults, says) => {
    const twilio = await twilioWith({ phones: { [ALICE]: { voice: "rings" } }, faults });
    const ctrlC = (drawn: readonly string[] = []) => (drawn.includes("ringing") ? "^C" : undefined);
    const { exit, stdout } = await verified(twilio, ["alice", "--via", "voice"], { answers: ["y", ctrlC] });
    expect([exit, stdout]).toEqual([130, `alice  voice  stopped: ${says}\n`]);
  },
);
