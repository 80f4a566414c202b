/** Builds answers as Slack gives them: status 200, and `ok` says whether it worked. */

/** @import { Answer, Channel, Call, Group, Member, State } from "./model.ts" */

/** Thrown while a request is answered. */
export class Refusal extends Error {
  /** @param {string} word @param {Readonly<Record<string, unknown>>} [more] */
  constructor(word, more = {}) {
    super(word);
    this.word = word;
    this.more = more;
  }
}

/** @param {Readonly<Record<string, unknown>>} body @param {State} [state] @returns {Answer} */
export const done = (body, state) => ({ body: { ok: true, ...body }, ...(state && { state }) });

/** @param {Call} call @param {readonly string[]} scopes any of them will do */
export function demand({ token }, ...scopes) {
  if (scopes.some((scope) => token.scopes.includes(scope))) return;
  throw new Refusal("missing_scope", { needed: scopes[0], provided: token.scopes.join(",") });
}

/** @param {Call} call @param {string} name */
export function needed({ args }, name) {
  const value = args[name];
  if (value === undefined || value === "") throw new Refusal("invalid_arguments");
  return value;
}

/** @param {Call} call @returns {Group} */
export function groupOf(call) {
  const id = needed(call, "usergroup");
  const found = call.state.groups.find((group) => group.id === id);
  if (found === undefined) throw new Refusal("no_such_subteam");
  return found;
}

/** One that the app can see: a private one only from inside. @param {Call} call @returns {Channel} */
export function channelOf(call) {
  const id = needed(call, "channel");
  const found = call.world.channels.find((channel) => channel.id === id);
  if (found === undefined || (found.isPrivate === true && !found.hasApp))
    throw new Refusal("channel_not_found");
  return found;
}

/** @param {Member} member @param {boolean} withEmail */
export function userText({ id, name, email, isDeactivated = false, kind = "member" }, withEmail) {
  return {
    ...{ id, team_id: "T00000001", name: id.toLowerCase(), deleted: isDeactivated, real_name: name },
    ...{ is_bot: kind === "bot", is_restricted: kind === "guest", is_ultra_restricted: false },
    profile: { real_name: name, display_name: name, ...(withEmail && email !== undefined && { email }) },
  };
}
