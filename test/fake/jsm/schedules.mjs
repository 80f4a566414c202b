/** Answers the calls on schedules and their rotations. Unlike OpsGenie, a rotation may have nobody, and ids are the only names. */
import { dateText } from "../opsgenie/answer.mjs";
import { needed, recordsIn, textIn, yesIn } from "../opsgenie/fields.mjs";
import { restrictionText } from "../opsgenie/restrictions.mjs";
import { rotationIn as opsgenieRotationIn } from "../opsgenie/rotations.mjs";
import { without, withSchedule } from "../opsgenie/state.mjs";
import { isZone } from "../opsgenie/zone.mjs";
import { created, deleted, found, listed, missing, Refusal, updated } from "./answer.mjs";
import { accountBy } from "./people.mjs";

/** @import { Json, Rotation, Schedule } from "../opsgenie/model.ts" */
/** @import { Answer, Call, State, World } from "./model.ts" */

const DEFAULT_ZONE = "America/New_York";

/** @param {Call} call @returns {Schedule} */
export function scheduleOf({ state, params, token }) {
  const schedule = state.schedules.find(({ id }) => id === params["schedule"]);
  if (schedule === undefined || token.kind === "outsider") throw missing("Schedule");
  return schedule;
}

/** Nobody is `noone` here, and has no id. @param {World} world @param {Json} body @returns {Json} */
function participantIn(world, body) {
  const type = textIn(body, "type");
  if (type === "noone") return { type: "none" };
  const id = needed(textIn(body, "id"), "participants.id");
  const account = accountBy(world, id);
  if (type === "user" && account === undefined) throw new Refusal(422, `User ${id} does not exist`);
  return { type, id };
}

/** @param {World} world @param {State} state @param {string} zone @param {Json} body @param {Rotation} [before] @returns {Rotation} */
export function rotationIn(world, state, zone, body, before) {
  const given = recordsIn(body, "participants")?.map((each) => participantIn(world, each));
  const { endDate, timeRestriction, participants: _, ...rest } = body;
  const { endDate: clearing } = world.switches;
  if (endDate === null && clearing === "refused") throw new Refusal(400, "endDate may not be null");
  if (endDate === "" && world.switches.emptyEndDate === "refused")
    throw new Refusal(400, "endDate may not be empty");
  const cleared = endDate === "" || (endDate === null && clearing === "clears");
  const kept = before && cut(before, cleared, timeRestriction === null);
  const rotation = opsgenieRotationIn(
    world.ops,
    state,
    zone,
    {
      ...rest,
      ...(typeof endDate === "string" && endDate !== "" ? { endDate } : {}),
      ...(timeRestriction === null || timeRestriction === undefined ? {} : { timeRestriction }),
      // There the list may not be empty.
      participants: given === undefined || given.length === 0 ? [{ type: "none" }] : given,
    },
    kept,
  );
  if (given !== undefined && given.length > 0) return rotation;
  return { ...rotation, participants: given === undefined ? (before?.participants ?? []) : [] };
}

/** @param {Rotation} rotation @param {boolean} end @param {boolean} restriction @returns {Rotation} */
function cut({ endDate, timeRestriction, ...rest }, end, restriction) {
  return {
    ...rest,
    ...(end || endDate === undefined ? {} : { endDate }),
    ...(restriction || timeRestriction === undefined ? {} : { timeRestriction }),
  };
}

/** @param {World} world @param {number} instant */
export const shown = ({ ops }, instant) => dateText(instant, ops.switches);

/** @param {World} world @param {Rotation} rotation @returns {Json} */
export function rotationText(world, { startDate, endDate, participants, timeRestriction, ...rest }) {
  return {
    ...rest,
    startDate: shown(world, startDate),
    ...(endDate === undefined ? {} : { endDate: shown(world, endDate) }),
    participants: participants.map(({ type, id }) =>
      type === "none" ? { type: "noone", id: null } : { type, id },
    ),
    ...(timeRestriction === undefined
      ? {}
      : { timeRestriction: restrictionText(world.ops, timeRestriction) }),
  };
}

/** @param {World} world @param {Schedule} schedule @param {boolean} expanded @returns {Json} */
export function scheduleText(
  world,
  { id, name, description, timezone, enabled, ownerTeam, rotations },
  expanded,
) {
  return {
    ...{ id, name, description, timezone, enabled },
    ...(ownerTeam === undefined ? {} : { teamId: ownerTeam }),
    ...(expanded ? { rotations: rotations.map((each) => rotationText(world, each)) } : {}),
  };
}

/** A zone that the service does not know silently becomes its default. @param {World} world @param {string | undefined} zone */
function zoneIn({ switches }, zone = DEFAULT_ZONE) {
  if (isZone(zone) && !switches.unknownZones.includes(zone)) return zone;
  if (switches.noZone === "refused") throw new Refusal(422, "Timezone is not valid");
  return DEFAULT_ZONE;
}

