/** What the local Twilio remembers: texts and calls that it was asked for in, each as it stands at the next look out. */
import { Refusal } from "./refusal.mjs";
import { heard } from "./speech.mjs";
import { statesOfCall, statesOfText } from "./state.mjs";

/** @import { Arrived, CallFate, Fields, Phone, Resource, TextFate } from "./model.ts" */
/** @import { Options } from "./server.mjs" */

/** A resource on its way: what it is, and the states that are to come. @typedef {{ resource: Resource, readonly states: Resource[], readonly arrive: () => void, readonly notes: Resource[] }} Thing */

const OVER = ["completed", "busy", "no-answer", "failed", "canceled"];
const E164 = /^\+[1-9]\d{6,14}$/;

/** @param {Options} options @param {() => Readonly<Record<string, Phone>>} phones */
export function memoryOf({ account, numbers, services = [], now, onArrival }, phones) {
  /** @type {Arrived[]} */
  const arrived = [];
  /** @type {Map<string, Thing>} */
  const things = new Map();
  const root = `/2010-04-01/Accounts/${account.sid}`;

  /** @param {Arrived} one */
  const arrives = (one) => {
    arrived.push(one);
    onArrival?.(one);
  };

  /** @param {string} kind */
  const newSid = (kind) => `${kind}${String(things.size + 1).padStart(32, "0")}`;
  const date = () => new Date(now()).toUTCString().replace("GMT", "+0000");

  /** @param {Fields} fields */
  function sendText({ To: to, From: from, MessagingServiceSid: service, Body: body }) {
    if (to === undefined) throw new Refusal(21604, "A 'To' phone number is required.");
    if (body === undefined) throw new Refusal(21602, "Message body is required.");
    if (from === undefined && service === undefined)
      throw new Refusal(21603, "A 'From' phone number is required.");
    if (!E164.test(to)) throw new Refusal(21211, `The 'To' number ${to} is not a valid phone number.`);
    if (service !== undefined && !services.includes(service))
      throw new Refusal(21705, `The Messaging Service Sid ${service} is invalid.`);
    if (service === undefined && !numbers.includes(from ?? ""))
      throw new Refusal(
        21606,
        `The 'From' phone number ${from} is not a valid, SMS-capable inbound phone number for your account.`,
      );
    if (body.length > 1600)
      throw new Refusal(21617, "The concatenated message body exceeds the 1600 character limit.");
    /** @type {TextFate} */
    const fate = phones()[to]?.sms ?? "delivered";
    if (typeof fate === "object" && "refused" in fate)
      throw new Refusal(fate.refused, `The 'To' number ${to} cannot be reached.`);
    const sender = from ?? numbers[0] ?? "";
    const states = statesOfText(fate, service !== undefined);
    return put(
      "SM",
      {
        body,
        to,
        from: service === undefined ? sender : null,
        messaging_service_sid: service ?? null,
        direction: "outbound-api",
        num_media: "0",
        num_segments: "1",
        error_message: null,
        error_code: null,
        price: null,
        price_unit: "USD",
        date_sent: null,
      },
      states,
      "delivered",
      () => arrives({ channel: "sms", to, from: sender, text: body, isPerson: true }),
    );
  }

  /** @param {Fields} fields */
  function call({ To: to, From: from, Twiml: twiml, MachineDetection: detection }) {
    if (to === undefined) throw new Refusal(21201, "No 'To' number is specified");
    if (from === undefined) throw new Refusal(21213, "Caller phone number is required");
    if (twiml === undefined) throw new Refusal(21205, "Url parameter is required.");
    // What Twilio answers to more than it takes is not known; it is no call in any case.
    if (twiml.length > 4000) throw new Refusal(21205, "Twiml is too long");
    if (!E164.test(to))
      throw new Refusal(21217, `The phone number you are attempting to call, ${to}, is not valid.`);
    if (!numbers.includes(from))
      throw new Refusal(
        21210,
        `The source phone number provided, ${from}, is not yet verified for your account.`,
      );
    /** @type {CallFate} */
    const fate = phones()[to]?.voice ?? "human";
    if (typeof fate === "object") throw new Refusal(fate.refused, `Account not authorized to call ${to}.`);
    const spoken = heard(twiml);
    const isPerson = fate === "human" || fate === "unknown";
    /** @type {readonly Resource[]} */
    const states = spoken === undefined ? [{ status: "queued" }, { status: "failed" }] : statesOfCall(fate);
    const sid = put(
      "CA",
      {
        to,
        from,
        twiml,
        direction: "outbound-api",
        answered_by: null,
        duration: null,
        start_time: null,
        end_time: null,
        price: null,
        price_unit: "USD",
        queue_time: "0",
      },
      detection === undefined
        ? states.map((state) => ({ ...state, ...("answered_by" in state ? { answered_by: null } : {}) }))
        : states,
      "in-progress",
      () => arrives({ channel: "voice", to, from, text: spoken ?? "", isPerson }),
    );
    if (spoken === undefined)
      things.get(String(sid["sid"]))?.notes.push({
        sid: newSid("NO"),
        error_code: "12100",
        log: "0",
        message_text: "Document parse failure",
        message_date: date(),
        date_created: date(),
        date_updated: date(),
      });
    return sid;
  }

  /**
   * @param {string} kind @param {Resource} fields @param {readonly Resource[]} states @param {string} arrivesAt @param {() => void} arrive
   * @returns {Resource}
   */
  function put(kind, fields, states, arrivesAt, arrive) {
    const sid = newSid(kind);
    const [first, ...next] = states;
    const resource = {
      sid,
      account_sid: account.sid,
      api_version: "2010-04-01",
      date_created: date(),
      date_updated: date(),
      uri: `${root}/${kind === "SM" ? "Messages" : "Calls"}/${sid}.json`,
      subresource_uris: {},
      ...fields,
      ...first,
    };
    let isThere = false;
    /** @type {Thing} */
    const thing = {
      resource,
      states: [...next],
      notes: [],
      arrive: () => {
        if (isThere || thing.resource["status"] !== arrivesAt) return;
        isThere = true;
        arrive();
      },
    };
    things.set(sid, thing);
    return resource;
  }

  /** @param {Thing} thing @returns {Resource} */
  function step(thing) {
    const next = thing.states.shift();
    if (next !== undefined) thing.resource = { ...thing.resource, ...next, date_updated: date() };
    thing.arrive();
    return thing.resource;
  }

  /** @param {Thing} thing @param {Fields} fields @returns {Resource} */
  function ended(thing, { Status: wanted }) {
    if (!("twiml" in thing.resource)) throw new Refusal(20001, "A message cannot be ended");
    const was = String(thing.resource["status"]);
    if (OVER.includes(was)) throw new Refusal(21220, "Call is not in-progress. Cannot redirect.");
    thing.states.length = 0;
    const isTaken = was === "in-progress";
    const status = isTaken || wanted === undefined ? "completed" : wanted;
    const over = { status, duration: isTaken ? "5" : null, date_updated: date() };
    thing.resource = { ...thing.resource, ...over, hung_up: "by us" };
    return thing.resource;
  }

  return { arrived, things, sendText, call, step, ended, date };
}
