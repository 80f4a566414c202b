/** A message or a call as Twilio tells of it in, how the page stands in plain words out (twilio.md 3.2 and 3.5). */
import type { Standing } from "../../proof/model.ts";
import { reasonOf, toldWith } from "./codes.ts";

export interface MessageState {
  readonly status: string;
  readonly errorCode: number | null;
}

export function standingOfMessage({ status, errorCode }: MessageState): Standing {
  const moving = (says: string): Standing => ({ says, stage: "moving", isVoid: false, isFinal: false });
  switch (status) {
    case "accepted":
    case "queued":
    case "scheduled":
      return moving("queued at Twilio");
    case "sending":
      return moving("Twilio is sending it");
    case "sent":
      // Some carriers never say more.
      return moving("sent: the carrier has it, and has not said that it arrived");
    case "delivered":
    case "read":
      return {
        says: "delivered: the carrier says that it arrived",
        stage: "reached",
        isVoid: false,
        isFinal: true,
      };
    case "canceled":
      return failed("canceled: somebody has stopped it at Twilio", "try again");
    case "undelivered":
    case "failed": {
      const code = errorCode ?? undefined;
      const { says, help } = toldWith(code, reasonOf(code));
      return failed(`${status === "failed" ? "not sent" : "not delivered"}: ${says}`, help);
    }
    default:
      return moving(`Twilio says ${status}`);
  }
}

export interface CallState {
  readonly status: string;
  readonly answeredBy: string | null;
  /** Of what was wrong with what it says; the call itself has no code. */
  readonly errorCode: number | undefined;
}

/** A machine that answers voids the code at once: it is spoken to whatever listens (twilio.md 3.5). */
export function standingOfCall({ status, answeredBy, errorCode }: CallState): Standing {
  const machine =
    answeredBy?.startsWith("machine") === true ? "voicemail" : answeredBy === "fax" ? "a fax" : undefined;
  if (machine !== undefined)
    return {
      says: `answered by ${machine}: the code is void`,
      help: "at night it would have been the same: see why the phone did not ring (Do Not Disturb, no signal), and let it ring longer before voicemail takes the call",
      stage: "failed",
      isVoid: true,
      isFinal: status !== "queued" && status !== "ringing" && status !== "in-progress",
    };
  const moving = (says: string): Standing => ({ says, stage: "moving", isVoid: false, isFinal: false });
  switch (status) {
    case "queued":
      return moving("queued at Twilio");
    case "ringing":
      return moving("ringing");
    case "in-progress":
      if (answeredBy === null) return moving("answered: listening whether by a person or a machine");
      return moving(
        answeredBy === "human"
          ? "answered by a person"
          : "answered: by a person or a machine, Twilio cannot tell",
      );
    case "completed":
      if (answeredBy === "human")
        return { says: "answered by a person, and over", stage: "reached", isVoid: false, isFinal: true };
      return {
        says: "the line was answered, perhaps by voicemail, and the call is over",
        stage: "unsure",
        isVoid: false,
        isFinal: true,
      };
    case "busy":
      return failed("busy: somebody is on that phone, or it turns calls away", "try again when it is free");
    case "no-answer":
      return failed(
        "it rang, and nobody answered",
        "see that it rings aloud and is within reach; Do Not Disturb has to let our number through",
      );
    case "canceled":
      return failed("the call was ended before anybody answered", "try again");
    case "failed": {
      const { says, help } = toldWith(errorCode, errorCode === undefined ? UNCONNECTED : reasonOf(errorCode));
      return failed(says, help);
    }
    default:
      return moving(`Twilio says ${status}`);
  }
}

const UNCONNECTED = {
  says: "the call could not be connected",
  help: "the number may be wrong, or the phone's carrier does not take our calls: call it from another phone",
};

function failed(says: string, help: string | undefined): Standing {
  return { says, help, stage: "failed", isVoid: false, isFinal: true };
}
