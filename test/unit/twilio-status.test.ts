/** Tests how each status of a message or a call is described, and what it is worth as a proof. */
import { expect, test } from "vitest";
import { describeCall, describeMessage } from "../../src/provider/twilio/status.ts";

// All of the enum but receiving and received, which belong to incoming texts.
test.each([
  ["accepted", null, "moving", false, "queued at Twilio"],
  ["scheduled", null, "moving", false, "queued at Twilio"],
  ["queued", null, "moving", false, "queued at Twilio"],
  ["sending", null, "moving", false, "Twilio is sending it"],
  ["sent", null, "moving", false, "sent to the carrier, which has not confirmed delivery"],
  ["delivered", null, "reached", true, "delivered, says the carrier"],
  ["read", null, "reached", true, "delivered, says the carrier"],
  ["undelivered", 30003, "failed", true, "not delivered: the phone is off or out of reach (Twilio 30003)"],
  ["failed", 30001, "failed", true, "not sent: too many texts are waiting to be sent (Twilio 30001)"],
  ["undelivered", null, "failed", true, "not delivered: Twilio does not say why"],
  ["canceled", null, "failed", true, "canceled at Twilio"],
  ["partially_delivered", null, "moving", false, "Twilio says partially_delivered"],
] as const)("a message that is %s (%s)", (status, errorCode, stage, isFinal, text) => {
  const { help, ...described } = describeMessage({ status, errorCode });
  expect(described).toEqual({ text, stage, isVoid: false, isFinal });
  expect(help !== undefined).toBe(stage === "failed");
});

test.each([
  ["queued", null, "moving", false, false, "queued at Twilio"],
  ["ringing", null, "moving", false, false, "ringing"],
  ["in-progress", null, "moving", false, false, "answered: listening for a person or a machine"],
  ["in-progress", "human", "moving", false, false, "answered by a person"],
  [
    "in-progress",
    "unknown",
    "moving",
    false,
    false,
    "answered: Twilio cannot tell whether by a person or a machine",
  ],
  ["in-progress", "machine_start", "failed", true, false, "answered by voicemail: the code is void"],
  ["completed", "machine_end_beep", "failed", true, true, "answered by voicemail: the code is void"],
  ["in-progress", "machine_end_silence", "failed", true, false, "answered by voicemail: the code is void"],
  ["completed", "machine_end_other", "failed", true, true, "answered by voicemail: the code is void"],
  ["in-progress", "fax", "failed", true, false, "answered by a fax machine: the code is void"],
  ["completed", "human", "reached", false, true, "answered by a person; the call is over"],
  ["completed", "unknown", "unsure", false, true, "answered, perhaps by voicemail; the call is over"],
  ["completed", null, "unsure", false, true, "answered, perhaps by voicemail; the call is over"],
  ["busy", null, "failed", false, true, "busy: the phone was in use, or it rejects calls"],
  ["no-answer", null, "failed", false, true, "it rang, and nobody answered"],
  ["canceled", null, "failed", false, true, "the call was ended before it was answered"],
  ["failed", null, "failed", false, true, "the call could not be connected"],
  ["odd", null, "moving", false, false, "Twilio says odd"],
] as const)("a call that is %s, answered by %s", (status, answeredBy, stage, isVoid, isFinal, text) => {
  const { help, ...described } = describeCall({ status, answeredBy, errorCode: undefined });
  expect(described).toEqual({ text, stage, isVoid, isFinal });
  expect(help !== undefined).toBe(stage === "failed");
});

test("a call that fails because of its TwiML is explained", () => {
  expect(describeCall({ status: "failed", answeredBy: null, errorCode: 12100 }).text).toBe(
    "Twilio could not read what the call should say (Twilio 12100)",
  );
});
