/** Tests every way in which a test page can fail: the message, the help, and that no proof is recorded. */
import { expect, test } from "vitest";
import type { SmsFate, VoiceFate } from "../fake/twilio/model.ts";
import { ALICE, twilioWith, verified, WAITS } from "./verify-world.ts";

const LATE =
  "check whether the phone filters texts from unknown senders, and whether the number in the roster is right";

/** What is typed unless the question ends first; the outcome; what to do. */
test.each([
  ["delivered", "", "no code came (Twilio has accepted it)", LATE],
  [
    "sent",
    WAITS,
    "the code was not typed within 10 minutes (sent to the carrier, which has not confirmed delivery)",
    "run it again, for a new code",
  ],
  [
    "silent",
    WAITS,
    "the code was not typed within 10 minutes (queued at Twilio)",
    "run it again, for a new code",
  ],
  [
    { undelivered: 30003 },
    WAITS,
    "not delivered: the phone is off or out of reach (Twilio 30003)",
    "turn it on where it has a signal and try again: a page at night would not have arrived either",
  ],
  [
    { failed: 30001 },
    WAITS,
    "not sent: too many texts are waiting to be sent (Twilio 30001)",
    "try again in a few minutes",
  ],
  [
    { undelivered: 39999 },
    WAITS,
    "not delivered: Twilio gives only a code (Twilio 39999)",
    "see https://www.twilio.com/docs/errors/39999",
  ],
  [
    { refused: 21610 },
    WAITS,
    "this phone has replied STOP to our texts (Twilio 21610)",
    "send START from that phone to the number that pages come from",
  ],
] satisfies readonly (readonly [SmsFate, string | (() => undefined), string, string])[])(
  "a text that is %j",
  async (sms, typed, says, help) => {
    const twilio = await twilioWith({ phones: { [ALICE]: { sms } } });
    const disk = new Map<string, Uint8Array>();
    const answer = await verified(twilio, ["alice", "--via", "sms"], { answers: ["y", typed], disk });
    expect([answer.exit, answer.stdout]).toEqual([1, `alice  sms  not verified: ${says}\n`]);
    expect(answer.stderr).toContain(`help: alice, sms: ${help}\n`);
    expect([...disk]).toEqual([]);
  },
);

const NO_DISTURB =
  "check that it rings aloud and is within reach; Do Not Disturb has to let our number through";

test.each([
  ["no-answer", "it rang, and nobody answered", NO_DISTURB, false],
  ["busy", "busy: the phone was in use, or it rejects calls", "try again when it is free", false],
  [
    "failed",
    "the call could not be connected",
    "the number may be wrong, or its carrier rejects our calls: call it from another phone",
    false,
  ],
  [
    "machine",
    "answered by voicemail: the code is void",
    "a page at night would end there too: find out why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail answers",
    true,
  ],
  [
    "machine-end",
    "answered by voicemail: the code is void",
    "a page at night would end there too: find out why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail answers",
    true,
  ],
  [
    "fax",
    "answered by a fax machine: the code is void",
    "a page at night would end there too: find out why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail answers",
    true,
  ],
  ["rings", "the code was not typed within 10 minutes (ringing)", "run it again, for a new code", true],
  [
    { refused: 21216 },
    "Twilio does not let this account call this number: it is blocked, or the account has no approved Primary Customer Profile (Twilio 21216)",
    "ask the owner of the Twilio account to get the profile approved, or ask Twilio's support if it already is",
    false,
  ],
] satisfies readonly (readonly [VoiceFate, string, string, boolean])[])(
  "a call with %j",
  async (voice, says, help, isHungUp) => {
    const twilio = await twilioWith({ phones: { [ALICE]: { voice } } });
    const disk = new Map<string, Uint8Array>();
    const answer = await verified(twilio, ["alice", "--via", "voice"], { answers: ["y", WAITS], disk });
    expect([answer.exit, answer.stdout]).toEqual([1, `alice  voice  not verified: ${says}\n`]);
    expect(answer.stderr).toContain(`help: alice, voice: ${help}\n`);
    expect([twilio.calls.some(({ hungUp }) => hungUp), [...disk]]).toEqual([isHungUp, []]);
  },
);