/** @param {Call} call @param {string} name @param {string | undefined} team @param {string} [except] */
function refuseTaken({ state, world }, name, team, except) {
  const isTaken = state.schedules.some(
    (each) =>
      each.name.toLowerCase() === name.toLowerCase() &&
      each.id !== except &&
      (world.switches.names === "site" || each.ownerTeam === team),
  );
  if (isTaken) throw new Refusal(409, `Schedule with name ${name} already exists`);
}

/** @param {Call} call @returns {Answer} */
export function createSchedule(call) {
  const { world, state, body } = call;
  const name = needed(textIn(body, "name"), "name");
  const team = textIn(body, "teamId");
  refuseTaken(call, name, team);
  if (team !== undefined && !world.teams.some(({ id }) => id === team))
    throw new Refusal(404, "Team not found");
  const timezone = zoneIn(world, textIn(body, "timezone"));
  /** @type {Schedule} */
  const schedule = {
    id: world.ops.newId(),
    name,
    description: textIn(body, "description") ?? "",
    timezone,
    enabled: yesIn(body, "enabled") ?? true,
    ...(team === undefined || team === "" ? {} : { ownerTeam: team }),
    rotations: (recordsIn(body, "rotations") ?? []).map((each) => rotationIn(world, state, timezone, each)),
    overrides: [],
    epochs: [],
  };
  return created(withSchedule(state, schedule), scheduleText(world, schedule, true));
}

/** `query` is a whole name in any case, or its beginning with `*`. @param {Call} call @returns {Answer} */
export function listSchedules(call) {
  const { world, state, query, token } = call;
  const wanted = (query["query"] ?? "*").toLowerCase();
  const fits = (/** @type {string} */ name) =>
    wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  const items =
    token.kind === "outsider" ? [] : state.schedules.filter(({ name }) => fits(name.toLowerCase()));
  const expanded = (query["expand"] ?? "").includes("rotation");
  return listed(
    call,
    items.map((each) => scheduleText(world, each, expanded)),
  );
}

/** @param {Call} call @returns {Answer} */
export const getSchedule = (call) => found(scheduleText(call.world, scheduleOf(call), true));

/** @param {Call} call @returns {Answer} */
export function updateSchedule(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call);
  const name = textIn(body, "name") ?? schedule.name;
  refuseTaken(call, name, schedule.ownerTeam, schedule.id);
  const zone = textIn(body, "timezone");
  const timezone = zone === undefined ? schedule.timezone : zoneIn(world, zone);
  const rotations = recordsIn(body, "rotations");
  /** @type {Schedule} */
  const next = {
    ...schedule,
    name,
    timezone,
    description: textIn(body, "description") ?? schedule.description,
    enabled: yesIn(body, "enabled") ?? schedule.enabled,
    // Replaces all of them, with new ids.
    rotations: rotations?.map((each) => rotationIn(world, state, timezone, each)) ?? schedule.rotations,
  };
  return updated(withSchedule(state, next), scheduleText(world, next, true));
}

/** @param {Call} call @returns {Answer} */
export const deleteSchedule = (call) => deleted(without(call.state, scheduleOf(call).id));

/** @param {Call} call */
function rotationOf(call) {
  const schedule = scheduleOf(call);
  const rotation = schedule.rotations.find(({ id }) => id === call.params["rotation"]);
  if (rotation === undefined) throw missing("Rotation");
  return { schedule, rotation };
}

/** @param {Schedule} schedule @param {Rotation} rotation */
function refuseTwin({ rotations }, { id, name }) {
  if (rotations.some((each) => each.name === name && each.id !== id))
    throw new Refusal(409, `Rotation with name ${name} already exists`);
}

/** @param {Call} call @returns {Answer} */
export const listRotations = (call) =>
  listed(
    call,
    scheduleOf(call).rotations.map((each) => rotationText(call.world, each)),
  );

/** @param {Call} call @returns {Answer} */
export const getRotation = (call) => found(rotationText(call.world, rotationOf(call).rotation));

/** @param {Call} call @returns {Answer} */
export function createRotation(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call);
  const rotation = rotationIn(world, state, schedule.timezone, body);
  refuseTwin(schedule, rotation);
  const rotations = [...schedule.rotations, rotation];
  return created(withSchedule(state, { ...schedule, rotations }), rotationText(world, rotation));
}

/** @param {Call} call @returns {Answer} */
export function updateRotation(call) {
  const { world, state, body } = call;
  const { schedule, rotation } = rotationOf(call);
  const next = rotationIn(world, state, schedule.timezone, body, rotation);
  refuseTwin(schedule, next);
  const rotations = schedule.rotations.map((each) => (each === rotation ? next : each));
  return updated(withSchedule(state, { ...schedule, rotations }), rotationText(world, next));
}

/** @param {Call} call @returns {Answer} */
export function deleteRotation(call) {
  const { schedule, rotation } = rotationOf(call);
  const rotations = schedule.rotations.filter((each) => each !== rotation);
  return deleted(withSchedule(call.state, { ...schedule, rotations }));
}
