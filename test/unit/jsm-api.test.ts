/** Tests requests to Jira Service Management: where the token is sent, what is waited for and looked for, and how failures are explained. */
import { expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../src/edge/edges.ts";
import { Fault } from "../../src/fault.ts";
import { createApi } from "../../src/provider/jsm/api.ts";
import { readJsmAccess } from "../../src/provider/jsm/environment.ts";

const TOKEN = "secret-token";
const ENV = { JSM_EMAIL: "ann@example.com", JSM_API_TOKEN: ` ${TOKEN}\n` };
const SITE = { site: "Example.atlassian.net" };
const OPS = "https://api.atlassian.com/jsm/ops/api/c1/v1";
const TENANT = { cloudId: "c1" };

type Scripted = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** An API that gives these answers in turn, the requests it got, and the pauses between them. */
function scripted(...answers: readonly Scripted[]) {
  const asked: HttpRequest[] = [];
  const waits: number[] = [];
  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request);
    const [status, body = {}, headers = {}] = answers[asked.length - 1] ?? [200];
    if (status === 0) return { kind: "failed", reason: "the connection was cut" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { kind: "answer", status, text, header: (name) => headers[name] };
  };
  const http = { send, sleep: async (ms: number) => void waits.push(ms) };
  return { api: createApi(http, readJsmAccess(ENV, SITE)), asked, waits };
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (error instanceof Fault) return `${error.message} | ${error.help}`;
    throw error;
  }
}

test("the site says its cloud id without the token, which goes to the API and the site alone", async () => {
  const { api, asked } = scripted([200, TENANT], [200, { a: 1 }], [200, [{ accountId: "x" }]]);
  expect(await api.get("/teams", { q: "a b" })).toEqual({ a: 1 });
  expect(await api.getFromSite("/rest/api/3/user/search", { query: "a@b" })).toEqual({
    values: [{ accountId: "x" }],
  });
  const Authorization = `Basic ${btoa(`ann@example.com:${TOKEN}`)}`;
  expect(asked.map(({ url, headers }) => [url, headers])).toEqual([
    ["https://example.atlassian.net/_edge/tenant_info", {}],
    [`${OPS}/teams?q=a+b`, { Authorization }],
    ["https://example.atlassian.net/rest/api/3/user/search?query=a%40b", { Authorization }],
  ]);
});

test.each([
  ["without the base path", "/v1/schedules?offset=1&size=1"],
  ["whole", `${OPS}/schedules?offset=1&size=1`],
  ["on another host", "https://elsewhere.invalid/v1/schedules?offset=1&size=1"],
])("the next page is asked of the same host, its address %s", async (_, next) => {
  const { api, asked } = scripted(
    [200, TENANT],
    [200, { values: [1], links: { next } }],
    [200, { values: [2], links: { next: null } }],
  );
  expect(await api.list("/schedules")).toEqual([1, 2]);
  expect(asked.slice(1).map(({ url }) => url)).toEqual([
    `${OPS}/schedules?size=50`,
    `${OPS}/schedules?offset=1&size=1`,
  ]);
});

test("a list that leads to itself ends", async () => {
  const page: Scripted = [200, { values: [1], links: { next: "/v1/a?offset=0&size=50" } }];
  const { api } = scripted([200, TENANT], page, page, page);
  expect(await api.list("/a")).toEqual([1, 1]);
});

test("it waits as long as an answer asks, and not for ever", async () => {
  const { api, waits } = scripted([200, TENANT], [429, {}, { "Retry-After": "7" }], [200]);
  await api.get("/a");
  expect(waits).toEqual([7000]);
  const often = scripted([200, TENANT], ...Array.from({ length: 6 }, (): Scripted => [429]));
  expect(await faultOf(often.api.get("/a"))).toBe(
    "this site gets too many requests | try again in a few minutes",
  );
  expect([often.asked.length, often.waits.length]).toEqual([7, 5]);
});

test("a POST without an answer is looked for before it is made again", async () => {
  const found = scripted([200, TENANT], [0]);
  expect(await found.api.create("/a", {}, async () => true)).toBeUndefined();
  expect(found.asked).toHaveLength(2);
  const lost = scripted([200, TENANT], [503], [201, { id: "1" }]);
  let searches = 0;
  const find = async () => {
    searches += 1;
    return false;
  };
  expect(await lost.api.create("/a", {}, find)).toEqual({ id: "1" });
  expect([lost.asked.length, searches, lost.waits]).toEqual([3, 5, [1000, 1000, 1000, 1000, 1000]]);
  const taken = scripted([200, TENANT], [409, { errors: [{ title: "taken" }] }]);
  expect(await faultOf(taken.api.create("/a", {}, async () => false))).toBe(
    "Jira Service Management refuses the name: taken | choose another in `jsm` of the roster",
  );
});

