/** Tests the local OpsGenie as push tests use it: its records, changes made by hand, slowness, headers and its end. */
import { afterEach, describe, expect, test } from "vitest";
import type { Recorded } from "./opsgenie/model.ts";
import { type Opsgenie, type Options, startOpsgenie } from "./opsgenie/server.mjs";

const NOW = Date.parse("2026-11-25T15:00:00Z");
const USERS = ["ann", "bob"].map((id) => ({ id, username: `${id}@example.com`, fullName: id }));
const PRIMARY = {
  name: "primary",
  timezone: "America/New_York",
  rotations: [
    {
      name: "weekly",
      startDate: "2026-11-23T17:00:00Z",
      type: "weekly",
      participants: USERS.map(({ id }) => ({ type: "user", id })),
    },
  ],
};
const COVER = {
  alias: "cover",
  user: { type: "user", id: "bob" },
  startDate: "2026-11-26T17:00:00Z",
  endDate: "2026-11-27T17:00:00Z",
};
const OVERRIDES = "/v2/schedules/primary/overrides?scheduleIdentifierType=name";

const started: Opsgenie[] = [];

async function start(options: Partial<Options> = {}) {
  const teams = [{ id: "t", name: "platform" }];
  const opsgenie = await startOpsgenie({
    now: () => NOW,
    users: USERS,
    teams,
    schedules: [PRIMARY],
    ...options,
  });
  started.push(opsgenie);
  return opsgenie;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.close()));
});

