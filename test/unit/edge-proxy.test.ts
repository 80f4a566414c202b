/** Checks which requests go through a proxy, as with curl, and sends some through a real one. */
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { createProxies, findProxy } from "../../src/edge/proxy.ts";
import { createClient, loadSdk } from "../../src/provider/twilio/client.ts";

const PROXY = "http://proxy.example.com:3128";
const OPSGENIE = "https://api.opsgenie.com/v2/alerts";

describe("the proxy of a request", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    [OPSGENIE, {}, undefined],
    [OPSGENIE, { HTTPS_PROXY: PROXY }, PROXY],
    [OPSGENIE, { https_proxy: PROXY, HTTPS_PROXY: "http://other" }, PROXY],
    [OPSGENIE, { https_proxy: "", HTTPS_PROXY: PROXY }, undefined],
    [OPSGENIE, { HTTPS_PROXY: "proxy.example.com:3128" }, PROXY],
    [OPSGENIE, { ALL_PROXY: PROXY }, PROXY],
    [OPSGENIE, { HTTP_PROXY: PROXY, http_proxy: PROXY }, undefined],
    ["http://127.0.0.1:8080/", { http_proxy: PROXY }, PROXY],
    ["http://127.0.0.1:8080/", { HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY }, undefined],
    ["https://127.0.0.1:8080/", { HTTP_PROXY: PROXY }, undefined],
    ["https://127.0.0.1:8080/", { HTTPS_PROXY: PROXY }, PROXY],
  ])("%s with %j", (url, env, proxy) => {
    expect(findProxy(url, env)?.origin).toBe(proxy);
  });

  test.each<[string, string, boolean]>([
    [OPSGENIE, "*", true],
    [OPSGENIE, "api.opsgenie.com", true],
    [OPSGENIE, "opsgenie.com", true],
    [OPSGENIE, ".OpsGenie.com", true],
    [OPSGENIE, "example.com, opsgenie.com", true],
    [OPSGENIE, "example.com opsgenie.com", true],
    [OPSGENIE, "genie.com", false],
    [OPSGENIE, "eu.api.opsgenie.com", false],
    [OPSGENIE, "", false],
    ["https://127.0.0.1:8080", "127.0.0.1", true],
    ["https://127.0.0.1:8080", "127.0.0.0/8", true],
    ["https://127.0.0.1:8080", "10.0.0.0/8", false],
    ["https://127.0.0.1:8080", "localhost", false],
    ["https://[::1]:8080", "::1", true],
    ["https://[::1]:8080", "[::1]", true],
    ["https://[fd00::7]:8080", "fd00::/8", true],
    ["https://[::1]:8080", "127.0.0.0/8", false],
    ["https://localhost:8080", "localhost", true],
  ])("%s, NO_PROXY=%s: straight is %s", (url, NO_PROXY, isStraight) => {
    expect(findProxy(url, { HTTPS_PROXY: PROXY, NO_PROXY }) === undefined).toBe(isStraight);
    expect(findProxy(url, { HTTPS_PROXY: PROXY, no_proxy: NO_PROXY, NO_PROXY: "*" }) === undefined).toBe(
      isStraight,
    );
  });

  test.each(["socks5://proxy:1080", "http://", "a b"])("%s is none, and not shown", async (HTTPS_PROXY) => {
    const ask = { method: "GET", url: OPSGENIE, headers: {}, body: undefined, timeout: 300 } as const;
    expect(await createHttp({ HTTPS_PROXY }).send(ask)).toEqual({
      kind: "failed",
      reason: "HTTPS_PROXY does not name an HTTP proxy",
    });
    const account = { sid: "AC1", user: "AC1", password: "secret", at: undefined };
    const client = createClient(await loadSdk(), { ...ACCOUNT, ...account }, createProxies({ HTTPS_PROXY }));
    await expect(client).rejects.toThrow("HTTPS_PROXY does not name an HTTP proxy");
  });
});

