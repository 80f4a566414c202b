/** Keeps the state between requests, and the past that each change leaves behind. */
import { Refusal, unprocessable } from "./answer.mjs";
import { escalationText } from "./escalations.mjs";
import { isRecord } from "./fields.mjs";
import { overrideIn, overrideText } from "./overrides.mjs";
import { refuseNotAllowed, routeOf } from "./routes.mjs";
import { scheduleText } from "./schedules.mjs";
import { withEpoch } from "./serving.mjs";
import { withSchedule } from "./state.mjs";

/** @import { IncomingHttpHeaders } from "node:http" */
/** @import { Answer, Json, Key, Schedule, State, World } from "./model.ts" */

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {Readonly<Record<string, string>>} query
 * @property {IncomingHttpHeaders} headers
 * @property {string} text
 * @property {string} base
 */

/** @typedef {Answer & { readonly headers: Readonly<Record<string, string>> }} Sent */

const HAND = { key: "", kind: /** @type {const} */ ("account") };
const SINCE_EVER = Number.NEGATIVE_INFINITY;

/** @param {World} world @param {readonly Key[]} keys */
export function memoryOf(world, keys) {
  /** @type {State} */
  let state = { schedules: [], escalations: [] };
  /** What reads still see after a write, if the service lags. */
  let seen = state;
  let unseen = 0;
  let answered = 0;

  /** @param {State} next @param {number} from */
  function commit(next, from) {
    if (unseen === 0) seen = state;
    unseen = world.switches.lag;
    state = { ...next, schedules: next.schedules.map((each) => withEpoch(each, from)) };
  }

  /** @returns {State} */
  function readable() {
    if (unseen === 0) return state;
    unseen -= 1;
    return seen;
  }

  /** @param {number} status @param {Json} body @param {Sent["headers"]} [more] @returns {Sent} */
  function sent(status, body, more = {}) {
    answered += 1;
    const requestId = `${String(answered).padStart(8, "0")}-0000-4000-9000-000000000000`;
    const limits = {
      "X-RateLimit-State": "OK",
      "X-RateLimit-Reason": "ACCOUNT",
      "X-RateLimit-Period-In-Sec": "60",
    };
    return {
      status,
      body: { took: 0.01, requestId, ...body },
      headers: {
        ...{
          "Content-Type": "application/json; charset=utf-8",
          "X-Request-ID": requestId,
          "X-Response-Time": "0.01",
        },
        ...(status < 300 ? limits : {}),
        ...more,
      },
    };
  }

  /** @param {number} status @param {string} message */
  const failed = (status, message) => sent(status, { message });

  /** @param {Request} request @returns {Sent} */
  function ask(request) {
    try {
      const key = keyOf(request, keys);
      const { method, path } = request;
      const { handler, params } = routeOf(method, path);
      refuseNotAllowed(method, path, key, world.lacks);
      const call = { world, key, params, ...request, body: bodyOf(request) };
      if (/^\/v2\/alerts\b/.test(path) && method === "GET") world.alerts.looked();
      const answer = handler({ ...call, state: method === "GET" ? readable() : state });
      if (answer.state !== undefined) commit(answer.state, world.now());
      return { ...sent(answer.status, answer.body), ...(answer.state === undefined ? {} : { state }) };
    } catch (error) {
      if (error instanceof Refusal) return sent(error.status, error.body, error.headers);
      throw error;
    }
  }

  /** @param {string} method @param {string} address @param {Json} [body] @param {number} [from] @returns {Answer} */
  function byHand(method, address, body = {}, from = world.now()) {
    const { pathname: path, searchParams } = new URL(address, "http://127.0.0.1");
    const { handler, params } = routeOf(method, path);
    const query = Object.fromEntries(searchParams);
    const answer = handler({ world, state, key: HAND, params, query, path, base: "", body });
    if (answer.state !== undefined) commit(answer.state, from);
    unseen = 0;
    return answer;
  }

  /** Added even if the service would refuse one in the past. @param {Schedule} schedule @param {Json} body @param {number} [from] */
  function foreign(schedule, body, from = world.now()) {
    const override = overrideIn(world, state, schedule, body, String(body["alias"] ?? world.newId()));
    commit(withSchedule(state, { ...schedule, overrides: [...schedule.overrides, override] }), from);
    unseen = 0;
  }

  return {
    ask,
    failed,
    byHand,
    foreign,
    /** @param {Json} body @param {readonly Json[]} overrides */
    preset: (body, overrides) => {
      byHand("POST", "/v2/schedules", body, SINCE_EVER);
      for (const override of overrides) {
        const schedule = state.schedules.at(-1);
        if (schedule !== undefined) foreign(schedule, override, SINCE_EVER);
      }
    },
    state: () => state,
    /** Reads catch up with the writes. */
    settle: () => {
      unseen = 0;
    },
    schedules: () => state.schedules.map((each) => scheduleText(world, state, each, true)),
    overrides: () =>
      state.schedules.flatMap((schedule) =>
        schedule.overrides.map((each) => overrideText(world, state, schedule, each, true)),
      ),
    escalations: () => state.escalations.map((each) => escalationText(world, state, each)),
  };
}

/** @param {Request} request @param {readonly Key[]} keys @returns {Key} */
function keyOf({ headers }, keys) {
  const { authorization = "" } = headers;
  const key = keys.find((each) => authorization === `GenieKey ${each.key}`);
  if (key === undefined) throw new Refusal(401, "Could not authenticate");
  return key;
}

/** @param {Request} request @returns {Json} */
function bodyOf({ text, headers }) {
  if (text === "") return {};
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw new Refusal(415, "Unsupported Media Type");
  /** @type {unknown} */
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, "Request body is not valid JSON");
  }
  if (!isRecord(body)) throw unprocessable({ body: "should be an object" });
  return body;
}
