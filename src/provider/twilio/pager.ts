/** Sends test pages through Twilio, by text and by call, and reads their status. */
import type { Proxies } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type TestPage, writeSpeech, writeText } from "../../proof/page.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Pager, SendResult, SentPage } from "../pager.ts";
import { type Client, classifyFailure, createClient, explainAccountFailure, loadSdk } from "./client.ts";
import type { TwilioAccount } from "./environment.ts";
import { CODES, explainCode, withCode } from "./error-codes.ts";
import { writeTwiml } from "./speech.ts";
import { describeCall, describeMessage } from "./status.ts";

/** Seconds. */
const TEXT_VALID = 600;
const RING_TIMEOUT = 30;
const MAX_CALL = 90;

const MAX_HANG_UPS = 3;
const OVER = ["completed", "busy", "no-answer", "failed", "canceled"];

export async function connectTwilio(account: TwilioAccount, proxies: Proxies): Promise<Pager> {
  const sdk = await loadSdk();
  const client = await createClient(sdk, account, proxies);
  const { from, service } = account;
  return {
    describeAccount: () => describeAccount(client, account),
    async send(channel, to, page) {
      try {
        if (channel === "sms") {
          const sender = service === undefined ? { from: from ?? "" } : { messagingServiceSid: service };
          const body = writeText(page);
          const { sid } = await client.messages.create({ to, ...sender, body, validityPeriod: TEXT_VALID });
          return confirm(sid, openText(client, sid));
        }
        const call = await client.calls.create({
          to,
          from: from ?? "",
          twiml: writeTwiml(new sdk.twiml.VoiceResponse(), writeSpeech(page)),
          timeout: RING_TIMEOUT,
          timeLimit: MAX_CALL,
          machineDetection: "Enable",
        });
        return confirm(call.sid, openCall(client, call.sid));
      } catch (error) {
        return explainRefusal(error);
      }
    },
  };
}

/** Without an id of Twilio's, it is not known whether the page was taken. */
function confirm(sid: unknown, page: SentPage): SendResult {
  if (typeof sid === "string" && /^(SM|MM|CA)[0-9a-fA-F]{32}$/.test(sid)) return { kind: "sent", ...page };
  return admitUnknown("the server there is not Twilio");
}

function admitUnknown(reason: string): SendResult {
  return {
    kind: "unknown",
    text: `Twilio did not say whether it took the page: ${reason}`,
    help: "it was not sent again; if no code comes, try again in a minute",
  };
}

/** What a call would say, for a dry run. */
export async function previewCall(page: TestPage): Promise<string> {
  const sdk = await loadSdk();
  return writeTwiml(new sdk.twiml.VoiceResponse(), writeSpeech(page));
}

async function describeAccount(
  client: Client,
  { sid, isApiKey }: TwilioAccount,
): ReturnType<Pager["describeAccount"]> {
  const short = `${sid.slice(0, 2)}…${sid.slice(-4)}`;
  try {
    const { friendlyName, type, status } = await client.api.v2010.accounts(sid).fetch();
    if (typeof status !== "string") throw new TypeError("not an account");
    if (status !== "active") {
      const { text, help } = explainCode(20005);
      throw new Fault(EXIT.service, text, help);
    }
    const isTrial = type === "Trial";
    return {
      text: `account ${short} ${JSON.stringify(maskPhones(friendlyName))}${isTrial ? ", a trial" : ""}`,
      warning: isTrial
        ? "a trial account can send only Twilio's own texts, to numbers verified there: this one will be refused"
        : undefined,
    };
  } catch (error) {
    if (error instanceof Fault) throw error;
    const failure = classifyFailure(error);
    // An API key may be allowed to send and not to read the account; sending will tell.
    if (failure.kind === "refused" && isApiKey && failure.status !== 429)
      return { text: `account ${short}`, warning: undefined };
    const text =
      failure.kind === "refused"
        ? `Twilio answers ${failure.status}`
        : `Twilio cannot be reached: ${failure.reason}`;
    throw explainAccountFailure(failure) ?? new Fault(EXIT.service, text, "try again later");
  }
}

/** Throws if the account itself is refused. */
function explainRefusal(error: unknown): SendResult {
  const failure = classifyFailure(error);
  const fault = explainAccountFailure(failure);
  if (fault !== undefined) throw fault;
  if (failure.kind !== "refused") return admitUnknown(failure.reason);
  const { code, status } = failure;
  const reason =
    code === undefined
      ? {
          text: `Twilio refuses it with ${status}, and does not say why`,
          help: "look at the logs in its console",
        }
      : explainCode(code);
  return { kind: "refused", ...withCode(code, reason) };
}

function openText(client: Client, sid: string): SentPage {
  return {
    readStatus: () =>
      tolerateFailure(async () => {
        const { status, errorCode } = await client.messages(sid).fetch();
        return describeMessage({ status, errorCode });
      }),
    hangUp: async () => false,
  };
}

function openCall(client: Client, sid: string): SentPage {
  return {
    readStatus: () =>
      tolerateFailure(async () => {
        const { status, answeredBy } = await client.calls(sid).fetch();
        const errorCode = status === "failed" ? await findErrorCode(client, sid) : undefined;
        return describeCall({ status, answeredBy, errorCode });
      }),
    async hangUp() {
      // "completed" also ends a call that nobody has answered yet. Repeating it is safe.
      for (let attempt = 0; attempt < MAX_HANG_UPS; attempt += 1) {
        try {
          const { status } = await client.calls(sid).update({ status: "completed" });
          if (OVER.includes(status)) return true;
        } catch (error) {
          if (classifyFailure(error).kind === "refused") return isOver(client, sid);
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
    classifyFailure(error);
    return false;
  }
}

/** A call says only that it failed; the reason is in its notifications. */
async function findErrorCode(client: Client, sid: string): Promise<number | undefined> {
  try {
    const notes = await client.calls(sid).notifications.list({ limit: 20 });
    const codes = notes.map(({ errorCode }) => Number(errorCode)).filter((code) => code > 0);
    return codes.find((code) => CODES.has(code)) ?? codes[0];
  } catch (error) {
    classifyFailure(error);
    return undefined;
  }
}

/** The page is on its way even if its status cannot be read. */
async function tolerateFailure(read: SentPage["readStatus"]): ReturnType<SentPage["readStatus"]> {
  try {
    return await read();
  } catch (error) {
    const failure = classifyFailure(error);
    // Reads may lag behind writes.
    if (failure.kind !== "refused" || failure.status === 404 || failure.status === 429) return undefined;
    const { text } = withCode(failure.code, {
      text: "Twilio does not let these credentials read its status",
    });
    return { text, stage: "unsure", isVoid: false, isFinal: true, isUnseen: true };
  }
}
