/** Finds what a request names (users, teams, schedules, escalations, by id or name), and checks that the key may touch it. */
import { forbidden, notFound, Refusal, unprocessable } from "./answer.mjs";
import { needed, textIn } from "./fields.mjs";

/** @import { Call, Escalation, Json, Participant, Schedule, State, World } from "./model.ts" */

/** @param {World} world @param {string} name an id, or a username in any case */
export const userBy = ({ users }, name) =>
  users.find(({ id, username }) => id === name || username.toLowerCase() === name.toLowerCase());

/** The id of the team that a team's key belongs to. @param {Call} call */
export function teamOfKey({ key, world }) {
  return key.kind === "team" ? (world.teams.find(({ name }) => name === key.team)?.id ?? "") : undefined;
}

/** A team's key does not learn whether something exists that it may not touch. @param {Call} call @param {{ readonly ownerTeam?: string }} owned */
export function isOurs(call, { ownerTeam }) {
  const team = teamOfKey(call);
  return team === undefined || team === ownerTeam;
}

/**
 * @param {Call} call
 * @param {"identifierType" | "scheduleIdentifierType"} parameter the other one is ignored
 * @param {string} [name]
 * @returns {Schedule}
 */
export function scheduleOf(call, parameter, name = "identifier") {
  return identified(call, call.state.schedules, parameter, call.params[name] ?? "", "schedule");
}

/** @param {Call} call @returns {Escalation} */
export function escalationOf(call) {
  return identified(
    call,
    call.state.escalations,
    "identifierType",
    call.params["identifier"] ?? "",
    "escalation",
  );
}

/**
 * @template {{ readonly id: string, readonly name: string, readonly ownerTeam?: string }} Thing
 * @param {Call} call @param {readonly Thing[]} things @param {string} parameter @param {string} identifier @param {string} what
 * @returns {Thing}
 */
function identified(call, things, parameter, identifier, what) {
  const by = call.query[parameter] ?? "id";
  if (by !== "id" && by !== "name") throw unprocessable({ [parameter]: "should be one of id, name" });
  const thing = things.find((each) => each[by] === identifier);
  if (thing !== undefined && isOurs(call, thing)) return thing;
  if (call.key.kind === "team") throw forbidden(what);
  throw notFound(`No ${what} exists with ${by} [${identifier}]`);
}

/** The id of the team that a body names by id or name; of a key's own team where it names none. @param {Call} call */
export function ownerTeamIn(call) {
  const { ownerTeam } = call.body;
  const own = teamOfKey(call);
  if (ownerTeam === undefined) return own;
  const { id, name } =
    typeof ownerTeam === "object" && ownerTeam !== null
      ? { id: "", name: "", ...ownerTeam }
      : { id: "", name: "" };
  const team = call.world.teams.find((each) => each.id === id || (id === "" && each.name === name));
  if (team === undefined) throw unprocessable({ ownerTeam: "team does not exist" });
  if (own !== undefined && own !== team.id) throw forbidden("team");
  return team.id;
}

/** @param {World} world @param {string} id */
export function teamMeta({ teams }, id) {
  return { id, name: teams.find((team) => team.id === id)?.name ?? "" };
}

/**
 * One namespace for schedules, escalations and teams. @param {Call} call @param {string} name @param {string} [except] its own id
 */
export function refuseTaken({ state, world }, name, except) {
  /** @type {readonly (readonly [string, readonly { readonly id: string, readonly name: string }[]])[]} */
  const kinds = [
    ["Team", world.teams],
    ["Schedule", state.schedules],
    ["Escalation", state.escalations],
  ];
  for (const [kind, things] of kinds) {
    if (things.some((each) => each.name === name && each.id !== except))
      throw new Refusal(409, `There is already one ${kind} with same name`);
  }
}

/**
 * Finds whom a participant, an override or a rule names.
 * @param {World} world @param {State} state @param {Json} body @param {readonly string[]} types @param {string} field
 * @returns {{ readonly type: string, readonly id?: string }}
 */
export function recipientIn(world, state, body, types, field) {
  const type = needed(textIn(body, "type"), `${field}.type`);
  if (!types.includes(type))
    throw unprocessable({ [`${field}.type`]: `should be one of ${types.join(", ")}` });
  if (type === "none") return { type };
  const id = textIn(body, "id");
  const name = textIn(body, type === "user" ? "username" : "name");
  const wanted = id ?? name;
  if (wanted === undefined)
    throw unprocessable({ [field]: `id or ${type === "user" ? "username" : "name"} should be provided` });
  /** @type {readonly { readonly id: string, readonly name: string }[]} */
  const things = type === "team" ? world.teams : type === "schedule" ? state.schedules : state.escalations;
  const thing =
    type === "user"
      ? userBy(world, wanted)
      : things.find((each) => (id === undefined ? each.name : each.id) === wanted);
  if (thing === undefined)
    throw unprocessable({
      [field]: `${type} with ${id === undefined ? "name" : "id"} [${wanted}] does not exist`,
    });
  return { type, id: thing.id };
}

/** @param {World} world @param {State} state @param {{ readonly type: string, readonly id?: string }} recipient */
export function recipientText(world, state, { type, id = "" }) {
  if (type === "none") return { type };
  if (type === "user") return { type, id, username: userBy(world, id)?.username ?? "" };
  const things = [...world.teams, ...state.schedules, ...state.escalations];
  return { type, id, name: things.find((each) => each.id === id)?.name ?? "" };
}

/** As the timeline and the on-calls name it. @param {World} world @param {State} state @param {Participant} recipient */
export function servingText(world, state, recipient) {
  const { type, ...rest } = {
    id: undefined,
    username: undefined,
    name: undefined,
    ...recipientText(world, state, recipient),
  };
  return type === "none" ? { type } : { id: rest.id, name: rest.username ?? rest.name, type };
}
