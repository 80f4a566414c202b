/** Tests every way in which a test page can fail: the message, the help, and that no proof is recorded. */
import { expect, test } from "vitest";
import type { SmsFate, VoiceFate } from "../fake/twilio/model.ts";
import { ALICE, twilioWith, verified, WAITS } from "./verified.ts";

const LATE =
  "see whether the phone files texts of unknown senders away, and whether the number in the roster is right";

/** What is typed unless the question ends first; the outcome; what to do. */
test.each([
  ["delivered", "", "no code came (Twilio has accepted it)", LATE],
  [
    "sent",
    WAITS,
    "the code was not typed within 10 minutes (sent: the carrier has it, and has not said that it arrived)",
    "run it again: it sends a new code",
  ],
  [
    "silent",
    WAITS,
    "the code was not typed within 10 minutes (queued at Twilio)",
    "run it again: it sends a new code",
  ],
  [
    { undelivered: 30003 },
    WAITS,
    "not delivered: the phone is off or out of reach (Twilio 30003)",
    "switch it on where it has a signal, and try again: at night a page would not have reached it either",
  ],
  [
    { failed: 30001 },
    WAITS,
    "not sent: too many texts wait to be sent (Twilio 30001)",
    "try again in some minutes",
  ],
  [
    { undelivered: 39999 },
    WAITS,
    "not delivered: Twilio gives a code for it (Twilio 39999)",
    "see https://www.twilio.com/docs/errors/39999",
  ],
  [
    { refused: 21610 },
    WAITS,
    "whoever has this phone has replied STOP to our texts (Twilio 21610)",
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
  "see that it rings aloud and is within reach; Do Not Disturb has to let our number through";

test.each([
  ["no-answer", "it rang, and nobody answered", NO_DISTURB, false],
  ["busy", "busy: somebody is on that phone, or it turns calls away", "try again when it is free", false],
  [
    "failed",
    "the call could not be connected",
    "the number may be wrong, or the phone's carrier does not take our calls: call it from another phone",
    false,
  ],
  [
    "machine",
    "answered by voicemail: the code is void",
    "at night it would have been the same: see why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail takes the call",
    true,
  ],
  [
    "machine-end",
    "answered by voicemail: the code is void",
    "at night it would have been the same: see why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail takes the call",
    true,
  ],
  [
    "fax",
    "answered by a fax: the code is void",
    "at night it would have been the same: see why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail takes the call",
    true,
  ],
  ["rings", "the code was not typed within 10 minutes (ringing)", "run it again: it sends a new code", true],
  [
    { refused: 21216 },
    "Twilio does not let this account call this number: it is blocked, or the account has no valid Primary Customer Profile (Twilio 21216)",
    "whoever has the Twilio account gets the profile approved, and asks Twilio's support if it is",
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
