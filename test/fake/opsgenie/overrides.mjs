/** Answers the calls on overrides, by the client's alias: create, replace whole, list, delete. */
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
import { dateIn, needed, recordIn, recordsIn, textIn } from "./fields.mjs";
import { recipientIn, recipientText, scheduleOf } from "./lookup.mjs";
import { isOver } from "./serving.mjs";
import { scheduleMeta, withSchedule } from "./state.mjs";

/** @import { Answer, Call, Json, Override, Schedule, State, World } from "./model.ts" */

const HALF_HOUR_MS = 1_800_000;
const RECENT_MS = 300_000;

/**
 * @param {World} world @param {State} state @param {Schedule} schedule @param {Json} body @param {string} alias
 * @returns {Override}
 */
export function overrideIn({ switches, ...world }, state, schedule, body, alias) {
  const { type, id } = recipientIn(
    { switches, ...world },
    state,
    needed(recordIn(body, "user"), "user"),
    ["user", "none"],
    "user",
  );
  const [startDate, endDate] = ["startDate", "endDate"].map((field) => {
    const instant = needed(dateIn(body, field), field);
    return switches.overrideMinutes === "kept" ? instant : Math.round(instant / HALF_HOUR_MS) * HALF_HOUR_MS;
  });
  if (startDate === undefined || endDate === undefined || endDate <= startDate)
    throw unprocessable({ endDate: "should be later than the start date" });
  const rotations = recordsIn(body, "rotations")?.map((each) => rotationIdIn(schedule, each));
  return {
    ...{ alias, startDate, endDate },
    user: type === "user" && id !== undefined ? { type, id } : { type: "none" },
    ...(rotations === undefined || rotations.length === 0 ? {} : { rotations }),
  };
}

/** @param {Schedule} schedule @param {Json} body */
function rotationIdIn(schedule, body) {
  const [id, name] = [textIn(body, "id"), textIn(body, "name")];
  const rotation = schedule.rotations.find((each) =>
    id === undefined ? each.name === name : each.id === id,
  );
  if (rotation === undefined) throw unprocessable({ rotations: `rotation [${id ?? name}] does not exist` });
  return rotation.id;
}

/** A start that was already past when it was first accepted is not questioned again. @param {World} world @param {Override} override @param {Override} [before] */
function refusePast({ switches, now }, override, before) {
  if (switches.ended === "refused" && isOver(override, now()))
    throw unprocessable({ endDate: "should be later than the current time" });
  const late = now() - override.startDate;
  const most = { accepted: Number.POSITIVE_INFINITY, recent: RECENT_MS, refused: 0 }[switches.pastStart];
  if (late > most && override.startDate !== before?.startDate)
    throw unprocessable({ startDate: "should be later than the current time" });
}

/**
 * @param {World} world @param {State} state @param {Schedule} schedule @param {Override} override
 * @param {boolean} alone whether it was read by its alias
 * @returns {Json}
 */
export function overrideText(world, state, schedule, override, alone) {
  const { alias, user, startDate, endDate } = override;
  const shown = world.switches.rotations === "listed" || alone;
  const all = world.switches.rotations === "never" ? [] : schedule.rotations;
  const bound = override.rotations?.map((id) => ({
    id,
    name: schedule.rotations.find((each) => each.id === id)?.name ?? "",
  }));
  const rotations = bound ?? all.map(({ id, name }) => ({ id, name }));
  return {
    _parent: scheduleMeta(schedule),
    alias,
    user: recipientText(world, state, user),
    startDate: dateText(startDate, world.switches),
    endDate: dateText(endDate, world.switches),
    ...(shown && rotations.length > 0 ? { rotations } : {}),
  };
}

/** @param {Schedule} schedule @param {Override} override @returns {Schedule} */
function withOverride(schedule, override) {
  const { overrides } = schedule;
  const known = overrides.some(({ alias }) => alias === override.alias);
  const next = overrides.map((each) => (each.alias === override.alias ? override : each));
  return { ...schedule, overrides: known ? next : [...overrides, override] };
}

/** @param {Call} call */
function overrideOf(call) {
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const override = schedule.overrides.find(({ alias }) => alias === call.params["alias"]);
  if (override === undefined) throw notFound(`No override exists with alias [${call.params["alias"]}]`);
  return { schedule, override };
}

/** @param {World} world */
const makeAlias = ({ newId, switches }) => (switches.madeAlias === "uuid" ? newId() : newId().slice(0, 8));

/** @param {World} world @param {string | undefined} alias */
function checkAlias({ switches: { aliasLength, aliasCharacters } }, alias) {
  if (alias !== undefined && aliasLength > 0 && alias.length > aliasLength)
    throw unprocessable({ alias: "is too long" });
  if (alias !== undefined && aliasCharacters === "safe" && !/^[\w.-]*$/.test(alias))
    throw unprocessable({ alias: "has characters that are not allowed" });
  return alias;
}

/** @param {Call} call @returns {Answer} */
export function createOverride(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const alias = checkAlias(world, textIn(body, "alias")) ?? makeAlias(world);
  const override = overrideIn(world, state, schedule, body, alias);
  const before = schedule.overrides.find((each) => each.alias === alias);
  refusePast(world, override, before);
  const { existingAlias } = world.switches;
  if (before !== undefined && existingAlias === "conflict")
    throw new Refusal(409, "There is already one Override with same alias");
  if (before !== undefined && existingAlias === "unprocessable")
    throw unprocessable({ alias: "already exists" });
  return created(withSchedule(state, withOverride(schedule, override)), { alias });
}

/** @param {Call} call @returns {Answer} */
export function listOverrides(call) {
  const { world, state } = call;
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const all = world.switches.expired === "listed";
  const shown = schedule.overrides.filter((each) => all || !isOver(each, world.now()));
  return listed(
    call,
    shown.map((each) => overrideText(world, state, schedule, each, false)),
  );
}

/** @param {Call} call @returns {Answer} */
export function getOverride(call) {
  const { schedule, override } = overrideOf(call);
  return found(overrideText(call.world, call.state, schedule, override, true));
}

/** @param {Call} call @returns {Answer} */
export function updateOverride(call) {
  const { world, state, body } = call;
  const { schedule, override } = overrideOf(call);
  const next = overrideIn(world, state, schedule, body, override.alias);
  refusePast(world, next, override);
  return updated(withSchedule(state, withOverride(schedule, next)), { alias: next.alias });
}

/** @param {Call} call @returns {Answer} */
export function deleteOverride(call) {
  const { schedule, override } = overrideOf(call);
  const overrides = schedule.overrides.filter((each) => each !== override);
  return deleted(withSchedule(call.state, { ...schedule, overrides }));
}
