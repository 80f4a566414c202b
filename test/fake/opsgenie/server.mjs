/** Starts a stateful OpsGenie on loopback, with switches for all that is undocumented and faults to inject. */
import { createServer } from "node:http";
import { onLoopback } from "../loopback.mjs";
import { alertingOf } from "./alerting.mjs";
import { striking } from "./faults.mjs";
import { instantIn } from "./fields.mjs";
import { userBy } from "./lookup.mjs";
import { memoryOf } from "./memory.mjs";
import { ringingFor } from "./ringing.mjs";
import { togetherOver } from "./serving.mjs";
import { DEFAULT_SWITCHES } from "./switches.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { Fault } from "./faults.mjs" */
/** @import { Alert, Answer, Forwarding, Integration, Json, Key, Lack, Recorded, Team, User } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */

/**
 * @typedef {object} Options
 * @property {() => number} now milliseconds since 1970
 * @property {readonly User[]} users
 * @property {readonly Team[]} teams
 * @property {readonly Forwarding[]} [forwardings]
 * @property {readonly Integration[]} [integrations]
 * @property {readonly Key[]} [keys] one of the account, `test-key`, by default
 * @property {Partial<Switches>} [switches]
 * @property {readonly Fault[]} [faults]
 * @property {readonly (Json & { readonly overrides?: readonly Json[] })[]} [schedules] bodies of POST /v2/schedules, each with
 *   those of its overrides: present from the start
 * @property {readonly Json[]} [escalations] bodies of POST /v2/escalations
 * @property {string} [account]
 * @property {readonly Lack[]} [lacks] what the account's plan does not include
 * @property {number} [port] any free one by default
 * @property {(recorded: Recorded) => void} [onRequest] called for each request when it is answered or cut
 * @property {(alert: Alert, opsgenie: Opsgenie) => void} [onAlert] called when one notifies somebody
 * @property {(opsgenie: Opsgenie) => void} [onCommit] called after every write, before it is answered
 */

/**
 * @typedef {object} Opsgenie
 * @property {string} url
 * @property {readonly Recorded[]} requests
 * @property {readonly Json[]} schedules as GET answers each, with its rotations
 * @property {readonly Json[]} overrides of all schedules, each with its `_parent`
 * @property {readonly Json[]} escalations
 * @property {readonly Alert[]} alerts open and closed, in the order of their creation
 * @property {(alert: string, username: string) => void} acknowledge by that user, at once; the alert by its id or alias
 * @property {(schedule: string, override: { readonly user: string, readonly start: number | string, readonly end: number | string, readonly alias?: string, readonly rotations?: readonly string[] }) => string} addForeignOverride
 *   made by hand in the service, for all rotations or for those with these names; gives its alias
 * @property {(method: string, path: string, body?: Json) => Answer} byHand any request, as if made in the user interface: no key, no fault, no record
 * @property {(schedule: string, instant: number) => readonly string[]} onCall usernames
 * @property {(schedule: string, from: number, until: number) => readonly { readonly start: number, readonly end: number, readonly users: readonly string[] }[]} timeline
 *   without gaps: nobody is an empty list
 * @property {(faults: readonly Fault[]) => void} setFaults before another run: requests count from one again, a stop is over, lagging reads have caught up
 * @property {(now: () => number) => void} setNow
 * @property {() => Promise<void>} close
 */

const DEFAULT_KEYS = [{ key: "test-key", kind: /** @type {const} */ ("account") }];
const TOO_MANY = "You are making too many requests! To avoid errors, we recommend you limit requests.";

