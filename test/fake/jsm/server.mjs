/** Starts a stateful Jira Service Management on loopback: the site and its Operations API, with switches for all that nobody could verify and faults to inject. */
import { alertingOf } from "../opsgenie/alerting.mjs";
import { Refusal as OpsgenieRefusal } from "../opsgenie/answer.mjs";
import { instantIn } from "../opsgenie/fields.mjs";
import { ringingFor } from "../opsgenie/ringing.mjs";
import { togetherOver, withEpoch } from "../opsgenie/serving.mjs";
import { withSchedule } from "../opsgenie/state.mjs";
import { DEFAULT_SWITCHES as OPSGENIE_SWITCHES } from "../opsgenie/switches.mjs";
import { answerStruck } from "../struck.mjs";
import { errorBody, Refusal } from "./answer.mjs";
import { escalationText } from "./escalations.mjs";
import { overrideIn, overrideText } from "./overrides.mjs";
import { accountBy } from "./people.mjs";
import { refuseNotAllowed, routeOf } from "./routes.mjs";
import { scheduleText } from "./schedules.mjs";
import { commonOf, DEFAULT_SWITCHES } from "./switches.mjs";

/** @import { Alert, Json, Recorded } from "../opsgenie/model.ts" */
/** @import { Fault } from "../opsgenie/faults.mjs" */
/** @import { Asked, Sent } from "../struck.mjs" */
/** @import { Account, Answer, Forwarding, Lack, State, Team, Token, World } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */

/**
 * @typedef {object} Options
 * @property {() => number} now milliseconds since 1970
 * @property {readonly Account[]} accounts
 * @property {readonly Team[]} teams
 * @property {readonly Token[]} [tokens] an admin's, `push@example.com` with `test-token`, by default
 * @property {readonly Forwarding[]} [forwardings]
 * @property {readonly Json[]} [integrations]
 * @property {Partial<Switches>} [switches]
 * @property {readonly Fault[]} [faults]
 * @property {readonly (Json & { readonly overrides?: readonly Json[] })[]} [schedules] bodies of POST, each with those of its overrides: present from the start
 * @property {readonly Json[]} [escalations] bodies of POST, each with its `team`
 * @property {readonly Lack[]} [lacks] what the site's plan does not include
 * @property {string} [cloudId]
 * @property {number} [port] any free one by default
 * @property {(recorded: Recorded) => void} [onRequest] called for each request when it is answered or cut
 * @property {(alert: Alert, jsm: Jsm) => void} [onAlert] called when one notifies somebody
 * @property {(jsm: Jsm) => void} [onCommit] called after every write, before it is answered
 */

/**
 * As the local OpsGenie; people are their emails.
 * @typedef {object} Jsm
 * @property {string} url
 * @property {string} cloudId
 * @property {readonly Recorded[]} requests
 * @property {readonly Json[]} schedules
 * @property {readonly Json[]} overrides of all schedules
 * @property {readonly Json[]} escalations
 * @property {readonly Alert[]} alerts
 * @property {(alert: string, email: string) => void} acknowledge
 * @property {(schedule: string, override: { readonly user: string, readonly start: number | string, readonly end: number | string, readonly rotations?: readonly string[] }) => string} addForeignOverride
 *   made by hand, for all rotations or for those with these names; gives its alias
 * @property {(method: string, path: string, body?: Json) => Answer} byHand any request below `/v1`, as if made in the user interface
 * @property {(schedule: string, instant: number) => readonly string[]} onCall
 * @property {(schedule: string, from: number, until: number) => readonly { readonly start: number, readonly end: number, readonly users: readonly string[] }[]} timeline
 * @property {(faults: readonly Fault[]) => void} setFaults
 * @property {(now: () => number) => void} setNow
 * @property {() => Promise<void>} close
 */

/** @type {readonly Token[]} */
const DEFAULT_TOKENS = [{ email: "push@example.com", token: "test-token", kind: "admin" }];
const SINCE_EVER = Number.NEGATIVE_INFINITY;
const JSON_TYPE = { "Content-Type": "application/json" };

