/** Tests requests to OpsGenie: which are repeated and when, what is looked for first, and how failures are explained. */
import { expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../src/edge/edges.ts";
import { Fault } from "../../src/fault.ts";
import { createApi } from "../../src/provider/opsgenie/api.ts";
import { type KeyName, readOpsgenieAccess } from "../../src/provider/opsgenie/environment.ts";

const KEY = "secret-key";
const SECTION = { region: "eu", team: undefined, schedules: new Map(), escalation: undefined } as const;

type Scripted = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** An API that gives these answers in turn, the requests it got, and the pauses between them. */
const scripted = (...answers: readonly Scripted[]) => scriptedFor("OPSGENIE_API_KEY", answers);

function scriptedFor(keyName: KeyName, answers: readonly Scripted[]) {
  const asked: HttpRequest[] = [];
  const waits: number[] = [];
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request);
    const [status, body = { data: status }, headers = {}] = answers[asked.length - 1] ?? [200];
    if (status === 0) return { kind: "failed", reason: "the connection was cut" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { kind: "answer", status, text, header: (name) => headers[name] };
  };
  const http = { send, sleep: async (ms: number) => void waits.push(ms) };
  const access = readOpsgenieAccess({ [keyName]: ` ${KEY}\n` }, SECTION, keyName);
  return { api: createApi(http, access), asked, waits };
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (error instanceof Fault) return `${error.exit} ${error.message} | ${error.help}`;
    throw error;
  }
}

const THROTTLED = { "X-RateLimit-State": "THROTTLED", "X-RateLimit-Period-In-Sec": "7" };

test("a request goes to the region's host, with the key only in the header", async () => {
  const { api, asked } = scripted();
  expect(await api.get("/v2/a", { date: "2026-01-05T00:00:00+01:00" })).toBe(200);
  expect(asked).toEqual([
    {
      method: "GET",
      url: "https://api.eu.opsgenie.com/v2/a?date=2026-01-05T00%3A00%3A00%2B01%3A00",
      headers: { Authorization: `GenieKey ${KEY}` },
      body: undefined,
      timeout: 20_000,
    },
  ]);
});

test("a throttle is waited out for as long as it says, even when it comes with a good answer", async () => {
  const { api, asked, waits } = scripted([200, {}, THROTTLED], [429, {}, THROTTLED], [200]);
  await api.get("/v2/a");
  await api.get("/v2/b");
  expect([asked.length, waits]).toEqual([3, [7000, 7000]]);
});

test.each([{ "X-RateLimit-State": "THROTTLED" }, { ...THROTTLED, "X-RateLimit-Period-In-Sec": "9999" }])(
  "a throttle that does not say how long, or says too long: %j",
  async (headers) => {
    const { api, waits } = scripted([429, {}, headers], [200]);
    await api.get("/v2/a");
    expect(waits).toEqual(["X-RateLimit-Period-In-Sec" in headers ? 60_000 : 1000]);
  },
);

test("what may be repeated is sent six times, ever more slowly", async () => {
  const { api, asked, waits } = scripted([500], [0], [503, "<html>"], [429], [502], [500]);
  expect(await faultOf(api.change("PATCH", "/v2/schedules/1", {}, { a: 1 }))).toBe(
    "4 OpsGenie cannot be reached: it answers 500 | try again later",
  );
  expect([asked.length, waits.length, waits.every((ms, index) => ms <= 1000 * 2 ** (index + 1))]).toEqual([
    6,
    5,
    true,
  ]);
});

test("before a creating request is repeated, its result is looked for", async () => {
  const { api, asked } = scripted([500], [0], [201, { data: { id: "x" } }]);
  let looks = 0;
  const find = async () => {
    looks += 1;
    return false;
  };
  expect([await api.create("/v2/schedules", {}, {}, find), looks, asked.length]).toEqual([{ id: "x" }, 2, 3]);
  const lost = scripted([0]);
  expect([await lost.api.create("/v2/schedules", {}, {}, async () => true), lost.asked.length]).toEqual([
    undefined,
    1,
  ]);
  const gone = scripted(...Array.from({ length: 6 }, (): Scripted => [0]));
  expect(await faultOf(gone.api.create("/v2/schedules", {}, {}, find))).toMatch(
    /^4 OpsGenie cannot be reached/,
  );
});