/** @param {Options} options @returns {Promise<Opsgenie>} */
export async function startOpsgenie(options) {
  const { users, teams, keys = DEFAULT_KEYS, account = "example", lacks = [] } = options;
  const { forwardings = [], integrations = [] } = options;
  let now = options.now;
  let strike = striking(options.faults ?? []);
  let stopped = false;
  /** @type {Recorded[]} */
  const requests = [];
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `${String(ids).padStart(8, "0")}-0000-4000-8000-000000000000`;
  };
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const around = { users, switches, now: () => now(), newId };
  const alerts = alertingOf(
    around,
    (alert) => options.onAlert?.(alert, opsgenie),
    (responders) => ringingFor(memory.state(), responders, users, now(), switches),
  );
  const world = { ...around, teams, forwardings, integrations, account, lacks, alerts };
  const memory = memoryOf(world, keys);
  for (const { overrides = [], ...body } of options.schedules ?? []) memory.preset(body, overrides);
  for (const body of options.escalations ?? []) memory.byHand("POST", "/v2/escalations", body);

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString("utf8")));
  });

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} text */
  function answer(request, response, text) {
    if (stopped) return void request.socket.destroy();
    const { method = "", url = "/", headers } = request;
    const { pathname, searchParams } = new URL(url, opsgenie.url);
    const query = Object.fromEntries(searchParams);
    const { number, struck } = strike(method, pathname);
    const asked = { method, path: pathname, query, headers, text, base: opsgenie.url };
    const cut = struck.find(({ does }) => does === "cut");
    const error = struck.find(({ does }) => does === "error");
    const throttle = struck.find(({ does }) => does === "throttle");
    if (struck.some(({ does }) => does === "stop")) stopped = true;
    const unmade =
      (cut?.does === "cut" && cut.when === "before") || (error?.does === "error" && error.when === "before");
    const made = unmade || throttle !== undefined ? undefined : memory.ask(asked);
    if (made?.state !== undefined) options.onCommit?.(opsgenie);
    const given = struckAnswer(made, throttle, error);
    const { status, body } = cut === undefined ? given : { status: 0, body: undefined };
    const recorded = { number, method, path: pathname, query, body: parsed(text), status, answer: body };
    requests.push(recorded);
    const slow = struck.find(({ does }) => does === "slow");
    const send = () => {
      options.onRequest?.(recorded);
      if (cut !== undefined) request.socket.destroy();
      else {
        response.writeHead(status, { ...given.headers, ...(stopped ? { Connection: "close" } : {}) });
        response.end(JSON.stringify(body));
      }
    };
    if (slow?.does !== "slow") return send();
    later(slow.ms, send);
  }

  /** @param {(Answer & { readonly headers: Readonly<Record<string, string>> }) | undefined} made @param {Fault | undefined} throttle @param {Fault | undefined} error */
  function struckAnswer(made, throttle, error) {
    if (throttle?.does === "throttle") {
      const { seconds = 1 } = throttle;
      const told = {
        "X-RateLimit-State": "THROTTLED",
        "X-RateLimit-Reason": "ACCOUNT",
        "X-RateLimit-Period-In-Sec": `${seconds}`,
      };
      const failed = memory.failed(429, TOO_MANY);
      return { ...failed, headers: { ...failed.headers, ...(throttle.headers === true ? told : {}) } };
    }
    if (error?.does === "error" || made === undefined)
      return memory.failed(error?.does === "error" ? (error.status ?? 500) : 500, "Internal Server Error");
    return made;
  }

  const { url, later, close } = await onLoopback(server, options.port);

  /** @param {string} name */
  const scheduleNamed = (name) => {
    const schedule = memory.state().schedules.find((each) => each.name === name);
    if (schedule === undefined) throw new Error(`the fake has no schedule ${name}`);
    return schedule;
  };

  /** @type {Opsgenie} */
  const opsgenie = {
    url,
    requests,
    get schedules() {
      return memory.schedules();
    },
    get overrides() {
      return memory.overrides();
    },
    get escalations() {
      return memory.escalations();
    },
    get alerts() {
      return alerts.all();
    },
    acknowledge: (wanted, username) => {
      const alert = alerts.all().findLast(({ id, alias }) => id === wanted || alias === wanted);
      if (alert === undefined) throw new Error(`the fake has no alert ${wanted}`);
      alerts.acknowledge(alert, username);
    },
    byHand: memory.byHand,
    addForeignOverride: (name, { user, start, end, alias = newId(), rotations = [] }) => {
      const [startDate, endDate] = [start, end].map((each) =>
        new Date(typeof each === "number" ? each : instantIn(each, "date")).toISOString(),
      );
      const bound = rotations.map((each) => ({ name: each }));
      const body = {
        alias,
        user: { type: "user", username: user },
        startDate,
        endDate,
        rotations: bound,
      };
      memory.foreign(scheduleNamed(name), body);
      return alias;
    },
    onCall: (name, instant) => opsgenie.timeline(name, instant, instant + 1)[0]?.users ?? [],
    timeline: (name, start, end) =>
      togetherOver(scheduleNamed(name), { start, end }, now(), switches).map(({ ids: people, ...span }) => ({
        ...span,
        users: people.map((id) => userBy(world, id)?.username ?? id),
      })),
    setFaults: (faults) => {
      strike = striking(faults);
      stopped = false;
      memory.settle();
    },
    setNow: (next) => {
      now = next;
    },
    close,
  };
  return opsgenie;
}

/** @param {string} text */
function parsed(text) {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
