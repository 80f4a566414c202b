/** Finds the proxy that a request has to go through, as curl does, and connects through it. */
import type { Agent } from "node:https";
import type { Environment, Proxies } from "./edges.ts";

/** Undefined if the request goes straight to its service. Throws BadProxy if the variable names no HTTP proxy. */
export function findProxy(url: string, env: Environment): URL | undefined {
  const { protocol, hostname } = new URL(url);
  // As in curl, `HTTP_PROXY` in capitals does not count for http: a web server sets it to what a stranger sends as `Proxy:`.
  const [name, text] =
    findFirstSet(protocol === "https:" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"], env) ??
    findFirstSet(["all_proxy", "ALL_PROXY"], env) ??
    [];
  if (name === undefined || text === undefined || text === "" || isExempt(hostname, env)) return undefined;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address) || !/^https?:/i.test(address)) throw new BadProxy(name);
  return new URL(address);
}

/** An empty variable is set: it switches a proxy off. */
function findFirstSet(names: readonly string[], env: Environment): readonly [string, string] | undefined {
  for (const name of names) {
    const text = env[name];
    if (text !== undefined) return [name, text.trim()];
  }
  return undefined;
}

/** `NO_PROXY` lists hosts, whose subdomains count too, addresses, and blocks of addresses; `*` is all. */
function isExempt(hostname: string, env: Environment): boolean {
  const [, list = ""] = findFirstSet(["no_proxy", "NO_PROXY"], env) ?? [];
  const host = hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  const { BlockList, isIP } = process.getBuiltinModule("node:net");
  const family = isIP(host);
  return list.split(/[\s,]+/).some((item) => {
    const entry = item
      .toLowerCase()
      .replace(/^\.|\.$/g, "")
      .replace(/^\[|\]$/g, "");
    if (entry === "*" || (entry !== "" && entry === host)) return true;
    if (entry === "" || family === 0) return entry !== "" && host.endsWith(`.${entry}`);
    const [network = "", bits = ""] = entry.split("/");
    if (isIP(network) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
      return false;
    const type = family === 4 ? "ipv4" : "ipv6";
    const block = new BlockList();
    block.addSubnet(network, Number(bits), type);
    return block.check(host, type);
  });
}

/** Its message names the variable alone: a proxy's address may hold a password. */
export class BadProxy extends Error {
  constructor(name: string) {
    super(`${name} does not name an HTTP proxy`);
    this.name = "BadProxy";
  }
}

export function createProxies(env: Environment): Proxies {
  return {
    async agentFor(url, options) {
      const proxy = findProxy(url, env);
      return proxy && openAgent(proxy, options);
    },
    hideHttpProxy(act) {
      const before = process.env["HTTP_PROXY"];
      delete process.env["HTTP_PROXY"];
      try {
        return act();
      } finally {
        if (before !== undefined) process.env["HTTP_PROXY"] = before;
      }
    },
  };
}

/** Node has no such agent before version 24. */
export async function openAgent(proxy: URL, options: object = {}): Promise<Agent> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, options);
}
