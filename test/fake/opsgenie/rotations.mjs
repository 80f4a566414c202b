/** Answers the calls on the rotations of a schedule. */
import {
  created,
  dateText,
  deleted,
  found,
  listed,
  notFound,
  Refusal,
  unprocessable,
  updated,
} from "./answer.mjs";
import { dateIn, needed, oneOfIn, recordsIn, textIn, wholeIn } from "./fields.mjs";
import { recipientIn, recipientText, scheduleOf } from "./lookup.mjs";
import { restrictionIn, restrictionText } from "./restrictions.mjs";
import { lengthOf } from "./shifts.mjs";
import { scheduleMeta, withSchedule } from "./state.mjs";
import { instantOf, offsetAt, wallAt } from "./zone.mjs";

/** @import { Answer, Call, Json, Participant, Rotation, Schedule, State, World } from "./model.ts" */

const HALF_HOUR_MS = 1_800_000;
const TYPES = /** @type {const} */ (["weekly", "daily", "hourly"]);
const PARTICIPANTS = /** @type {const} */ (["user", "team", "escalation", "none"]);

/** Minutes become 0 or 30, whichever is nearer. @param {World} world @param {string} zone @param {number} instant */
function rounded({ switches }, zone, instant) {
  const offset = switches.rounding === "zone" ? offsetAt(zone, instant) : 0;
  return Math.round((instant + offset) / HALF_HOUR_MS) * HALF_HOUR_MS - offset;
}

/**
 * @param {World} world @param {State} state @param {string} zone @param {Json} body
 * @param {Rotation} [before] what stays if the body says nothing
 * @returns {Rotation}
 */
export function rotationIn(world, state, zone, body, before) {
  const startDate = dateIn(body, "startDate");
  const type = oneOfIn(body, "type", TYPES);
  const participants = recordsIn(body, "participants")?.map((each) => participantIn(world, state, each));
  if (participants?.length === 0) throw unprocessable({ participants: "size must be at least 1" });
  const endDate = endDateIn(world, zone, body, before);
  const timeRestriction = restrictionIn(world, body) ?? before?.timeRestriction;
  /** @type {Rotation} */
  const rotation = {
    id: before?.id ?? world.newId(),
    name: textIn(body, "name") ?? before?.name ?? `Rot${world.newId().slice(0, 8)}`,
    startDate:
      startDate === undefined ? needed(before?.startDate, "startDate") : rounded(world, zone, startDate),
    ...(endDate === undefined ? {} : { endDate }),
    type: needed(TYPES.find((each) => each === type) ?? before?.type, "type"),
    length: wholeIn(body, "length", 1) ?? before?.length ?? 1,
    participants: needed(orderIn(world, participants) ?? before?.participants, "participants"),
    ...(timeRestriction === undefined ? {} : { timeRestriction }),
  };
  if (endDate !== undefined && endDate <= rotation.startDate)
    throw unprocessable({ endDate: "should be later than the start date" });
  const goesOn = before !== undefined && startDate === undefined && world.switches.appended === "kept";
  const given = goesOn ? withRunningTurn(rotation, before, zone, world.now()) : rotation;
  return world.switches.startDate === "kept" ? given : inRecentCycle(given, zone, world.now());
}

/** @param {World} world @param {readonly Participant[] | undefined} participants */
const orderIn = ({ switches }, participants) =>
  switches.participants === "kept"
    ? participants
    : participants?.toSorted((one, other) => (one.id ?? "").localeCompare(other.id ?? ""));

/** Begun so that the turn that runs now stays the same one of the list. @param {Rotation} rotation @param {Rotation} before @param {string} zone @param {number} now @returns {Rotation} */
function withRunningTurn(rotation, before, zone, now) {
  const length = lengthOf(before);
  const anchor = wallAt(zone, before.startDate);
  const turns = Math.floor((wallAt(zone, now) - anchor) / length);
  const place = turns % before.participants.length;
  return turns < 0
    ? rotation
    : { ...rotation, startDate: instantOf(zone, anchor + (turns - place) * length) };
}

