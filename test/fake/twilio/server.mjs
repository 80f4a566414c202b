/** Starts a stateful Twilio on loopback: an account, its senders, phones and faults in, its address and all that arrived out. */
import { createServer } from "node:http";
import { striking } from "../opsgenie/faults.mjs";
import { CALL, fieldsOf, MESSAGE, UPDATE } from "./form.mjs";
import { memoryOf } from "./memory.mjs";
import { Refusal } from "./refusal.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { At } from "../opsgenie/faults.mjs" */
/** @import { Account, ApiKey, Arrived, Phone, Recorded, Resource } from "./model.ts" */

/**
 * `after`: it was done all the same. `hang`: no answer ever comes; `html`: a proxy answers, and not Twilio.
 * @typedef {{ readonly at: At, readonly times?: number } & (
 *   | { readonly does: "error", readonly when: "before" | "after", readonly status: number }
 *   | { readonly does: "html", readonly status: number }
 *   | { readonly does: "throttle" }
 *   | { readonly does: "cut", readonly when: "before" | "after" }
 *   | { readonly does: "hang", readonly when: "before" | "after" }
 * )} Fault
 */

/**
 * @typedef {object} Options
 * @property {() => number} now milliseconds since 1970
 * @property {Account} account
 * @property {readonly ApiKey[]} [keys]
 * @property {readonly string[]} numbers the account's own
 * @property {readonly string[]} [services] `MG…`
 * @property {Readonly<Record<string, Phone>>} [phones] by number; a text to any other arrives, a call is taken by a person
 * @property {readonly Fault[]} [faults]
 * @property {number} [port] any free one if not said
 * @property {(arrived: Arrived) => void} [onArrival] told when somebody reads a text or has heard a call
 * @property {(recorded: Recorded) => void} [onRequest]
 */

/**
 * @typedef {object} Twilio
 * @property {string} url
 * @property {readonly Recorded[]} requests
 * @property {readonly Resource[]} messages as they stand
 * @property {readonly Resource[]} calls with what each says as `twiml`
 * @property {readonly Arrived[]} arrived
 * @property {(number: string, channel: "sms" | "voice") => string | undefined} code the last that a person has from a page to that number
 * @property {(phones: Readonly<Record<string, Phone>>) => void} setPhones
 * @property {(faults: readonly Fault[]) => void} setFaults before another run: requests count from one again
 * @property {() => Promise<void>} close
 */

