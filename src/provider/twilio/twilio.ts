/** Twilio as a carrier of test pages: an account in, what sends texts and calls and tells how they stand out. */
import type { Proxies } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type Page, speechOfPage, textOfPage } from "../../proof/words.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Pager, Sending, Sent } from "../paging.ts";
import type { Account } from "./account.ts";
import { type Client, clientOf, failureOf, faultOf, twilioSdk } from "./client.ts";
import { CODES, reasonOf, toldWith } from "./codes.ts";
import { twimlOf } from "./speech.ts";
import { standingOfCall, standingOfMessage } from "./standing.ts";

/** Seconds. */
const TEXT_VALID = 600;
const RINGS = 30;
const CALL_MOST = 90;

const OVER = ["completed", "busy", "no-answer", "failed", "canceled"];

export async function twilioAt(account: Account, proxies: Proxies): Promise<Pager> {
  const sdk = await twilioSdk();
  const client = await clientOf(sdk, account, proxies);
  const { from, service } = account;
  return {
    account: () => accountInWords(client, account),
    async send(channel, to, page) {
      try {
        if (channel === "sms") {
          const sender = service === undefined ? { from: from ?? "" } : { messagingServiceSid: service };
          const body = textOfPage(page);
          const { sid } = await client.messages.create({ to, ...sender, body, validityPeriod: TEXT_VALID });
          return followed(sid, textOn(client, sid));
        }
        const call = await client.calls.create({
          to,
          from: from ?? "",
          twiml: twimlOf(new sdk.twiml.VoiceResponse(), speechOfPage(page)),
          timeout: RINGS,
          timeLimit: CALL_MOST,
          machineDetection: "Enable",
        });
        return followed(call.sid, callOn(client, call.sid));
      } catch (error) {
        return notSent(error);
      }
    },
  };
}

/** What has no id of Twilio's was not taken by Twilio, or nobody knows as what. */
function followed(sid: unknown, sent: Sent): Sending {
  if (typeof sid === "string" && /^(SM|MM|CA)[0-9a-fA-F]{32}$/.test(sid)) return { kind: "sent", ...sent };
  return unknownBecause("what answers there is not Twilio");
}

function unknownBecause(reason: string): Sending {
  return {
    kind: "unknown",
    says: `Twilio did not say whether it took the page: ${reason}`,
    help: "it was not sent a second time; if no code comes, try again in a minute",
  };
}

/** The TwiML of a call, for whoever wants to see it before. */
export async function twimlOfPage(page: Page): Promise<string> {
  const sdk = await twilioSdk();
  return twimlOf(new sdk.twiml.VoiceResponse(), speechOfPage(page));
}

async function accountInWords(client: Client, { sid, isApiKey }: Account): ReturnType<Pager["account"]> {
  const short = `${sid.slice(0, 2)}…${sid.slice(-4)}`;
  try {
    const { friendlyName, type, status } = await client.api.v2010.accounts(sid).fetch();
    if (typeof status !== "string") throw new TypeError("no account");
    if (status !== "active") {
      const { says, help } = reasonOf(20005);
      throw new Fault(EXIT.service, says, help);
    }
    const isTrial = type === "Trial";
    return {
      says: `account ${short} ${JSON.stringify(maskPhones(friendlyName))}${isTrial ? ", a trial" : ""}`,
      warning: isTrial
        ? "a trial account sends Twilio's own texts only, to numbers verified there: this one will be refused"
        : undefined,
    };
  } catch (error) {
    if (error instanceof Fault) throw error;
    const failure = failureOf(error);
    // A key may be let to send and not to see the account: the sending itself tells.
    if (failure.kind === "refused" && isApiKey && failure.status !== 429)
      return { says: `account ${short}`, warning: undefined };
    const says =
      failure.kind === "refused"
        ? `Twilio answers ${failure.status}`
        : `Twilio cannot be reached: ${failure.reason}`;
    throw faultOf(failure) ?? new Fault(EXIT.service, says, "try again later");
  }
}

/** Throws where it is the account that may not. */
function notSent(error: unknown): Sending {
  const failure = failureOf(error);
  const fault = faultOf(failure);
  if (fault !== undefined) throw fault;
  if (failure.kind !== "refused") return unknownBecause(failure.reason);
  const { code, status } = failure;
  const reason =
    code === undefined
      ? {
          says: `Twilio refuses it with ${status}, and does not say why`,
          help: "see the logs in its console",
        }
      : reasonOf(code);
  return { kind: "refused", ...toldWith(code, reason) };
}

function textOn(client: Client, sid: string): Sent {
  return {
    look: () =>
      looked(async () => {
        const { status, errorCode } = await client.messages(sid).fetch();
        return standingOfMessage({ status, errorCode });
      }),
    hangUp: async () => false,
  };
}

function callOn(client: Client, sid: string): Sent {
  return {
    look: () =>
      looked(async () => {
        const { status, answeredBy } = await client.calls(sid).fetch();
        const errorCode = status === "failed" ? await whyFailed(client, sid) : undefined;
        return standingOfCall({ status, answeredBy, errorCode });
      }),
    async hangUp() {
      // Before it is answered, "completed" ends a call as well. Repeated freely: a call is over once.
      for (let attempt = 0; attempt < 3; attempt += 1) {
        try {
          const { status } = await client.calls(sid).update({ status: "completed" });
          if (OVER.includes(status)) return true;
        } catch (error) {
          if (failureOf(error).kind === "refused") return isOver(client, sid);
        }
      }
      return isOver(client, sid);
    },
  };
}

async function isOver(client: Client, sid: string): Promise<boolean> {
  try {
    return OVER.includes((await client.calls(sid).fetch()).status);
  } catch (error) {
    failureOf(error);
    return false;
  }
}

/** The call says no more than that it failed; what was wrong with what it says stands beside it. */
async function whyFailed(client: Client, sid: string): Promise<number | undefined> {
  try {
    const notes = await client.calls(sid).notifications.list({ limit: 20 });
    const codes = notes.map(({ errorCode }) => Number(errorCode)).filter((code) => code > 0);
    return codes.find((code) => CODES.has(code)) ?? codes[0];
  } catch (error) {
    failureOf(error);
    return undefined;
  }
}

/** What a look comes to where it fails: the page is on its way all the same. */
async function looked(look: () => ReturnType<Sent["look"]>): ReturnType<Sent["look"]> {
  try {
    return await look();
  } catch (error) {
    const failure = failureOf(error);
    // Reads may lag behind writes.
    if (failure.kind !== "refused" || failure.status === 404 || failure.status === 429) return undefined;
    const { says } = toldWith(failure.code, {
      says: "Twilio does not let these credentials see how it stands",
    });
    return { says, stage: "unsure", isVoid: false, isFinal: true, isUnseen: true };
  }
}
