/** Answers the calls on schedules: created with their rotations in one request, listed without them unless expanded. */
import { created, deleted, expandOf, found, listed, Refusal, unprocessable, updated } from "./answer.mjs";
import { needed, recordsIn, textIn, yesIn } from "./fields.mjs";
import { isOurs, ownerTeamIn, refuseTaken, scheduleOf, teamMeta } from "./lookup.mjs";
import { rotationIn, rotationText } from "./rotations.mjs";
import { scheduleMeta, without, withSchedule } from "./state.mjs";
import { isZone, otherNameOf } from "./zone.mjs";

/** @import { Answer, Call, Json, Schedule, State, World } from "./model.ts" */

/** @param {string | undefined} name @returns {string | undefined} */
function checkedName(name) {
  if (name !== undefined && !/^[\w. -]{1,100}$/.test(name))
    throw unprocessable({ name: "is not a valid name" });
  return name;
}

/** A zone that the service does not know silently becomes UTC. @param {World} world @param {string} zone */
function zoneOf({ switches }, zone) {
  const isKnown = isZone(zone) && !switches.unknownZones.includes(zone);
  if (!isKnown && switches.noZone === "refused") throw unprocessable({ timezone: "is not a time zone" });
  if (!isKnown) return "UTC";
  return switches.zone === "renamed" ? otherNameOf(zone) : zone;
}

/** @param {Call} call @returns {Answer} */
export function createSchedule(call) {
  const { world, state, body } = call;
  const name = needed(checkedName(textIn(body, "name")), "name");
  const ownerTeam = ownerTeamIn(call);
  refuseTaken(call, name);
  const timezone = zoneOf(world, textIn(body, "timezone") ?? "UTC");
  const rotations = recordsIn(body, "rotations") ?? [];
  /** @type {Schedule} */
  const schedule = {
    id: world.newId(),
    name,
    description: textIn(body, "description") ?? "",
    timezone,
    enabled: yesIn(body, "enabled") ?? true,
    ...(ownerTeam === undefined ? {} : { ownerTeam }),
    rotations: rotations.map((each) => rotationIn(world, state, timezone, each)),
    overrides: [],
    epochs: [],
  };
  return created(withSchedule(state, schedule), scheduleMeta(schedule));
}

/** @param {World} world @param {State} state @param {Schedule} schedule @param {boolean} expanded @returns {Json} */
export function scheduleText(world, state, schedule, expanded) {
  const { id, name, description, timezone, enabled, ownerTeam, rotations } = schedule;
  return {
    ...{ id, name, description, timezone, enabled },
    ...(ownerTeam === undefined ? {} : { ownerTeam: teamMeta(world, ownerTeam) }),
    rotations: expanded ? rotations.map((each) => rotationText(world, state, each)) : [],
  };
}

/** @param {Call} call @returns {Answer} */
export function listSchedules(call) {
  const { world, state } = call;
  const expanded = expandOf(call).includes("rotation");
  const items = state.schedules.filter((each) => isOurs(call, each));
  const texts = items.map((each) => scheduleText(world, state, each, expanded));
  return listed(call, texts, { expandable: ["rotation"] });
}

/** @param {Call} call @returns {Answer} */
export function getSchedule(call) {
  return found(scheduleText(call.world, call.state, scheduleOf(call, "identifierType"), true));
}

/** Rotations in the request replace all of them, with new ids. @param {Call} call @returns {Answer} */
export function updateSchedule(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call, "identifierType");
  const name = checkedName(textIn(body, "name")) ?? schedule.name;
  refuseTaken(call, name, schedule.id);
  const zone = textIn(body, "timezone");
  const timezone = zone === undefined ? schedule.timezone : zoneOf(world, zone);
  const rotations = recordsIn(body, "rotations");
  const ownerTeam = body["ownerTeam"] === undefined ? schedule.ownerTeam : ownerTeamIn(call);
  /** @type {Schedule} */
  const next = {
    ...schedule,
    name,
    timezone,
    description: textIn(body, "description") ?? schedule.description,
    enabled: yesIn(body, "enabled") ?? schedule.enabled,
    ...(ownerTeam === undefined ? {} : { ownerTeam }),
    rotations: rotations?.map((each) => rotationIn(world, state, timezone, each)) ?? schedule.rotations,
  };
  return updated(withSchedule(state, next), scheduleMeta(next));
}

/** @param {Call} call @returns {Answer} */
export function deleteSchedule(call) {
  const { id } = scheduleOf(call, "identifierType");
  const inUse = call.state.escalations.some(({ rules }) =>
    rules.some(({ recipient }) => recipient.id === id),
  );
  if (inUse) throw new Refusal(428, "Schedule is used by another entity");
  return deleted(without(call.state, id));
}