test("what is said to exist already is looked for repeatedly, since reads may lag", async () => {
  const { api, asked, waits } = scripted([409, { message: "There is already one Override with same alias" }]);
  let looks = 0;
  expect(await api.create("/v2/schedules/1/overrides", {}, {}, async () => ++looks === 4)).toBe(undefined);
  expect([asked.length, waits]).toEqual([1, [1000, 1000, 1000]]);
});

test("a list is followed to its end, on the same host, and no page is read twice", async () => {
  const next = (offset: number) => ({
    paging: { next: `https://evil.example.com/v2/users?offset=${offset}` },
  });
  const { api, asked } = scripted(
    [200, { data: [1], ...next(1) }],
    [200, { data: [2], ...next(2) }],
    [200, { data: [3], ...next(2) }],
  );
  expect(await api.list("/v2/users", { limit: "1" })).toEqual([1, 2, 3]);
  expect(asked.map(({ url }) => url)).toEqual([
    "https://api.eu.opsgenie.com/v2/users?limit=1",
    "https://api.eu.opsgenie.com/v2/users?offset=1",
    "https://api.eu.opsgenie.com/v2/users?offset=2",
  ]);
  expect(await scripted([404]).api.list("/v2/users")).toEqual([]);
  expect(await scripted([200, { data: [1], paging: { next: "nowhere" } }]).api.list("/v2/a")).toEqual([1]);
});

test("a missing thing is no fault, nor is an optional one that may not be seen", async () => {
  expect(await scripted([404]).api.get("/v2/a")).toBe(undefined);
  expect(await scripted([403]).api.get("/v2/a", {}, true)).toBe(null);
  expect(await scripted([404]).api.get("/v2/a", {}, true)).toBe(undefined);
  expect(await scripted([404]).api.change("DELETE", "/v2/a", {})).toBe(false);
  expect(await scripted([200]).api.change("DELETE", "/v2/a", {})).toBe(true);
});

test.each<readonly [Scripted, string]>([
  [
    [401],
    "4 OpsGenie does not know the key in OPSGENIE_API_KEY | check that it belongs to an account of the region eu; if it does not, set `opsgenie: { region: us }` in the roster",
  ],
  [[402], "4 the plan of this OpsGenie account does not include overrides | a push needs a plan that does"],
  [
    [422, { message: "Not processable.", errors: { owner: "of +1 202 555 0100 is secret-key" } }],
    "4 OpsGenie answers 422 to PUT overrides: Not processable. owner of +• ••• ••• •••• is ••• | read what it says about the request",
  ],
  [[501, "no json"], "4 OpsGenie answers 501 to PUT overrides:  | read what it says about the request"],
  [[200, "<html>"], "4 OpsGenie cannot be reached: the server there is not OpsGenie | try again later"],
  [[404, "<html>"], "4 OpsGenie cannot be reached: the server there is not OpsGenie | try again later"],
])("%j is explained", async (answer, words) => {
  const { api } = scripted(...Array.from({ length: 6 }, () => answer));
  expect(await faultOf(api.change("PUT", "/v2/schedules/1/overrides", {}, {}))).toBe(words);
});

const NO_RIGHT = { message: "Api key is not authorized to access the alert" };

test.each<readonly [KeyName, Scripted, string]>([
  [
    "OPSGENIE_API_KEY",
    [403, NO_RIGHT],
    "4 the key in OPSGENIE_API_KEY may not change alerts: Api key is not authorized to access the alert | make an API key of the account with that right (Settings, API key management); a key of a team or an integration cannot have it",
  ],
  [
    "OPSGENIE_ALERT_KEY",
    [403, NO_RIGHT],
    "4 the key in OPSGENIE_ALERT_KEY may not send or close alerts: Api key is not authorized to access the alert | make an API integration of the whole account with that right (Settings, Integrations), and use its key; an API key of the account cannot send alerts, and the key of a team alerts that team",
  ],
  [
    "OPSGENIE_ALERT_KEY",
    [401],
    "4 OpsGenie does not know the key in OPSGENIE_ALERT_KEY | check that it belongs to an account of the region eu; if it does not, set `opsgenie: { region: us }` in the roster",
  ],
])("the key is named: %s and %j", async (keyName, answer, words) => {
  const { api } = scriptedFor(keyName, [answer]);
  expect(await faultOf(api.request("/v2/alerts", {}, {}, async () => false))).toBe(words);
});