/** @param {World} world @param {string} zone @param {Json} body @param {Rotation} [before] */
function endDateIn(world, zone, body, before) {
  if (body["endDate"] === null) {
    const { nullEndDate } = world.switches;
    if (nullEndDate === "refused") throw unprocessable({ endDate: "may not be null" });
    return nullEndDate === "clears" ? undefined : before?.endDate;
  }
  const endDate = dateIn(body, "endDate");
  return endDate === undefined ? before?.endDate : rounded(world, zone, endDate);
}

/** The same function of time, begun at the newest start of a whole cycle that is past. @param {Rotation} rotation @param {string} zone @param {number} now @returns {Rotation} */
function inRecentCycle(rotation, zone, now) {
  const cycle = lengthOf(rotation) * rotation.participants.length;
  const anchor = wallAt(zone, rotation.startDate);
  const cycles = Math.floor((wallAt(zone, now) - anchor) / cycle);
  return cycles < 1 ? rotation : { ...rotation, startDate: instantOf(zone, anchor + cycles * cycle) };
}

/** @param {World} world @param {State} state @param {Json} body @returns {Participant} */
function participantIn(world, state, body) {
  const { type, ...rest } = recipientIn(world, state, body, PARTICIPANTS, "participants");
  return {
    type: needed(
      PARTICIPANTS.find((each) => each === type),
      "participants.type",
    ),
    ...rest,
  };
}

/** @param {World} world @param {State} state @param {Rotation} rotation @returns {Json} */
export function rotationText(world, state, { startDate, endDate, participants, timeRestriction, ...rest }) {
  return {
    ...rest,
    startDate: dateText(startDate, world.switches),
    ...(endDate === undefined ? {} : { endDate: dateText(endDate, world.switches) }),
    participants: participants.map((each) => recipientText(world, state, each)),
    ...(timeRestriction === undefined ? {} : { timeRestriction: restrictionText(world, timeRestriction) }),
  };
}

/** @param {Call} call */
function rotationOf(call) {
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const id = call.params["rotation"];
  const rotation = schedule.rotations.find((each) => each.id === id);
  if (rotation === undefined) throw notFound(`No rotation exists with id [${id}]`);
  return { schedule, rotation };
}

/** @param {Call} call @returns {Answer} */
export function listRotations(call) {
  const { rotations } = scheduleOf(call, "scheduleIdentifierType");
  return listed(
    call,
    rotations.map((each) => rotationText(call.world, call.state, each)),
  );
}

/** @param {Call} call @returns {Answer} */
export function getRotation(call) {
  const { schedule, rotation } = rotationOf(call);
  return found({ _parent: scheduleMeta(schedule), ...rotationText(call.world, call.state, rotation) });
}

/** @param {World} world @param {Schedule} schedule @param {Rotation} rotation */
function refuseTwin({ switches }, schedule, { id, name }) {
  if (switches.rotationNames === "free") return;
  if (schedule.rotations.some((each) => each.name === name && each.id !== id))
    throw new Refusal(409, "There is already one Rotation with same name");
}

/** @param {Call} call @returns {Answer} */
export function createRotation(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const rotation = rotationIn(world, state, schedule.timezone, body);
  const { id, name } = rotation;
  refuseTwin(world, schedule, rotation);
  return created(withSchedule(state, { ...schedule, rotations: [...schedule.rotations, rotation] }), {
    id,
    name,
  });
}

/** @param {Call} call @returns {Answer} */
export function updateRotation(call) {
  const { world, state, body } = call;
  const { schedule, rotation } = rotationOf(call);
  const next = rotationIn(world, state, schedule.timezone, body, rotation);
  refuseTwin(world, schedule, next);
  const rotations = schedule.rotations.map((each) => (each === rotation ? next : each));
  return updated(withSchedule(state, { ...schedule, rotations }), { id: next.id, name: next.name });
}

/** @param {Call} call @returns {Answer} */
export function deleteRotation(call) {
  const { schedule, rotation } = rotationOf(call);
  const rotations = schedule.rotations.filter((each) => each !== rotation);
  return deleted(withSchedule(call.state, { ...schedule, rotations }));
}
