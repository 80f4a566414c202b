/**
 * Loads Twilio's SDK for an account, and classifies its errors. None is ever printed whole: a network error of the SDK
 * contains the credentials, the number and the code.
 */
import type { Proxies } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { TwilioAccount } from "./environment.ts";
import { CODES, withCode } from "./error-codes.ts";

type Sdk = typeof import("twilio");
export type Client = ReturnType<Sdk>;
export type Twiml = InstanceType<Sdk["twiml"]["VoiceResponse"]>;

/** Without TWILIO_API_URL. */
const ADDRESS = "https://api.twilio.com";
/** For one request. */
const TIMEOUT_MS = 15_000;

/** It takes a sixth of a second to load: only for those who send a page. */
export async function loadSdk(): Promise<Sdk> {
  try {
    // Its named exports exist only as types; the default export has everything.
    return (await import("twilio")).default;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new Fault(
      EXIT.service,
      "the library twilio, which sends test pages, is not installed",
      "run npm install in the folder of oncall",
    );
  }
}

export async function createClient(sdk: Sdk, account: TwilioAccount, proxies: Proxies): Promise<Client> {
  const { sid, user, password, at } = account;
  const http = await createRequestClient(sdk, at?.url ?? ADDRESS, proxies);
  if (at !== undefined) {
    const send = http.request.bind(http);
    http.request = (request) => {
      const { pathname, search } = new URL(request.uri);
      return send({ ...request, uri: `${at.url}${pathname}${search}` });
    };
  }
  return sdk(user, password, { accountSid: sid, httpClient: http });
}

async function createRequestClient(sdk: Sdk, address: string, proxies: Proxies) {
  try {
    // It retries only a 429, on which Twilio does nothing; after any other error, the page may have been sent.
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
    if (readField(error, "syscall") === undefined) throw error;
    throw new Fault(
      EXIT.usage,
      "the file that TWILIO_CA_BUNDLE names cannot be read",
      "name a file of certificates, or unset it",
    );
  }
}

/** What became of a request that failed. */
export type Failure =
  /** Twilio refused: nothing was sent. */
  | { readonly kind: "refused"; readonly status: number; readonly code: number | undefined }
  /** No server was reached: nothing was sent. */
  | { readonly kind: "unreached"; readonly reason: string }
  /** Twilio may have acted on it or not. */
  | { readonly kind: "lost"; readonly reason: string };

const UNREACHED: Readonly<Record<string, string>> = {
  ENOTFOUND: "its host name is unknown",
  EAI_AGAIN: "its host name cannot be looked up",
  ECONNREFUSED: "the connection was refused",
};

const LOST: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ECONNABORTED: "no answer in time",
  ETIMEDOUT: "no answer in time",
};

/** By its status or its code alone; any other error is a bug, and is rethrown without its contents. */
export function classifyFailure(error: unknown): Failure {
  const status = readField(error, "status");
  const code = readField(error, "code");
  // Not by class, since the SDK does not export both of the classes that it throws.
  if (typeof status === "number") {
    if (status >= 500) return { kind: "lost", reason: `it answers ${status}` };
    return { kind: "refused", status, code: typeof code === "number" ? code : undefined };
  }
  // The answer was not JSON, or was not about a message, a call or an account.
  if (error instanceof SyntaxError || error instanceof TypeError)
    return { kind: "lost", reason: "the server there is not Twilio" };
  if (typeof code !== "string")
    throw new Error(`twilio: ${error instanceof Error ? error.name : "no error"}`);
  const unreached =
    UNREACHED[code] ?? (/CERT|TLS|SSL|SELF_SIGNED/.test(code) ? "its certificate is not valid" : undefined);
  if (unreached !== undefined) return { kind: "unreached", reason: unreached };
  return { kind: "lost", reason: LOST[code] ?? `the request failed (${code})` };
}

function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

/** Codes that refuse the account, not one page. */
const ACCOUNT_CODES = [20003, 20005, 10001, 30002, 20008, 20404, 20429];

/** Undefined if only this page was refused. */
export function explainAccountFailure(failure: Failure): Fault | undefined {
  if (failure.kind === "lost") return undefined;
  if (failure.kind === "unreached")
    return new Fault(EXIT.service, `Twilio cannot be reached: ${failure.reason}`, "try again later");
  const { status, code = CODE_OF_STATUS[status] } = failure;
  const known = code === undefined || !ACCOUNT_CODES.includes(code) ? undefined : CODES.get(code);
  if (known === undefined) return undefined;
  const { text, help } = withCode(code, known);
  return new Fault(EXIT.service, text, help);
}

/** A proxy answers without a code. */
const CODE_OF_STATUS: Readonly<Record<number, number>> = { 401: 20003, 404: 20404, 429: 20429 };
