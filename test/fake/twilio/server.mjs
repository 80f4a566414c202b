/** Starts a stateful Twilio on loopback, with a fate for each phone and faults to inject. */
import { createServer } from "node:http";
import { onLoopback } from "../loopback.mjs";
import { striking } from "../opsgenie/faults.mjs";
import { answerOf } from "./account.mjs";
import { isDone } from "./faults.mjs";
import { formOf } from "./form.mjs";
import { phonesOf } from "./phone.mjs";
import { refused } from "./refusal.mjs";
import { callText, messageText } from "./resource.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { Fault } from "./faults.mjs" */
/** @import { Account, Answer, ApiKey, CallResource, MessageResource, Phone, PhoneEvent, Phones, Pool, Recorded, World } from "./model.ts" */

/**
 * @typedef {object} Options
 * @property {() => number} now milliseconds since 1970
 * @property {Account} account
 * @property {readonly ApiKey[]} [apiKeys]
 * @property {readonly string[]} numbers our senders, E.164
 * @property {readonly Pool[]} [services] Messaging Services
 * @property {Phones} [phones]
 * @property {readonly Fault[]} [faults]
 * @property {number} [port] any free one by default
 * @property {(event: PhoneEvent) => void} [onPhone] called for a text that arrives, and for a call that somebody or something listens to
 * @property {(recorded: Recorded) => void} [onRequest] called for each request when it is answered, cut or left hanging
 */

/**
 * @typedef {object} Twilio
 * @property {string} url
 * @property {readonly Recorded[]} requests
 * @property {readonly MessageResource[]} messages as each was last answered
 * @property {readonly (CallResource & { readonly twiml: string, readonly hungUp: boolean })[]} calls
 * @property {(number: string) => Phone} phone
 * @property {(phones: Phones) => void} setPhones for what is sent from now on
 * @property {(faults: readonly Fault[]) => void} setFaults requests count from one again
 * @property {(now: () => number) => void} setNow
 * @property {() => Promise<void>} close
 */

/** @type {Readonly<Record<number, number>>} */
const CODES = { 401: 20003, 403: 20003, 404: 20404, 429: 20429, 503: 20503 };

/** @param {Options} options @returns {Promise<Twilio>} */
export async function startTwilio(options) {
  const { account, apiKeys = [], numbers, services = [] } = options;
  let { now, phones = {} } = options;
  let strike = striking(options.faults ?? []);
  let sids = 0;
  /** @type {Recorded[]} */
  const requests = [];
  const handsets = phonesOf(options.onPhone);
  /** @type {World} */
  const world = {
    account,
    numbers,
    pools: services,
    phones: () => phones,
    now: () => now(),
    newSid: (prefix) => {
      sids += 1;
      return `${prefix}${sids.toString(16).padStart(32, "0")}`;
    },
    messages: new Map(),
    calls: new Map(),
    ring: handsets.ring,
  };

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString("utf8")));
  });

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} text */
  function answer(request, response, text) {
    const { method = "", url = "/", headers } = request;
    const { pathname: path } = new URL(url, twilio.url);
    const form = formOf(text);
    const { number, struck } = strike(method, path);
    const made = isDone(struck) ? answerOf(world, apiKeys, { method, path, headers, form }) : undefined;
    const given = answerUnder(struck, made);
    const lost = struck.find(({ does }) => does === "cut" || does === "hang");
    const status = lost === undefined ? given.status : 0;
    const userAgent = headers["user-agent"] ?? "";
    const recorded = { number, method, path, form, userAgent, status };
    requests.push(recorded);
    const send = () => {
      options.onRequest?.(recorded);
      if (lost?.does === "cut") request.socket.destroy();
      if (lost !== undefined) return;
      const page = typeof given.body === "string";
      response.writeHead(given.status, { "Content-Type": page ? "text/html" : "application/json" });
      response.end(page ? given.body : JSON.stringify(given.body));
    };
    const slow = struck.find(({ does }) => does === "slow");
    if (slow?.does !== "slow") return send();
    later(slow.ms, send);
  }

  const { url, later, close } = await onLoopback(server, options.port);

  /** @type {Twilio} */
  const twilio = {
    url,
    requests,
    get messages() {
      return [...world.messages.values()].map((each) => messageText(account, each));
    },
    get calls() {
      return [...world.calls.values()].map((each) => ({
        ...callText(account, each),
        twiml: each.twiml,
        hungUp: each.hungUp,
      }));
    },
    phone: handsets.phone,
    setPhones: (next) => {
      phones = next;
    },
    setFaults: (faults) => {
      strike = striking(faults);
    },
    setNow: (next) => {
      now = next;
    },
    close,
  };
  return twilio;
}

/** @param {readonly Fault[]} struck @param {Answer | undefined} made @returns {Answer} */
function answerUnder(struck, made) {
  const error = struck.find(({ does }) => does === "error");
  if (struck.some(({ does }) => does === "throttle")) return refused(20429).answer;
  if (error?.does !== "error") return made ?? refused(20500).answer;
  const { status, code = CODES[status] ?? 20500, html } = error;
  if (html === true) return { status, body: "<html><body><h1>Something is in between</h1></body></html>" };
  return refused(code, {}, status).answer;
}