/** @param {Options} options @returns {Promise<Twilio>} */
export async function startTwilio(options) {
  const { account, keys = [] } = options;
  let phones = options.phones ?? {};
  let strike = striking(options.faults ?? []);
  /** @type {Recorded[]} */
  const requests = [];
  const root = `/2010-04-01/Accounts/${account.sid}`;

  const memory = memoryOf(options, () => phones);
  const { things, date } = memory;

  /** @param {IncomingMessage} request @returns {ApiKey | undefined} undefined: the account itself */
  function keyOf({ headers }) {
    const [, text = ""] = /^Basic (.*)$/.exec(headers.authorization ?? "") ?? [];
    const given = Buffer.from(text, "base64").toString("utf8");
    if (given === `${account.sid}:${account.token}`) return undefined;
    const key = keys.find(({ sid, secret }) => given === `${sid}:${secret}`);
    if (key === undefined) throw new Refusal(20003, "Authenticate");
    return key;
  }

  /** @param {IncomingMessage} request @param {string} path @param {string} text @returns {{ readonly status: number, readonly body: unknown }} */
  function answerOf(request, path, text) {
    const key = keyOf(request);
    const { method = "" } = request;
    if (path === `${root}.json` && method === "GET") {
      if (key !== undefined && key.maySeeAccount !== true) throw new Refusal(20003, "Authenticate");
      const { sid, name = "Platform", type = "Full", status = "active" } = account;
      const dates = { date_created: date(), date_updated: date() };
      return {
        status: 200,
        body: { sid, friendly_name: name, type, status, owner_account_sid: sid, ...dates },
      };
    }
    if (!path.startsWith(`${root}/`))
      throw new Refusal(20404, `The requested resource ${path} was not found`);
    if (account.status === "suspended") throw new Refusal(20005, "Account is not active");
    if (
      method === "POST" &&
      !/^application\/x-www-form-urlencoded/.test(request.headers["content-type"] ?? "")
    )
      throw new Refusal(20001, "Unsupported content type");
    const rest = path.slice(root.length);
    if (method === "POST" && rest === "/Messages.json")
      return { status: 201, body: memory.sendText(fieldsOf(text, MESSAGE)) };
    if (method === "POST" && rest === "/Calls.json")
      return { status: 201, body: memory.call(fieldsOf(text, CALL)) };
    const [, sid = "", sub] = /^\/(?:Messages|Calls)\/(\w+)(\/Notifications)?\.json$/.exec(rest) ?? [];
    const thing = things.get(sid);
    if (thing === undefined) throw new Refusal(20404, `The requested resource ${path} was not found`);
    if (method === "POST") return { status: 200, body: memory.ended(thing, fieldsOf(text, UPDATE)) };
    if (sub !== undefined)
      return {
        status: 200,
        body: { notifications: thing.notes, page: 0, page_size: 50, next_page_uri: null },
      };
    return { status: 200, body: memory.step(thing) };
  }

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString("utf8")));
  });

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} text */
  function answer(request, response, text) {
    const { method = "" } = request;
    const { pathname } = new URL(request.url ?? "/", twilio.url);
    const { number, struck } = strike(method, pathname);
    const [fault] = struck;
    const isUndone = fault !== undefined && !("when" in fault && fault.when === "after");
    const made = isUndone ? undefined : madeOf(request, pathname, text);
    /** @param {number} status @param {unknown} [body] */
    const send = (status, body) => {
      const recorded = {
        number,
        method,
        path: pathname,
        form: Object.fromEntries(new URLSearchParams(text)),
        status,
      };
      requests.push(recorded);
      options.onRequest?.(recorded);
      if (status === 0) return;
      const isPage = typeof body === "string";
      response.writeHead(status, { "Content-Type": isPage ? "text/html" : "application/json" });
      response.end(isPage ? body : JSON.stringify(body));
    };
    switch (fault?.does) {
      case "cut":
        send(0);
        return void request.socket.destroy();
      case "hang":
        return send(0);
      case "html":
        return send(fault.status, "<html>This is not Twilio</html>");
      case "error":
        return send(
          fault.status,
          new Refusal(fault.status === 503 ? 20503 : 20500, "Internal Server Error").body,
        );
      case "throttle":
        return send(429, new Refusal(20429, "Too Many Requests").body);
      default:
        return send(made?.status ?? 500, made?.body);
    }
  }

  /** @param {IncomingMessage} request @param {string} path @param {string} text */
  function madeOf(request, path, text) {
    try {
      return answerOf(request, path, text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: error.body };
    }
  }

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();

  /** @param {string} kind */
  const all = (kind) =>
    [...things.values()].map(({ resource }) => resource).filter(({ sid }) => String(sid).startsWith(kind));

  /** @type {Twilio} */
  const twilio = {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    requests,
    arrived: memory.arrived,
    get messages() {
      return all("SM");
    },
    get calls() {
      return all("CA");
    },
    code: (number, channel) => {
      const last = memory.arrived.findLast(
        (one) => one.to === number && one.channel === channel && one.isPerson,
      );
      return /(?<!\d)\d(?: ?\d){5}(?!\d)/.exec(last?.text ?? "")?.[0].replaceAll(" ", "");
    },
    setPhones: (next) => {
      phones = next;
    },
    setFaults: (faults) => {
      strike = striking(faults);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return twilio;
}
