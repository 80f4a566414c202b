/** The environment in, the Twilio account that sends and its senders out; nothing of it comes from the roster. */
import { EXIT, Fault } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { isE164 } from "../../roster/phone.ts";
import { type ServiceUrl, serviceUrl } from "../address.ts";

type Env = Readonly<Record<string, string | undefined>>;

export interface Account {
  /** `AC…`. */
  readonly sid: string;
  /** An API key and its secret, or the account and its token. */
  readonly user: string;
  readonly password: string;
  readonly isApiKey: boolean;
  /** A number of the account or, for texts alone, a name; undefined: there is only the service. */
  readonly from: string | undefined;
  /** `MG…`: chooses the number that a text is sent from. */
  readonly service: string | undefined;
  /** Undefined: Twilio itself. */
  readonly at: ServiceUrl | undefined;
}

/** Twilio's ids are two letters and 32 hexadecimal digits. */
const idOf = (kind: string) => new RegExp(`^${kind}[0-9a-fA-F]{32}$`);

/** A sender that is a name: letters, digits and a few signs, not digits alone (twilio.md 3.4). */
const NAMED = /^(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}$/;

export function accountOf(env: Env, channels: readonly Channel[]): Account {
  const given = (name: string) => (env[name] ?? "").trim();
  const url = given("TWILIO_API_URL");
  const at = url === "" ? undefined : serviceUrl("TWILIO_API_URL", url);
  const sid = given("TWILIO_ACCOUNT_SID");
  const key = given("TWILIO_API_KEY");
  const isApiKey = key !== "";
  const [secret, password] = isApiKey
    ? ["TWILIO_API_SECRET", given("TWILIO_API_SECRET")]
    : ["TWILIO_AUTH_TOKEN", given("TWILIO_AUTH_TOKEN")];
  const missing = [...(sid === "" ? ["TWILIO_ACCOUNT_SID"] : []), ...(password === "" ? [secret] : [])];
  if (missing.length > 0)
    throw new Fault(
      EXIT.service,
      `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set: there is no Twilio account to send from`,
      "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, as the Twilio console gives them",
    );
  const odd = [
    ...(idOf("AC").test(sid) ? [] : ["TWILIO_ACCOUNT_SID is no account of Twilio's: AC and 32 digits"]),
    ...(!isApiKey || idOf("SK").test(key) ? [] : ["TWILIO_API_KEY is no key of Twilio's: SK and 32 digits"]),
    ...(/^[\x21-\x7e]+$/.test(password) ? [] : [`${secret} holds what no secret holds`]),
  ];
  if (odd[0] !== undefined)
    throw new Fault(EXIT.service, odd[0], "copy it anew from the Twilio console", [], odd.slice(1));
  return { sid, user: isApiKey ? key : sid, password, isApiKey, at, ...sendersOf(env, channels) };
}

function sendersOf(env: Env, channels: readonly Channel[]): Pick<Account, "from" | "service"> {
  const from = (env["TWILIO_FROM"] ?? "").trim() || undefined;
  const service = (env["TWILIO_MESSAGING_SERVICE_SID"] ?? "").trim() || undefined;
  const isNumber = from !== undefined && isE164(from);
  if (service !== undefined && !idOf("MG").test(service))
    throw new Fault(
      EXIT.service,
      "TWILIO_MESSAGING_SERVICE_SID is no messaging service of Twilio's: MG and 32 digits",
      "copy it anew from the Twilio console, or unset it and set TWILIO_FROM",
    );
  if (from !== undefined && !isNumber && !NAMED.test(from))
    throw new Fault(
      EXIT.service,
      "TWILIO_FROM is neither a phone number nor a sender's name",
      "write a number of the account as +12025550100, without spaces",
    );
  if (channels.includes("voice") && !isNumber)
    throw new Fault(
      EXIT.service,
      from === undefined
        ? "TWILIO_FROM is not set: a call needs a number to come from"
        : "TWILIO_FROM is a name: a call needs a number to come from",
      "set TWILIO_FROM to a number of the account that can call, or test by text alone: --via sms",
    );
  if (channels.includes("sms") && from === undefined && service === undefined)
    throw new Fault(
      EXIT.service,
      "neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set: a text needs a sender",
      "set one of them as the Twilio console gives it",
    );
  return { from, service };
}