const ACCOUNT = {
  sid: `AC${"0".repeat(32)}`,
  user: `AC${"0".repeat(32)}`,
  password: "secret",
  isApiKey: false,
  from: "+12025550100",
  service: undefined,
  at: undefined,
};

describe("through a real proxy", () => {
  /** What the proxy was asked, with all headers. */
  const asked: string[] = [];
  let answer = 200;
  let proxy: Server;
  let service: Server;
  let env: Readonly<Record<string, string>> = {};
  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    service = createServer((request, response) => response.end(`hello ${request.headers["authorization"]}`));
    proxy = createServer().on("connect", (request, socket) => {
      asked.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
      if (answer !== 200) {
        socket.end(`HTTP/1.1 ${answer} No\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const there = connect(portOf(service), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        there.pipe(socket);
        socket.pipe(there);
      });
      there.on("error", () => socket.destroy());
      socket.on("error", () => there.destroy());
    });
    for (const server of [service, proxy])
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const address = `http://mia:pass%20word@127.0.0.1:${portOf(proxy)}`;
    env = { HTTPS_PROXY: address, http_proxy: address };
  });
  beforeEach(() => {
    asked.length = 0;
    answer = 200;
  });
  afterAll(() => {
    proxy.close();
    service.close();
  });

  const ask = (url: string) =>
    createHttp(env).send({
      method: "POST",
      url,
      headers: { Authorization: "GenieKey secret" },
      body: "{}",
      timeout: 3000,
    });

  test("a service is reached, and its key is not shown to the proxy", async () => {
    expect(await ask("http://opsgenie.test/v2/alerts")).toMatchObject({
      kind: "answer",
      status: 200,
      text: "hello GenieKey secret",
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^opsgenie\.test:80 /);
    expect(asked[0]).toContain(`Basic ${Buffer.from("mia:pass word").toString("base64")}`);
    expect(asked[0]).not.toContain("secret");
  });

  test("OpsGenie's own address is asked for at the proxy", async () => {
    answer = 407;
    expect(await ask(OPSGENIE)).toMatchObject({ kind: "answer", status: 407 });
    expect(asked[0]).toMatch(/^api\.opsgenie\.com:443 /);
    expect(asked[0]).not.toContain("secret");
  });

  test("a proxy that is away is named, without its password", async () => {
    const away = { HTTPS_PROXY: "http://mia:pass@127.0.0.1:1" };
    const sent = await createHttp(away).send({
      ...{ method: "GET", url: OPSGENIE, headers: {}, body: undefined, timeout: 3000 },
    });
    expect(sent).toEqual({ kind: "failed", reason: "nobody listens there (through the proxy 127.0.0.1:1)" });
  });

  test("Twilio's SDK goes through it too, by HTTPS_PROXY and not by HTTP_PROXY", async () => {
    answer = 407;
    const sdk = await loadSdk();
    const fetchAccount = async (given: Readonly<Record<string, string>>, at?: string) => {
      const account = { ...ACCOUNT, ...(at !== undefined && { at: { url: at, isLoopback: true } }) };
      const client = await createClient(sdk, account, createProxies(given));
      return client.api.v2010.accounts(account.sid).fetch();
    };
    await expect(fetchAccount(env)).rejects.toMatchObject({ status: 407 });
    expect(asked.map((line) => line.split(" ")[0])).toEqual(["api.twilio.com:443"]);
    expect(asked[0]).not.toContain(Buffer.from(`${ACCOUNT.sid}:secret`).toString("base64"));
    asked.length = 0;
    // To a service on this machine without TLS, which then fails by itself.
    const before = process.env["HTTP_PROXY"];
    process.env["HTTP_PROXY"] = env["HTTPS_PROXY"];
    try {
      await expect(
        fetchAccount({ HTTP_PROXY: env["HTTPS_PROXY"] ?? "" }, `https://127.0.0.1:${portOf(service)}`),
      ).rejects.toThrow();
    } finally {
      if (before === undefined) delete process.env["HTTP_PROXY"];
      else process.env["HTTP_PROXY"] = before;
    }
    expect(asked).toEqual([]);
  });
});
