/** Sends requests over the network, straight or through a proxy. Follows no redirect, which would be given the key. */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Environment, Http, HttpAnswer, HttpRequest } from "./edges.ts";
import { BadProxy, findProxy, openAgent } from "./proxy.ts";

/** In place of the errors themselves, which may hold what was sent. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name cannot be looked up",
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ABORT_ERR: "no answer in time",
};

/** `env` says which proxies there are. */
export function createHttp(env: Environment): Http {
  return {
    async send(request) {
      let proxy: URL | undefined;
      try {
        proxy = findProxy(request.url, env);
        return await ask(request, proxy);
      } catch (error) {
        const reason = reasonOf(error);
        return { kind: "failed", reason: proxy ? `${reason} (through the proxy ${proxy.host})` : reason };
      }
    },
    sleep: (ms, ending) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          ending?.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        ending?.addEventListener("abort", end);
        if (ending?.aborted === true) end();
      }),
  };
}

async function ask(request: HttpRequest, proxy: URL | undefined): Promise<HttpAnswer> {
  const { url, method, headers, body, timeout } = request;
  const agent = proxy && (await openAgent(proxy));
  const { request: open } = await (url.startsWith("https:") ? import("node:https") : import("node:http"));
  const options = { method, headers, signal: AbortSignal.timeout(timeout), ...(agent && { agent }) };
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = open(url, options, (answer) => {
      const { statusCode = 0, headers: received } = answer;
      if (statusCode >= 300 && statusCode < 400 && received.location !== undefined) {
        answer.destroy();
        resolve({ kind: "failed", reason: "it leads elsewhere, and is not followed" });
        return;
      }
      readText(answer).then((text) => {
        const header = (name: string) => [received[name.toLowerCase()]].flat()[0];
        resolve({ kind: "answer", status: statusCode, header, text });
      }, reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function readText(answer: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of answer) parts.push(part);
  return new TextDecoder().decode(Buffer.concat(parts));
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  if (error instanceof BadProxy) return error.message;
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(code)) return "its certificate is not trusted";
  return REASONS[code] ?? `the request failed (${code})`;
}
