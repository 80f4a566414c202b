/** Reads the Twilio account that sends test pages, and its senders, from the environment; none of it is in the roster. */

import type { Environment } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { isE164 } from "../../roster/phone.ts";
import { type BaseUrl, readBaseUrl } from "../base-url.ts";
import { adviseUnquoting, isQuoted, readSetting } from "../setting.ts";

export interface TwilioAccount {
  /** `AC…`. */
  readonly sid: string;
  /** An API key and its secret, or the account and its token. */
  readonly user: string;
  readonly password: string;
  readonly isApiKey: boolean;
  /** A number of the account or, for texts alone, a short code or a name; undefined: there is only the service. */
  readonly from: string | undefined;
  /** `MG…`: a messaging service, which picks the sender of a text. */
  readonly service: string | undefined;
  /** Undefined: Twilio itself. */
  readonly at: BaseUrl | undefined;
}

/** Twilio's ids are two letters and 32 hexadecimal digits. */
const isSid = (kind: string, text: string) => new RegExp(`^${kind}[0-9a-fA-F]{32}$`).test(text);

const SHORT_CODE = /^\d{5,6}$/;
/** Twilio's rule for alphanumeric sender ids: letters, digits and a few signs, but not digits alone. */
const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}$/;

export function readTwilioAccount(env: Environment, channels: readonly Channel[]): TwilioAccount {
  const url = readSetting(env, "TWILIO_API_URL");
  const at = url === "" ? undefined : readBaseUrl("TWILIO_API_URL", url);
  const sid = readSetting(env, "TWILIO_ACCOUNT_SID");
  const key = readSetting(env, "TWILIO_API_KEY");
  const isApiKey = key !== "";
  const secret = isApiKey ? "TWILIO_API_SECRET" : "TWILIO_AUTH_TOKEN";
  const password = readSetting(env, secret);
  const missing = [...(sid === "" ? ["TWILIO_ACCOUNT_SID"] : []), ...(password === "" ? [secret] : [])];
  if (missing.length > 0)
    throw new Fault(
      EXIT.service,
      `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set: there is no Twilio account to send from`,
      "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, from the Twilio console",
    );
  checkQuotes(env, ["TWILIO_ACCOUNT_SID", ...(isApiKey ? ["TWILIO_API_KEY"] : []), secret]);
  const malformed = [
    ...(isSid("AC", sid) ? [] : ["TWILIO_ACCOUNT_SID is not the id of a Twilio account: AC and 32 digits"]),
    ...(!isApiKey || isSid("SK", key)
      ? []
      : ["TWILIO_API_KEY is not the id of a Twilio API key: SK and 32 digits"]),
    ...(/^[\x21-\x7e]+$/.test(password) ? [] : [`${secret} has characters that no secret contains`]),
  ];
  if (malformed[0] !== undefined)
    throw new Fault(
      EXIT.service,
      malformed[0],
      "copy it again from the Twilio console",
      [],
      malformed.slice(1),
    );
  return { sid, user: isApiKey ? key : sid, password, isApiKey, at, ...readSenders(env, channels) };
}

function readSenders(
  env: Environment,
  channels: readonly Channel[],
): Pick<TwilioAccount, "from" | "service"> {
  checkQuotes(env, ["TWILIO_FROM", "TWILIO_MESSAGING_SERVICE_SID"]);
  const from = readSetting(env, "TWILIO_FROM") || undefined;
  const service = readSetting(env, "TWILIO_MESSAGING_SERVICE_SID") || undefined;
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  if (service !== undefined && !isSid("MG", service))
    throw fault(
      "TWILIO_MESSAGING_SERVICE_SID is not the id of a messaging service: MG and 32 digits",
      "copy it again from the Twilio console, or unset it and set TWILIO_FROM",
    );
  const isNumber = from !== undefined && isE164(from);
  const isShortCode = from !== undefined && SHORT_CODE.test(from);
  if (from !== undefined && !isNumber && !isShortCode && !SENDER_NAME.test(from))
    throw fault(
      "TWILIO_FROM is neither a phone number nor a short code nor a sender name",
      "write a number of the account as +12025550100, without spaces",
    );
  if (channels.includes("voice") && !isNumber) {
    const reason = from === undefined ? "is not set" : isShortCode ? "is a short code" : "is a name";
    throw fault(
      `TWILIO_FROM ${reason}: a call needs a phone number to come from`,
      "set TWILIO_FROM to a number of the account that can call, or test by text alone: --via sms",
    );
  }
  if (channels.includes("sms") && from === undefined && service === undefined)
    throw fault(
      "neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set: a text needs a sender",
      "set one of them, from the Twilio console",
    );
  return { from, service };
}

function checkQuotes(env: Environment, names: readonly string[]): void {
  const quoted = names.find((name) => isQuoted(readSetting(env, name)));
  if (quoted !== undefined)
    throw new Fault(EXIT.service, `${quoted} has quotes around it`, adviseUnquoting(quoted));
}
