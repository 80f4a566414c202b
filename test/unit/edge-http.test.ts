/** Sends requests to a real server; failures are explained without repeating what was sent. */
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";

const http = createHttp({});

const server = createServer((request, response) => {
  if (request.url === "/cut") request.socket.destroy();
  else if (request.url === "/away") response.writeHead(302, { Location: "/" }).end();
  else if (request.url !== "/slow")
    response.writeHead(418, { "X-Kind": "pot" }).end(request.headers["x-sent"]);
});
let base = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  http.send({
    method: "GET",
    url: path.startsWith("/") ? base + path : path,
    headers,
    body: undefined,
    timeout: 300,
  });

test("answers with any status", async () => {
  const answer = await ask("/", { "X-Sent": "words" });
  if (answer.kind === "failed") throw new Error(answer.reason);
  const { status, text, header } = answer;
  expect([status, text, header("x-kind"), header("x-none")]).toEqual([418, "words", "pot", undefined]);
});

test.each([
  ["/cut", "the connection was cut"],
  ["/slow", "no answer in time"],
  ["/away", "it leads elsewhere, and is not followed"],
  ["http://127.0.0.1:1/", "nobody listens there"],
])("%s: %s", async (path, reason) => {
  expect(await ask(path)).toEqual({ kind: "failed", reason });
});

test("reports that nobody listens", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()));
  const address = other.address();
  await new Promise((resolve) => other.close(resolve));
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  expect(await ask(url)).toEqual({ kind: "failed", reason: "nobody listens there" });
});

test("does not repeat a header that cannot be sent", async () => {
  expect(await ask("/", { "X-Sent": "secret\nkey" })).toEqual({
    kind: "failed",
    reason: "the request failed (ERR_INVALID_CHAR)",
  });
});

test("sleeps", async () => {
  expect(await http.sleep(1)).toBe(undefined);
});