/** @param {Options} options @returns {Promise<Jsm>} */
export async function startJsm(options) {
  const {
    accounts,
    teams,
    tokens = DEFAULT_TOKENS,
    forwardings = [],
    integrations = [],
    lacks = [],
  } = options;
  const cloudId = options.cloudId ?? "c10d0000-0000-4000-8000-000000000000";
  const root = `/jsm/ops/api/${cloudId}/v1`;
  let now = options.now;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `${String(ids).padStart(8, "0")}-0000-4000-8000-000000000000`;
  };
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const users = accounts.map(({ id, email, name }) => ({ id, username: email, fullName: name }));
  const ops = {
    ...{
      users,
      teams,
      account: cloudId,
      lacks: [],
      now: () => now(),
      newId,
      forwardings: [],
      integrations: [],
    },
    // Of those that it has in common with OpsGenie.
    switches: { ...OPSGENIE_SWITCHES, ...commonOf(switches) },
  };
  const alerts = alertingOf(
    ops,
    (alert) => options.onAlert?.(alert, jsm),
    (responders) => ringingFor(state, responders, users, now(), ops.switches),
  );
  /** @type {World} */
  const world = {
    ...{ accounts, teams, forwardings, integrations, cloudId, lacks, switches },
    ops: { ...ops, alerts },
  };
  /** @type {State} */
  let state = { schedules: [], escalations: [] };
  /** What reads still see after a write, if the service lags. */
  let seen = state;
  let unseen = 0;

  /** @param {State} next @param {number} from */
  function commit(next, from) {
    if (unseen === 0) seen = state;
    unseen = switches.lag;
    state = { ...next, schedules: next.schedules.map((each) => withEpoch(each, from)) };
  }

  function readable() {
    if (unseen === 0) return state;
    unseen -= 1;
    return seen;
  }

  /** @param {number} status @param {string} message @param {Switches["errors"]} [shape] @returns {Sent} */
  const failed = (status, message, shape = switches.errors) => ({
    status,
    body: errorBody(status, message, shape),
    headers: JSON_TYPE,
  });

  /** @param {Asked} asked @returns {Sent} */
  function ask(asked) {
    try {
      const { method, path, query, search, headers, text, base } = asked;
      const { handler, params } = routeOf(method, path, cloudId);
      const token = path === "/_edge/tenant_info" ? hand : tokenOf(headers.authorization ?? "", tokens);
      refuseNotAllowed(method, path, token, lacks);
      if (path.startsWith(`${root}/alerts`) && method === "GET") alerts.looked();
      const body = text === "" ? {} : JSON.parse(text);
      const read = method === "GET" ? readable() : state;
      const answer = handler({ world, state: read, token, params, query, search, path, base, body });
      if (answer.state !== undefined) commit(answer.state, now());
      const { state: made, ...given } = answer;
      const limits = switches.limits === "told" ? { "X-RateLimit-Limit": "100" } : {};
      return {
        ...given,
        headers: { ...JSON_TYPE, ...limits },
        ...(made === undefined ? {} : { state: made }),
      };
    } catch (error) {
      if (error instanceof OpsgenieRefusal) return failed(error.status, JSON.stringify(error.body));
      if (!(error instanceof Refusal)) throw error;
      return failed(error.status, error.message, error.shape === "bare" ? "message" : switches.errors);
    }
  }

  /** @type {Token} */
  const hand = { email: "hand@example.com", token: "", kind: "admin" };

  /** @param {string} method @param {string} address @param {Json} [body] @param {number} [from] @returns {Answer} */
  function byHand(method, address, body = {}, from = now()) {
    const { pathname, searchParams: search } = new URL(`${root}${address}`, "http://127.0.0.1");
    const { handler, params } = routeOf(method, pathname, cloudId);
    const query = Object.fromEntries(search);
    const answer = handler({
      world,
      state,
      token: hand,
      params,
      query,
      search,
      path: pathname,
      base: "",
      body,
    });
    if (answer.state !== undefined) commit(answer.state, from);
    unseen = 0;
    return answer;
  }

  /** @param {string} name */
  const scheduleNamed = (name) => {
    const schedule = state.schedules.find((each) => each.name === name);
    if (schedule === undefined) throw new Error(`the fake has no schedule ${name}`);
    return schedule;
  };

  /** Added even if the service would refuse one in the past. @param {string} name @param {Json} body @param {number} from */
  function foreign(name, body, from) {
    const schedule = scheduleNamed(name);
    const override = overrideIn(world, schedule, body, newId());
    commit(withSchedule(state, { ...schedule, overrides: [...schedule.overrides, override] }), from);
    unseen = 0;
    return override.alias;
  }

  for (const { overrides = [], ...body } of options.schedules ?? []) {
    byHand("POST", "/schedules", body, SINCE_EVER);
    for (const override of overrides) foreign(String(body["name"]), override, SINCE_EVER);
  }
  for (const { team, ...body } of options.escalations ?? [])
    byHand("POST", `/teams/${String(team)}/escalations`, body);

  const { url, requests, setFaults, close } = await answerStruck({
    faults: options.faults ?? [],
    port: options.port,
    ask,
    failed,
    tooMany: "Rate limit exceeded",
    throttled: (seconds) => ({ "Retry-After": `${seconds}`, "RateLimit-Reason": "jira-burst-based" }),
    onRequest: (recorded) => options.onRequest?.(recorded),
    onCommit: () => options.onCommit?.(jsm),
  });

  /** @type {Jsm} */
  const jsm = {
    url,
    cloudId,
    requests,
    get schedules() {
      return state.schedules.map((each) => scheduleText(world, each, true));
    },
    get overrides() {
      return state.schedules.flatMap((each) => each.overrides.map((one) => overrideText(world, each, one)));
    },
    get escalations() {
      return state.escalations.map((each) => escalationText(world, each));
    },
    get alerts() {
      return alerts.all();
    },
    acknowledge: (wanted, email) => {
      const alert = alerts.all().findLast(({ id, alias }) => id === wanted || alias === wanted);
      if (alert === undefined) throw new Error(`the fake has no alert ${wanted}`);
      alerts.acknowledge(alert, email);
    },
    addForeignOverride: (name, { user, start, end, rotations }) => {
      const [startDate, endDate] = [start, end].map((each) =>
        new Date(typeof each === "number" ? each : instantIn(each, "date")).toISOString(),
      );
      const bound = scheduleNamed(name).rotations.filter((each) => rotations?.includes(each.name));
      const responder = { type: "user", id: accountBy(world, user)?.id ?? user };
      const rotationIds = rotations === undefined ? null : bound.map(({ id }) => id);
      return foreign(name, { responder, startDate, endDate, rotationIds }, now());
    },
    byHand,
    onCall: (name, instant) => jsm.timeline(name, instant, instant + 1)[0]?.users ?? [],
    timeline: (name, start, end) =>
      togetherOver(scheduleNamed(name), { start, end }, now(), ops.switches).map(
        ({ ids: people, ...span }) => ({
          ...span,
          users: people.map((id) => accountBy(world, id)?.email ?? id),
        }),
      ),
    setFaults: (faults) => {
      setFaults(faults);
      unseen = 0;
    },
    setNow: (next) => {
      now = next;
    },
    close,
  };
  return jsm;
}

/** @param {string} authorization @param {readonly Token[]} tokens */
function tokenOf(authorization, tokens) {
  const token = tokens.find(
    ({ email, token: secret }) =>
      authorization === `Basic ${Buffer.from(`${email}:${secret}`).toString("base64")}`,
  );
  if (token === undefined) throw new Refusal(401, "Unauthorized", "bare");
  return token;
}
