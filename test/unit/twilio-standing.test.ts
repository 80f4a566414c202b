/** How a page stands by each status that Twilio has for a message or a call, and what that is worth as a proof. */
import { expect, test } from "vitest";
import { standingOfCall, standingOfMessage } from "../../src/provider/twilio/standing.ts";

// The statuses of the enum; receiving and received are of texts that come in.
test.each([
  ["accepted", null, "moving", false, "queued at Twilio"],
  ["scheduled", null, "moving", false, "queued at Twilio"],
  ["queued", null, "moving", false, "queued at Twilio"],
  ["sending", null, "moving", false, "Twilio is sending it"],
  ["sent", null, "moving", false, "sent: the carrier has it, and has not said that it arrived"],
  ["delivered", null, "reached", true, "delivered: the carrier says that it arrived"],
  ["read", null, "reached", true, "delivered: the carrier says that it arrived"],
  ["undelivered", 30003, "failed", true, "not delivered: the phone is off or out of reach (Twilio 30003)"],
  ["failed", 30001, "failed", true, "not sent: too many texts wait to be sent (Twilio 30001)"],
  ["undelivered", null, "failed", true, "not delivered: Twilio does not say why"],
  ["canceled", null, "failed", true, "canceled: somebody has stopped it at Twilio"],
  ["partially_delivered", null, "moving", false, "Twilio says partially_delivered"],
] as const)("a message that is %s (%s)", (status, errorCode, stage, isFinal, says) => {
  const { help, ...standing } = standingOfMessage({ status, errorCode });
  expect(standing).toEqual({ says, stage, isVoid: false, isFinal });
  expect(help !== undefined).toBe(stage === "failed");
});

test.each([
  ["queued", null, "moving", false, false, "queued at Twilio"],
  ["ringing", null, "moving", false, false, "ringing"],
  ["in-progress", null, "moving", false, false, "answered: listening whether by a person or a machine"],
  ["in-progress", "human", "moving", false, false, "answered by a person"],
  [
    "in-progress",
    "unknown",
    "moving",
    false,
    false,
    "answered: by a person or a machine, Twilio cannot tell",
  ],
  ["in-progress", "machine_start", "failed", true, false, "answered by voicemail: the code is void"],
  ["completed", "machine_end_beep", "failed", true, true, "answered by voicemail: the code is void"],
  ["in-progress", "machine_end_silence", "failed", true, false, "answered by voicemail: the code is void"],
  ["completed", "machine_end_other", "failed", true, true, "answered by voicemail: the code is void"],
  ["in-progress", "fax", "failed", true, false, "answered by a fax: the code is void"],
  ["completed", "human", "reached", false, true, "answered by a person, and over"],
  [
    "completed",
    "unknown",
    "unsure",
    false,
    true,
    "the line was answered, perhaps by voicemail, and the call is over",
  ],
  [
    "completed",
    null,
    "unsure",
    false,
    true,
    "the line was answered, perhaps by voicemail, and the call is over",
  ],
  ["busy", null, "failed", false, true, "busy: somebody is on that phone, or it turns calls away"],
  ["no-answer", null, "failed", false, true, "it rang, and nobody answered"],
  ["canceled", null, "failed", false, true, "the call was ended before anybody answered"],
  ["failed", null, "failed", false, true, "the call could not be connected"],
  ["odd", null, "moving", false, false, "Twilio says odd"],
] as const)("a call that is %s, answered by %s", (status, answeredBy, stage, isVoid, isFinal, says) => {
  const { help, ...standing } = standingOfCall({ status, answeredBy, errorCode: undefined });
  expect(standing).toEqual({ says, stage, isVoid, isFinal });
  expect(help !== undefined).toBe(stage === "failed");
});

test("a call that failed because of what it was to say tells so", () => {
  expect(standingOfCall({ status: "failed", answeredBy: null, errorCode: 12100 }).says).toBe(
    "Twilio could not read what the call was to say (Twilio 12100)",
  );
});
