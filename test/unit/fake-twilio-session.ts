/** A local Twilio with made-up credentials, the service's own SDK that talks to it, and how a thing goes through its life. */
import twilio from "twilio";
import type RC from "twilio/lib/base/RequestClient.js";
import { afterEach } from "vitest";
import { type Options, startTwilio, type Twilio } from "../fake/twilio/server.mjs";

export const NOW = Date.parse("2026-11-25T15:00:00Z");
export const ACCOUNT = { sid: `AC${"0".repeat(31)}1`, token: "made-up-token" };
export const API_KEY = { sid: `SK${"0".repeat(31)}1`, secret: "made-up-secret" };
export const POOL = { sid: `MG${"0".repeat(31)}1`, numbers: ["+12025550198"] };
export const FROM = "+12025550199";
export const TO = "+12025550101";
export const TWIML = "<Response><Say>This is a test.</Say></Response>";

/** The SDK knows no address but its own: the origin is replaced on the way out. */
class Rebased extends twilio.RequestClient {
  readonly #base: string;

  constructor(base: string, options: RC.RequestClientOptions) {
    super(options);
    this.#base = base;
  }

  override request<Data>(options: RC.RequestOptions<Data>) {
    const { pathname, search } = new URL(options.uri);
    return super.request<Data>({ ...options, uri: `${this.#base}${pathname}${search}` });
  }
}

const started: Twilio[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.close()));
});

export async function start(options: Partial<Options> = {}): Promise<Twilio> {
  const fake = await startTwilio({
    now: () => NOW,
    account: ACCOUNT,
    apiKeys: [API_KEY],
    numbers: [FROM],
    services: [POOL],
    ...options,
  });
  started.push(fake);
  return fake;
}

export function clientOf(
  { url }: Twilio,
  [user, password]: readonly [string, string] = [ACCOUNT.sid, ACCOUNT.token],
) {
  const httpClient = new Rebased(url, { timeout: 20_000 });
  return twilio(user, password, { accountSid: ACCOUNT.sid, httpClient });
}

/** What an error of the SDK says of a refusal; null: it is none. */
export function refusalIn(error: unknown) {
  return error instanceof twilio.RestException ? [error.status, error.code, error.message] : null;
}

/** A request without the SDK, which would not send such a one. */
export async function ask(
  { url }: Twilio,
  method: string,
  path: string,
  form: Readonly<Record<string, string>> | string = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const Authorization = `Basic ${btoa(`${ACCOUNT.sid}:${ACCOUNT.token}`)}`;
  const body = typeof form === "string" ? form : new URLSearchParams(form).toString();
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  const response = await fetch(`${url}/2010-04-01/Accounts/${ACCOUNT.sid}${path}.json`, {
    method,
    headers: { Authorization, ...type, ...headers },
    ...(method === "GET" ? {} : { body }),
  });
  const answer: Readonly<Record<string, string | number>> = JSON.parse(await response.text());
  return { status: response.status, answer };
}