test("what is not there is no failure, and a right that is missing says so", async () => {
  const none = scripted([200, TENANT], [404, { message: "no" }], [404, {}], [404, {}]);
  expect([
    await none.api.get("/a"),
    await none.api.change("PUT", "/a", {}),
    await none.api.remove("/a"),
  ]).toEqual([...[undefined, undefined, "done"]]);
  for (const status of [401, 403]) {
    const { api } = scripted([200, TENANT], [status, { code: status, message: "no" }]);
    expect(await api.remove("/a")).toBe("refused");
  }
});

test.each<readonly [string, Scripted, string]>([
  [
    "errors with titles",
    [402, { errors: [{ title: "Not in your plan", code: "x" }] }],
    "the plan of this site does not include forwarding rules: Not in your plan | choose a plan that does, or leave it out of the roster",
  ],
  [
    "a message of the gateway",
    [401, { code: 401, message: "Unauthorized; scope does not match" }],
    "JSM_API_TOKEN may not read forwarding rules: Unauthorized; scope does not match | make a new API token at id.atlassian.com/manage-profile/security/api-tokens, for an account that may do this: tokens belong to a person and last a year at most",
  ],
  [
    "a token that is not known",
    [401, { code: 401, message: "Unauthorized" }],
    "Jira Service Management does not know the token in JSM_API_TOKEN, or it is not that of JSM_EMAIL: Unauthorized | make a new API token at id.atlassian.com/manage-profile/security/api-tokens, for an account that may do this: tokens belong to a person and last a year at most",
  ],
  [
    "a title and a detail, with the token and a number in it",
    [422, { title: "Bad", detail: `${TOKEN} of +12025550101` }],
    "Jira Service Management answers 422 to GET forwarding rules: Bad: ••• of +••••••••••• | read what it says about the request",
  ],
  [
    "a page of some other server",
    [404, "<html>"],
    "Jira Service Management cannot be reached: the server there is not Jira Service Management | try again later",
  ],
])("a failure is explained from %s", async (_, answer, expected) => {
  const { api } = scripted([200, TENANT], ...Array.from({ length: 6 }, () => answer));
  expect(await faultOf(api.list("/forwarding-rules"))).toBe(expected);
});

test.each<readonly [string, Scripted, string]>([
  [
    "HTML",
    [200, "<html>"],
    "the site example.atlassian.net does not say which cloud id it has: the server there is not a site of Atlassian",
  ],
  ["no site", [404, {}], "there is no Atlassian site example.atlassian.net"],
  ["an id that is none", [200, { cloudId: "../x" }], "there is no Atlassian site example.atlassian.net"],
  ["too many requests", [429], "this site gets too many requests"],
])("instead of a cloud id: %s", async (_, answer, expected) => {
  const { api } = scripted(...Array.from({ length: 6 }, () => answer));
  expect((await faultOf(api.get("/a"))).split(" | ")[0]).toBe(expected);
});

test.each([
  [{ JSM_EMAIL: "" }, "JSM_EMAIL is not set"],
  [{ JSM_API_TOKEN: '"secret"' }, "JSM_API_TOKEN has quotes around the value"],
  [{ JSM_API_TOKEN: "sec ret" }, "JSM_API_TOKEN has characters that do not belong there"],
  [{ JSM_CLOUD_ID: "a/b" }, "JSM_CLOUD_ID is not a cloud id"],
  [{ JSM_API_URL: "http://example.com" }, "JSM_API_URL is neither https nor http to a loopback address"],
])("a setting that cannot be: %o", async (more, expected) => {
  const read = async () => readJsmAccess({ ...ENV, ...more }, SITE);
  expect((await faultOf(read())).split(" | ")[0]).toBe(expected);
});

test("without the site or a cloud id nothing can be asked, and the token is sent nowhere else", async () => {
  const read = async (section: { readonly site: string } | undefined) => readJsmAccess(ENV, section);
  expect((await faultOf(read(undefined))).split(" | ")[0]).toBe(
    "JSM_CLOUD_ID is not set, and the roster does not name the site",
  );
  expect((await faultOf(read({ site: "evil.org" }))).split(" | ")[0]).toBe(
    "`jsm.site` is evil.org, which is no site of Atlassian: the token would be sent there",
  );
});
