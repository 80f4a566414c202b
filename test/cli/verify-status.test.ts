/** Tests `oncall verify-notifications` without a terminal: it reports delivery, verifies nothing and records nothing. */
import { expect, test } from "vitest";
import type { SmsFate, VoiceFate } from "../fake/twilio/model.ts";
import { ACCOUNT, ALICE, BOB, FILES, twilioWith, verified } from "./verify-world.ts";
import { EXAMPLE } from "./world.ts";

const ALONE = "by status alone: no code was typed back, so nothing is verified\n";

async function byStatus(phones: { sms?: SmsFate; voice?: VoiceFate }, args: readonly string[]) {
  const twilio = await twilioWith({ phones: { [ALICE]: phones } });
  const disk = new Map<string, Uint8Array>();
  const answer = await verified(twilio, ["alice", "--yes", ...args], { tty: false, disk });
  return { ...answer, twilio, disk };
}

test("a text is delivered and a call is answered by a person", async () => {
  const { exit, stdout, stderr, disk } = await byStatus({}, []);
  expect({ exit, stdout, noted: [...disk] }).toEqual({
    exit: 0,
    stdout: `alice  sms    delivered, says the carrier
alice  voice  answered by a person; the call is over
`,
    noted: [],
  });
  expect(
    stderr.replace(/ in \d+ s:/, " in N s:"),
  ).toBe(`/team/roster.yaml, team Platform Engineering → Twilio, account AC…0001 "Platform", from +1 202 ••• ••99

alice  Alice Nguyen  sms and voice  +1 202 ••• ••01  10:00 there

sms to Alice Nguyen, +1 202 ••• ••01
  Twilio is sending it
  sent to the carrier, which has not confirmed delivery
  delivered, says the carrier
voice to Alice Nguyen in N s: one page a minute to each number
voice to Alice Nguyen, +1 202 ••• ••01
  ringing
  answered: listening for a person or a machine
  answered by a person
  answered by a person; the call is over
${ALONE}`);
});

test("a number gets one page a minute, while others get theirs", async () => {
  let passed = 0;
  const sent: (readonly [string, number])[] = [];
  const twilio = await twilioWith({
    onRequest: ({ method, form }) => {
      if (method === "POST") sent.push([String(form["To"]), passed]);
    },
  });
  await verified(twilio, ["alice", "bob", "--yes"], {
    tty: false,
    onSleep: (ms) => {
      passed += ms;
    },
  });
  const since = (number: string) => {
    const times = sent.flatMap(([to, at]) => (to === number ? [at] : []));
    return times.map((at) => at - (times[0] ?? 0));
  };
  expect(since(ALICE)).toEqual([0, 60_000]);
  expect([sent.map(([to]) => to), since(BOB).length]).toEqual([[ALICE, BOB, ALICE, BOB], 2]);
  expect(since(BOB)[1]).toBeGreaterThanOrEqual(60_000);
});

test("the names of the roster and the account cannot control a CI runner or a terminal", async () => {
  const twilio = await twilioWith({ account: { ...ACCOUNT, name: "a\u001b[2J\n::error::b" } });
  const text = EXAMPLE.replace("name: Alice Nguyen", 'name: "::add-mask::Al"').replace(
    "team: Platform Engineering",
    'team: "##[error]Team"',
  );
  const world = { tty: false, files: { ...FILES, "/team/roster.yaml": text } };
  const sent = await verified(twilio, ["alice", "--via", "sms", "--yes"], world);
  const shown = await verified(twilio, ["alice", "--dry-run"], world);
  expect([sent.exit, shown.exit, twilio.messages.length]).toEqual([0, 0, 1]);
  const said = [sent, shown].map(({ stdout, stderr }) => stdout + stderr).join("");
  expect(["::", "##[", "\u001b"].filter((each) => said.includes(each))).toEqual([]);
  expect(said).toContain(": :add-mask: :Al");
});

const BY_CODE = "only a code typed back would prove it: run it at a terminal, without --no-input";
const VOICEMAIL =
  "a page at night would end there too: find out why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail answers";