test("a deferred request answers with its id, and is looked for before it is repeated", async () => {
  const { api, asked, waits } = scripted([502], [0], [202, { requestId: "r-1" }]);
  let looks = 0;
  const find = async () => ++looks === 3;
  expect(await api.request("/v2/alerts", {}, {}, find)).toBe("r-1");
  expect([asked.length, looks, waits]).toEqual([3, 2, [1000, 1000]]);
  const lost = scripted([0]);
  expect([await lost.api.request("/v2/alerts", {}, {}, find), lost.asked.length]).toEqual([undefined, 1]);
  const gone = scripted(...Array.from({ length: 6 }, (): Scripted => [0]));
  expect(await faultOf(gone.api.request("/v2/alerts", {}, {}, find))).toBe(
    "4 OpsGenie cannot be reached: the connection was cut | try again later",
  );
  expect([gone.asked.length, looks]).toEqual([6, 9]);
});

test.each<readonly [KeyName, string, string]>([
  [
    "OPSGENIE_API_KEY",
    "",
    "4 OPSGENIE_API_KEY is not set | set it to an API key of the OpsGenie account: Settings, API key management",
  ],
  [
    "OPSGENIE_ALERT_KEY",
    "",
    "4 OPSGENIE_ALERT_KEY is not set | set it to the key of an API integration of the whole OpsGenie account: Settings, Integrations",
  ],
  [
    "OPSGENIE_API_KEY",
    '"secret-key"',
    "4 OPSGENIE_API_KEY has quotes around the key | write OPSGENIE_API_KEY=… without the quotes: an env file of docker keeps them as part of the value",
  ],
  [
    "OPSGENIE_ALERT_KEY",
    "‘secret-key’",
    "4 OPSGENIE_ALERT_KEY has quotes around the key | write OPSGENIE_ALERT_KEY=… without the quotes: an env file of docker keeps them as part of the value",
  ],
  [
    "OPSGENIE_ALERT_KEY",
    "secret key",
    "4 OPSGENIE_ALERT_KEY has characters that no key contains | set it to the key of an API integration of the whole OpsGenie account: Settings, Integrations",
  ],
])("no key in %s: %j", async (keyName, given, words) => {
  const env = { OPSGENIE_API_KEY: KEY, OPSGENIE_ALERT_KEY: KEY, [keyName]: given };
  expect(await faultOf((async () => readOpsgenieAccess(env, SECTION, keyName))())).toBe(words);
});

test("throttled to the end", async () => {
  const { api } = scripted(...Array.from({ length: 6 }, (): Scripted => [429]));
  expect(await faultOf(api.get("/v2/a"))).toBe(
    "4 this account sends OpsGenie too many requests | try again in a few minutes",
  );
});

test.each([
  "http://api.opsgenie.com",
  "http://127.0.0.1.example.com",
  "https://user:word@example.com",
  "https://example.com/?key=1",
  "ftp://127.0.0.1",
  "nowhere",
])("%s is no address for a key", (url) => {
  const env = { OPSGENIE_API_URL: url, OPSGENIE_API_KEY: KEY };
  expect(() => readOpsgenieAccess(env, SECTION)).toThrow(
    "OPSGENIE_API_URL is neither https nor http to a loopback address",
  );
});

test.each([
  "https://proxy.example.com/opsgenie/",
  "http://localhost:1",
  "http://[::1]:1",
  "http://127.1.2.3",
])("%s is", (url) => {
  const found = readOpsgenieAccess({ OPSGENIE_API_URL: url, OPSGENIE_API_KEY: KEY }, SECTION);
  expect([found.url, found.isLoopback]).toEqual([url.replace(/\/$/, ""), url.startsWith("http:")]);
});