const ask = ({ url }: Opsgenie, method: string, path: string, body?: unknown, more: RequestInit = {}) =>
  fetch(`${url}${path}`, {
    method,
    headers: { Authorization: "GenieKey test-key", "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...more,
  });

test("requests are recorded whole, and never with the key", async () => {
  const told: Recorded[] = [];
  const opsgenie = await start({ onRequest: (recorded) => told.push(recorded) });
  await ask(opsgenie, "GET", "/v2/users/ann%40example.com?expand=contact");
  await ask(opsgenie, "POST", OVERRIDES, COVER);
  const [read, write] = opsgenie.requests;
  expect(read).toMatchObject({
    number: 1,
    method: "GET",
    path: "/v2/users/ann%40example.com",
    query: { expand: "contact" },
    body: undefined,
    status: 200,
  });
  expect(write).toEqual({
    number: 2,
    method: "POST",
    path: "/v2/schedules/primary/overrides",
    query: { scheduleIdentifierType: "name" },
    body: COVER,
    status: 201,
    answer: {
      result: "Created",
      data: { alias: "cover" },
      took: 0.01,
      requestId: "00000002-0000-4000-9000-000000000000",
    },
  });
  expect(told).toEqual(opsgenie.requests);
  expect(JSON.stringify(opsgenie.requests)).not.toContain("test-key");
});

test("its state is read as the service would answer it", async () => {
  const opsgenie = await start();
  opsgenie.byHand("POST", OVERRIDES, COVER);
  opsgenie.byHand("POST", "/v2/escalations", {
    name: "policy",
    rules: [
      {
        condition: "if-not-acked",
        notifyType: "default",
        delay: { timeAmount: 0 },
        recipient: { type: "schedule", name: "primary" },
      },
    ],
  });
  const data = async (path: string) => JSON.parse(await (await ask(opsgenie, "GET", path)).text()).data;
  expect(opsgenie.schedules).toEqual([await data("/v2/schedules/primary?identifierType=name")]);
  expect(opsgenie.overrides).toEqual([
    await data("/v2/schedules/primary/overrides/cover?scheduleIdentifierType=name"),
  ]);
  expect(opsgenie.escalations).toEqual([await data("/v2/escalations/policy?identifierType=name")]);
  expect(opsgenie.requests).toHaveLength(3);
});

test("who serves is told of an instant, and after a change by hand", async () => {
  const opsgenie = await start();
  const thanksgiving = Date.parse("2026-11-26T20:00:00Z");
  expect(opsgenie.onCall("primary", thanksgiving)).toEqual(["ann@example.com"]);
  const alias = opsgenie.addForeignOverride("primary", {
    user: "bob@example.com",
    start: thanksgiving,
    end: "2026-11-26T22:00:00Z",
  });
  expect(opsgenie.onCall("primary", thanksgiving)).toEqual(["bob@example.com"]);
  expect(opsgenie.overrides).toMatchObject([{ alias, startDate: "2026-11-26T20:00:00Z" }]);
  expect(() => opsgenie.onCall("secondary", NOW)).toThrow("the fake has no schedule secondary");
});

test("every write that was made is told before its answer is sent", async () => {
  const seen: (readonly string[])[] = [];
  const faults = [
    { at: { write: 2 }, does: "error", when: "after" },
    { at: { write: 3 }, does: "cut", when: "before" },
  ] as const;
  const at = Date.parse(COVER.startDate);
  const opsgenie = await start({ faults, onCommit: (each) => seen.push(each.onCall("primary", at)) });
  await ask(opsgenie, "POST", OVERRIDES, COVER);
  await ask(opsgenie, "POST", OVERRIDES, COVER);
  const path = "/v2/schedules/primary/overrides/cover?scheduleIdentifierType=name";
  await expect(ask(opsgenie, "DELETE", path)).rejects.toThrow("fetch failed");
  expect(seen).toEqual([["bob@example.com"]]);
  expect(opsgenie.requests.map(({ status }) => status)).toEqual([201, 500, 0]);
  await ask(opsgenie, "DELETE", path);
  expect(seen).toEqual([["bob@example.com"], ["ann@example.com"]]);
});

describe("faults", () => {
  test("a slow answer is to a request that was made, whether or not anybody waits for it", async () => {
    const opsgenie = await start({ faults: [{ at: 1, does: "slow", ms: 60_000 }] });
    const signal = AbortSignal.timeout(200);
    await expect(ask(opsgenie, "POST", OVERRIDES, COVER, { signal })).rejects.toThrow("timeout");
    expect(opsgenie.overrides).toHaveLength(1);
  });

  test("one that is short comes after its time", async () => {
    const opsgenie = await start({ faults: [{ at: 1, does: "slow", ms: 50 }] });
    const begin = performance.now();
    expect((await ask(opsgenie, "GET", "/v2/account")).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(45);
  });

  test("a fault may be told by what is asked, and how often it strikes", async () => {
    const at = ({ method, path }: { method: string; path: string }) =>
      method === "GET" && path.endsWith("account");
    const opsgenie = await start({ faults: [{ at, does: "throttle", times: 2 }] });
    const statuses: number[] = [];
    for (const path of ["/v2/users", "/v2/account", "/v2/account", "/v2/account"])
      statuses.push((await ask(opsgenie, "GET", path)).status);
    expect(statuses).toEqual([200, 429, 429, 200]);
  });
});

test("rate limits are told with every answer that is not an error", async () => {
  const opsgenie = await start();
  const headersOf = async (path: string) => {
    const { headers } = await ask(opsgenie, "GET", path);
    return ["X-RateLimit-State", "X-RateLimit-Period-In-Sec", "X-Request-ID", "Content-Type"].map((name) =>
      headers.get(name),
    );
  };
  const type = "application/json; charset=utf-8";
  expect(await headersOf("/v2/account")).toEqual(["OK", "60", "00000001-0000-4000-9000-000000000000", type]);
  expect(await headersOf("/v2/nothing")).toEqual([null, null, "00000002-0000-4000-9000-000000000000", type]);
});

test("a body of another type is not read", async () => {
  const opsgenie = await start();
  const headers = { Authorization: "GenieKey test-key", "Content-Type": "text/plain" };
  const response = await ask(opsgenie, "POST", OVERRIDES, COVER, { headers });
  expect([response.status, opsgenie.overrides]).toEqual([415, []]);
});

test("who was on call before a change stays so, however often it changes", async () => {
  let now = NOW;
  const opsgenie = await start({ now: () => now });
  const hour = 3_600_000;
  for (const user of ["bob", "ann", "bob"]) {
    opsgenie.byHand("POST", OVERRIDES, {
      alias: `at ${now}`,
      user: { type: "user", id: user },
      startDate: new Date(now).toISOString(),
      endDate: new Date(NOW + 24 * hour).toISOString(),
    });
    now += hour;
  }
  opsgenie.byHand("PATCH", "/v2/schedules/primary?identifierType=name", { enabled: false });
  const pieces = opsgenie.timeline("primary", NOW - hour, NOW + 4 * hour);
  expect(pieces.map(({ start: from, users }) => [(from - NOW) / hour, users.join()])).toEqual([
    [-1, "ann@example.com"],
    [0, "bob@example.com"],
    [1, "ann@example.com"],
    [2, "bob@example.com"],
    [3, ""],
  ]);
});

test("a clock that is put back finds what holds now as what is to come", async () => {
  const opsgenie = await start();
  opsgenie.byHand("POST", OVERRIDES, { ...COVER, startDate: "2026-11-25T14:00:00Z" });
  const [from, until] = [NOW - 7_200_000, NOW + 7_200_000];
  const served = () =>
    opsgenie
      .timeline("primary", from, until)
      .map(({ start: at, users }) => [(at - NOW) / 60_000, users.join()]);
  expect(served()).toEqual([
    [-120, "ann@example.com"],
    [0, "bob@example.com"],
  ]);
  opsgenie.setNow(() => NOW - 5_400_000);
  expect(served()).toEqual([
    [-120, "ann@example.com"],
    [-60, "bob@example.com"],
  ]);
});

test("it does not start where its port is taken", async () => {
  const { url } = await start();
  await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
});

describe("alerts", () => {
  const keys = [{ key: "test-key", kind: "global" }] as const;
  const send = (opsgenie: Opsgenie, username: string) =>
    ask(opsgenie, "POST", "/v2/alerts", {
      message: "a test",
      alias: `for ${username}`,
      responders: [{ type: "user", username }],
    });

  test("whoever is notified may acknowledge at once; who is blocked is not, nor is anybody twice", async () => {
    const told: string[] = [];
    const users = USERS.map((user) => ({ ...user, blocked: user.id === "bob" }));
    const opsgenie = await start({
      ...{ keys, users, switches: { unprocessed: 0 } },
      onAlert: ({ id, alias, notified }, each) => {
        told.push(`${alias}: ${notified}`);
        each.acknowledge(id, "ann@example.com");
      },
    });
    for (const name of ["ann", "bob", "ann"]) await send(opsgenie, `${name}@example.com`);
    expect(told).toEqual(["for ann@example.com: ann"]);
    expect(opsgenie.alerts).toMatchObject([
      { alias: "for ann@example.com", count: 2, report: { acknowledgedBy: "ann@example.com" } },
      { alias: "for bob@example.com", count: 1, notified: [], report: {} },
    ]);
  });

  test("only what there is may be acknowledged by hand", async () => {
    const opsgenie = await start({ keys });
    await send(opsgenie, "ann@example.com");
    const late = () => opsgenie.acknowledge("for ann@example.com", "ann@example.com");
    expect(late).toThrow("the fake has no alert for ann@example.com");
    for (const _ of [1, 2]) await ask(opsgenie, "GET", "/v2/alerts/requests/1");
    late();
    expect(opsgenie.alerts).toMatchObject([{ owner: "ann@example.com", status: "open" }]);
  });
});
