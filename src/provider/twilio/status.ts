/** Puts the status of a message or a call into plain words. */
import type { DeliveryStatus } from "../../proof/model.ts";
import { explainCode, withCode } from "./error-codes.ts";

export interface MessageState {
  readonly status: string;
  readonly errorCode: number | null;
}

export function describeMessage({ status, errorCode }: MessageState): DeliveryStatus {
  switch (status) {
    case "accepted":
    case "queued":
    case "scheduled":
      return describeMoving("queued at Twilio");
    case "sending":
      return describeMoving("Twilio is sending it");
    case "sent":
      // The last word of some carriers.
      return describeMoving("sent to the carrier, which has not confirmed delivery");
    case "delivered":
    case "read":
      return { text: "delivered, says the carrier", stage: "reached", isVoid: false, isFinal: true };
    case "canceled":
      return describeFailure("canceled at Twilio", "try again");
    case "undelivered":
    case "failed": {
      const code = errorCode ?? undefined;
      const { text, help } = withCode(code, explainCode(code));
      return describeFailure(`${status === "failed" ? "not sent" : "not delivered"}: ${text}`, help);
    }
    default:
      return describeMoving(`Twilio says ${status}`);
  }
}

export interface CallState {
  readonly status: string;
  readonly answeredBy: string | null;
  /** From the call's notifications; the call itself has no code. */
  readonly errorCode: number | undefined;
}

/** A machine that answers voids the code at once: it is spoken to whoever or whatever listens. */
export function describeCall({ status, answeredBy, errorCode }: CallState): DeliveryStatus {
  const machine =
    answeredBy?.startsWith("machine") === true
      ? "voicemail"
      : answeredBy === "fax"
        ? "a fax machine"
        : undefined;
  if (machine !== undefined)
    return {
      text: `answered by ${machine}: the code is void`,
      help: "a page at night would end there too: find out why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail answers",
      stage: "failed",
      isVoid: true,
      isFinal: status !== "queued" && status !== "ringing" && status !== "in-progress",
    };
  switch (status) {
    case "queued":
      return describeMoving("queued at Twilio");
    case "ringing":
      return describeMoving("ringing");
    case "in-progress":
      if (answeredBy === null) return describeMoving("answered: listening for a person or a machine");
      return describeMoving(
        answeredBy === "human"
          ? "answered by a person"
          : "answered: Twilio cannot tell whether by a person or a machine",
      );
    case "completed":
      if (answeredBy === "human")
        return {
          text: "answered by a person; the call is over",
          stage: "reached",
          isVoid: false,
          isFinal: true,
        };
      return {
        text: "answered, perhaps by voicemail; the call is over",
        stage: "unsure",
        isVoid: false,
        isFinal: true,
      };
    case "busy":
      return describeFailure("busy: the phone was in use, or it rejects calls", "try again when it is free");
    case "no-answer":
      return describeFailure(
        "it rang, and nobody answered",
        "check that it rings aloud and is within reach; Do Not Disturb has to let our number through",
      );
    case "canceled":
      return describeFailure("the call was ended before it was answered", "try again");
    case "failed": {
      const { text, help } = withCode(
        errorCode,
        errorCode === undefined ? UNCONNECTED : explainCode(errorCode),
      );
      return describeFailure(text, help);
    }
    default:
      return describeMoving(`Twilio says ${status}`);
  }
}

const UNCONNECTED = {
  text: "the call could not be connected",
  help: "the number may be wrong, or its carrier rejects our calls: call it from another phone",
};

function describeMoving(text: string): DeliveryStatus {
  return { text, stage: "moving", isVoid: false, isFinal: false };
}

function describeFailure(text: string, help: string | undefined): DeliveryStatus {
  return { text, help, stage: "failed", isVoid: false, isFinal: true };
}