test.each([
  [
    "sms",
    { sms: "sent" },
    "sent to the carrier, which has not confirmed delivery, after two minutes",
    BY_CODE,
  ],
  ["sms", { sms: "silent" }, "queued at Twilio, after two minutes", BY_CODE],
  [
    "sms",
    { sms: { undelivered: 30005 } },
    "not delivered: this number is not in use (Twilio 30005)",
    "correct the number in the roster",
  ],
  [
    "sms",
    { sms: { refused: 21614 } },
    "this is not a mobile number (Twilio 21614)",
    "correct the number in the roster, or test by call: --via voice",
  ],
  ["voice", { voice: "unknown" }, "answered, perhaps by voicemail; the call is over", BY_CODE],
  ["voice", { voice: "machine" }, "answered by voicemail: the code is void", VOICEMAIL],
  ["voice", { voice: "rings" }, "ringing, after two minutes", BY_CODE],
  [
    "voice",
    { voice: "busy" },
    "busy: the phone was in use, or it rejects calls",
    "try again when it is free",
  ],
] satisfies readonly (readonly [string, { sms?: SmsFate; voice?: VoiceFate }, string, string])[])(
  "%s, %j: exit code 1",
  async (via, phones, says, help) => {
    const { exit, stdout, stderr, twilio, disk } = await byStatus(phones, ["--via", via]);
    expect([exit, stdout, [...disk]]).toEqual([1, `alice  ${via}  not verified: ${says}\n`, []]);
    expect(stderr.endsWith(`help: alice, ${via}: ${help}\n${ALONE}`)).toBe(true);
    // No call outlives the command.
    expect(twilio.calls.filter(({ status }) => status === "ringing" || status === "in-progress")).toEqual([]);
  },
);

test.each([
  ["without --yes", [], { tty: false }],
  ["at a terminal that may not ask", ["--no-input"], {}],
])("%s nothing is sent", async (_, args, world) => {
  const twilio = await twilioWith();
  const { exit, stdout, stderr } = await verified(twilio, ["alice", ...args], world);
  expect([exit, stdout, stderr.split("\n").slice(-3)]).toEqual([
    2,
    "",
    ["oncall: a test needs consent, and nobody can be asked here", "help: consent with --yes", ""],
  ]);
  expect(twilio.messages).toEqual([]);
});

test("a carrier that stops reporting is given two minutes", async () => {
  const twilio = await twilioWith({ phones: { [ALICE]: { sms: "sent" } } });
  const sleeps: number[] = [];
  await verified(twilio, ["alice", "--via", "sms", "--yes"], {
    tty: false,
    onSleep: (ms) => void sleeps.push(ms),
  });
  // Often at first, then every five seconds.
  expect(sleeps.slice(0, 6)).toEqual([1000, 1500, 2250, 3375, 5000, 5000]);
  const passed = sleeps.reduce((sum, ms) => sum + ms, 0);
  expect([passed >= 120_000, passed < 125_000]).toEqual([true, true]);
});

test("if one of several fails, the exit code is 1 and the others get their pages", async () => {
  const twilio = await twilioWith({ phones: { [ALICE]: { sms: { refused: 21610 } } } });
  const { exit, stdout } = await verified(twilio, ["alice", "bob", "--via", "sms", "--yes"], { tty: false });
  expect([exit, stdout]).toEqual([
    1,
    `alice  sms  not verified: this phone has replied STOP to our texts (Twilio 21610)
bob    sms  delivered, says the carrier
`,
  ]);
});

test.each([
  ["while it rings", ["--via", "voice"], "alice  voice  stopped: the call was hung up\n"],
  // All that is left of the minute is waited for by the second.
  [
    "in the minute between two pages",
    [],
    "alice  sms    delivered, says the carrier\nalice  voice  not sent\n",
  ],
])("interrupted %s", async (_, args, stdout) => {
  const twilio = await twilioWith({ phones: { [ALICE]: { voice: "rings" } } });
  let stop: (() => void) | undefined;
  const answer = await verified(twilio, ["alice", "--yes", ...args], {
    tty: false,
    interrupt: (told) => {
      stop = told;
    },
    onSleep: (ms) => {
      const isRinging = twilio.calls.some(({ status }) => status === "ringing");
      if (isRinging || (twilio.phone(ALICE).texts.length > 0 && ms === 1000)) stop?.();
    },
  });
  expect([answer.exit, answer.stdout]).toEqual([130, stdout]);
  expect(answer.stderr.endsWith("oncall: stopped: no more pages are sent\n")).toBe(true);
  expect(twilio.calls.map(({ hungUp }) => hungUp)).toEqual(args.length === 0 ? [] : [true]);
});
