/**
 * The account in, Twilio's own SDK for it out, and what its errors mean. An error of it is never told whole: those of the
 * network hold the credentials, the number and the code (twilio.md 2.3).
 */
import type { Proxies } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Account } from "./account.ts";
import { CODES, toldWith } from "./codes.ts";

type Sdk = typeof import("twilio");
export type Client = ReturnType<Sdk>;
export type Twiml = InstanceType<Sdk["twiml"]["VoiceResponse"]>;

const ADDRESS = "https://api.twilio.com";
/** Milliseconds for one request. */
const TIMEOUT_MS = 15_000;

/** A sixth of a second, which only those pay who send a page. */
export async function twilioSdk(): Promise<Sdk> {
  try {
    // Its named exports are there for the types alone: the default import has them all.
    return (await import("twilio")).default;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new Fault(
      EXIT.service,
      "the library that sends, twilio, is not installed",
      "run npm install where oncall lies",
    );
  }
}

export async function clientOf(sdk: Sdk, account: Account, proxies: Proxies): Promise<Client> {
  const { sid, user, password, at } = account;
  const http = await requestsOf(sdk, at?.url ?? ADDRESS, proxies);
  if (at !== undefined) {
    const send = http.request.bind(http);
    http.request = (request) => {
      const { pathname, search } = new URL(request.uri);
      return send({ ...request, uri: `${at.url}${pathname}${search}` });
    };
  }
  return sdk(user, password, { accountSid: sid, httpClient: http });
}

async function requestsOf(sdk: Sdk, address: string, proxies: Proxies) {
  try {
    // Retried is a 429 alone, which Twilio has not acted on: all else may have been sent.
    const client = proxies.hideHttpProxy(
      () => new sdk.RequestClient({ timeout: TIMEOUT_MS, autoRetry: true, maxRetries: 3 }),
    );
    const { defaults } = client.axios;
    // With the certificates that TWILIO_CA_BUNDLE names.
    const { ca } = defaults.httpsAgent.options;
    const agent = await proxies.agentFor(address, { timeout: TIMEOUT_MS, ...(ca && { ca }) });
    if (agent !== undefined) Object.assign(defaults, { httpAgent: agent, httpsAgent: agent });
    return client;
  } catch (error) {
    if (error instanceof Error && error.name === "BadProxy")
      throw new Fault(
        EXIT.usage,
        error.message,
        "name one, such as http://proxy.example.com:3128, or unset it",
      );
    if (field(error, "syscall") === undefined) throw error;
    throw new Fault(
      EXIT.usage,
      "TWILIO_CA_BUNDLE names a file that cannot be read",
      "name a file of certificates, or unset it",
    );
  }
}

/** What a request that failed has come to. */
export type Failure =
  /** Twilio said no: nothing was sent. */
  | { readonly kind: "refused"; readonly status: number; readonly code: number | undefined }
  /** Nobody was reached: nothing was sent. */
  | { readonly kind: "unreached"; readonly reason: string }
  /** It may have been done or not. */
  | { readonly kind: "lost"; readonly reason: string };

const UNREACHED: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name cannot be looked up",
  ECONNREFUSED: "nobody listens there",
};

const LOST: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ECONNABORTED: "no answer in time",
  ETIMEDOUT: "no answer in time",
};

/** By its status or its code alone. */
export function failureOf(error: unknown): Failure {
  const status = field(error, "status");
  const code = field(error, "code");
  // Not by class: one of the two that Twilio's SDK throws is not exported.
  if (typeof status === "number") {
    if (status >= 500) return { kind: "lost", reason: `it answers ${status}` };
    return { kind: "refused", status, code: typeof code === "number" ? code : undefined };
  }
  // No JSON, or none of a message, a call or an account.
  if (error instanceof SyntaxError || error instanceof TypeError)
    return { kind: "lost", reason: "what answers there is not Twilio" };
  if (typeof code !== "string")
    throw new Error(`twilio: ${error instanceof Error ? error.name : "no error"}`);
  const unreached =
    UNREACHED[code] ?? (/CERT|TLS|SSL|SELF_SIGNED/.test(code) ? "its certificate is not good" : undefined);
  if (unreached !== undefined) return { kind: "unreached", reason: unreached };
  return { kind: "lost", reason: LOST[code] ?? `the request failed (${code})` };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

/** Codes that say no to the account, whoever is to be reached. */
const OF_ACCOUNT = [20003, 20005, 10001, 30002, 20008, 20404, 20429];

/** Undefined where the no is of this one page. */
export function faultOf(failure: Failure): Fault | undefined {
  if (failure.kind === "lost") return undefined;
  if (failure.kind === "unreached")
    return new Fault(EXIT.service, `Twilio cannot be reached: ${failure.reason}`, "try again later");
  const { status, code = CODE_OF_STATUS[status] } = failure;
  const known = code === undefined || !OF_ACCOUNT.includes(code) ? undefined : CODES.get(code);
  if (known === undefined) return undefined;
  const { says, help } = toldWith(code, known);
  return new Fault(EXIT.service, says, help);
}

/** What a proxy answers has no code. */
const CODE_OF_STATUS: Readonly<Record<number, number>> = { 401: 20003, 404: 20404, 429: 20429 };
