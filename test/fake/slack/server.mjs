/** Starts a stateful Slack on loopback: people, user groups and channels of one workspace, with switches for what nobody could verify and faults to inject. */
import { answerStruck } from "../struck.mjs";
import { Refusal } from "./answer.mjs";
import { referencesIn } from "./blocks.mjs";
import { METHODS } from "./methods.mjs";

/** @import { Recorded } from "../opsgenie/model.ts" */
/** @import { Fault } from "../opsgenie/faults.mjs" */
/** @import { Asked, Sent } from "../struck.mjs" */
/** @import { Channel, Group, Member, Message, State, Switches, Token } from "./model.ts" */

/**
 * @typedef {object} Options
 * @property {() => number} now milliseconds since 1970
 * @property {readonly Member[]} members
 * @property {readonly Group[]} [groups]
 * @property {readonly Channel[]} [channels]
 * @property {readonly Token[]} [tokens] one with all scopes, `xoxb-test-token`, by default
 * @property {string} [workspace]
 * @property {Partial<Switches>} [switches]
 * @property {readonly Fault[]} [faults]
 * @property {Readonly<Record<string, string>>} [refusals] by method, the word with which it is always refused
 * @property {number} [port] any free one by default
 * @property {(recorded: Recorded) => void} [onRequest] called for each request when it is answered or cut
 * @property {(message: Message) => void} [onMessage] called for each message
 */

/**
 * @typedef {object} Slack
 * @property {string} url
 * @property {readonly Recorded[]} requests
 * @property {readonly Message[]} messages
 * @property {(message: Message) => readonly string[]} referencesIn whom it notifies, and what it links to
 * @property {(id: string) => readonly string[]} membersOf a group
 * @property {(id: string, members: readonly string[]) => void} setMembers by hand
 * @property {(faults: readonly Fault[]) => void} setFaults
 * @property {(now: () => number) => void} setNow
 * @property {() => Promise<void>} close
 */

export const SCOPES = [
  ...["chat:write", "channels:history", "groups:history", "users:read", "users:read.email"],
  ...["usergroups:read", "usergroups:write"],
];
export const TOKEN = "xoxb-test-token";

/** @type {Switches} */
const DEFAULT_SWITCHES = {
  ...{ lag: 0, groupsByAdmins: false, isFree: false, metadata: "shown", page: 1000 },
  deactivated: "left-out",
};

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };

/** @param {Options} options @returns {Promise<Slack>} */
export async function startSlack(options) {
  const { members, channels = [], tokens = [{ token: TOKEN, scopes: SCOPES }], refusals = {} } = options;
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  let { now } = options;
  const world = { workspace: options.workspace ?? "Example", members, channels, switches, now: () => now() };
  /** @type {State} */
  let state = { groups: options.groups ?? [], messages: [] };
  let before = state;
  /** Reads of a group since the last write. */
  let reads = Number.POSITIVE_INFINITY;

  /** @param {string} id */
  const membersOf = (id, from = state) => from.groups.find((group) => group.id === id)?.members ?? [];

  /** What a read shows. @param {string} id */
  function seen(id) {
    const stale = reads < switches.lag;
    reads += 1;
    const ids = membersOf(id, stale ? before : state);
    return switches.deactivated === "listed"
      ? ids
      : ids.filter((one) => members.find((member) => member.id === one)?.isDeactivated !== true);
  }

  /** @param {State} next */
  function commit(next) {
    before = state;
    state = next;
    reads = 0;
  }

  /** @param {string} word @param {Readonly<Record<string, unknown>>} [more] @returns {Sent} */
  const refused = (word, more = {}) => ({
    status: 200,
    headers: JSON_TYPE,
    body: { ok: false, error: word, ...more },
  });

  /** @param {Asked} asked @returns {Sent} */
  function ask({ method, path, headers, text }) {
    const name = /^\/api\/([\w.]+)$/.exec(path)?.[1] ?? "";
    const answer = METHODS[name];
    if (answer === undefined || method !== "POST") return refused("unknown_method", { req_method: name });
    const token = tokens.find(({ token: secret }) => headers.authorization === `Bearer ${secret}`);
    if (token === undefined)
      return refused(headers.authorization === undefined ? "not_authed" : "invalid_auth");
    const word = token.word ?? refusals[name];
    if (word !== undefined) return refused(word);
    try {
      const args = Object.fromEntries(new URLSearchParams(text));
      const { body, state: next } = answer({ args, token, state, world }, seen);
      if (next === undefined) return { status: 200, headers: JSON_TYPE, body };
      commit(next);
      const message = next.messages.at(-1);
      if (name === "chat.postMessage" && message !== undefined) options.onMessage?.(message);
      return { status: 200, headers: JSON_TYPE, body, state: next };
    } catch (error) {
      if (error instanceof Refusal) return refused(error.word, error.more);
      throw error;
    }
  }

  const { url, requests, setFaults, close } = await answerStruck({
    faults: options.faults ?? [],
    port: options.port,
    ask,
    failed: (status) => ({
      status,
      headers: { "Content-Type": "text/html" },
      body: "<html>Slack is unwell</html>",
    }),
    tooMany: "",
    throttled: (seconds) => ({ "Retry-After": `${seconds}` }),
    onRequest: (recorded) => options.onRequest?.(recorded),
    onCommit: () => undefined,
  });

  return {
    url,
    requests,
    get messages() {
      return state.messages;
    },
    referencesIn,
    membersOf: (id) => membersOf(id),
    setMembers: (id, ids) =>
      commit({
        ...state,
        groups: state.groups.map((group) => (group.id === id ? { ...group, members: ids } : group)),
      }),
    setFaults,
    setNow: (next) => {
      now = next;
    },
    close,
  };
}
