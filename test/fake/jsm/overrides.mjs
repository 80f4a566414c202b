/** Answers the calls on overrides. The service makes the alias; the list has those that are running or to come. */
import { dateIn, needed, recordIn, textIn } from "../opsgenie/fields.mjs";
import { isOver } from "../opsgenie/serving.mjs";
import { withSchedule } from "../opsgenie/state.mjs";
import { created, deleted, found, listed, missing, Refusal, updated } from "./answer.mjs";
import { accountBy } from "./people.mjs";
import { scheduleOf, shown } from "./schedules.mjs";

/** @import { Json, Override, Schedule } from "../opsgenie/model.ts" */
/** @import { Answer, Call, World } from "./model.ts" */

const HALF_HOUR_MS = 1_800_000;
const RECENT_MS = 300_000;

/** @param {World} world @param {Schedule} schedule @param {Json} body @param {string} alias @returns {Override} */
export function overrideIn(world, schedule, body, alias) {
  const responder = needed(recordIn(body, "responder"), "responder");
  const type = textIn(responder, "type");
  const account =
    type === "noone" ? undefined : accountBy(world, needed(textIn(responder, "id"), "responder.id"));
  if (type !== "noone" && (type !== "user" || account === undefined))
    throw new Refusal(422, "Responder does not exist");
  const [startDate = 0, endDate = 0] = ["startDate", "endDate"].map((field) => {
    const instant = needed(dateIn(body, field), field);
    const { overrideMinutes } = world.switches;
    return overrideMinutes === "kept" ? instant : Math.round(instant / HALF_HOUR_MS) * HALF_HOUR_MS;
  });
  if (endDate <= startDate) throw new Refusal(422, "endDate should be later than startDate");
  const ids = body["rotationIds"] ?? null;
  if (
    ids !== null &&
    !(Array.isArray(ids) && ids.every((id) => schedule.rotations.some((each) => each.id === id)))
  )
    throw new Refusal(422, "Rotation does not exist");
  return {
    ...{ alias, startDate, endDate },
    user: account === undefined ? { type: "none" } : { type: "user", id: account.id },
    ...(Array.isArray(ids) && ids.length > 0 ? { rotations: ids.map(String) } : {}),
  };
}

/** @param {World} world @param {Override} override @param {Override} [before] @returns {Override} */
function checkPast({ switches, ops }, override, before) {
  const now = ops.now();
  if (switches.ended === "refused" && isOver(override, now)) throw new Refusal(422, "endDate is past");
  const late = now - override.startDate;
  if (late <= 0 || override.startDate === before?.startDate) return override;
  if (switches.pastStart === "clamped") return { ...override, startDate: now };
  if (switches.pastStart === "refused" || (switches.pastStart === "recent" && late > RECENT_MS))
    throw new Refusal(422, "startDate is past");
  return override;
}

/** @param {World} world @param {Schedule} schedule @param {Override} override @returns {Json} */
export function overrideText(world, schedule, { alias, user, startDate, endDate, rotations }) {
  const all = world.switches.boundTo === "null" ? null : schedule.rotations.map(({ id }) => id);
  return {
    alias,
    responder: user.type === "none" ? { type: "noone", id: null } : { type: "user", id: user.id },
    ...{ startDate: shown(world, startDate), endDate: shown(world, endDate) },
    rotationIds: rotations ?? all,
  };
}

/** @param {Call} call @returns {Answer} */
export function createOverride(call) {
  const { world, state, body } = call;
  const schedule = scheduleOf(call);
  const override = checkPast(world, overrideIn(world, schedule, body, world.ops.newId()));
  const text = (/** @type {Override} */ { alias: _, ...rest }) => JSON.stringify(rest);
  if (
    world.switches.samePost === "conflict" &&
    schedule.overrides.some((each) => text(each) === text(override))
  )
    throw new Refusal(409, "Override already exists");
  const next = { ...schedule, overrides: [...schedule.overrides, override] };
  return created(withSchedule(state, next), overrideText(world, schedule, override));
}

/** @param {Call} call @returns {Answer} */
export function listOverrides(call) {
  const schedule = scheduleOf(call);
  const ahead = schedule.overrides.filter((each) => !isOver(each, call.world.ops.now()));
  return listed(
    call,
    ahead.map((each) => overrideText(call.world, schedule, each)),
  );
}

/** @param {Call} call */
function overrideOf(call) {
  const schedule = scheduleOf(call);
  const override = schedule.overrides.find(({ alias }) => alias === call.params["alias"]);
  if (override === undefined) throw missing("Override");
  return { schedule, override };
}

/** @param {Call} call @returns {Answer} */
export function getOverride(call) {
  const { schedule, override } = overrideOf(call);
  return found(overrideText(call.world, schedule, override));
}

/** @param {Call} call @returns {Answer} */
export function updateOverride(call) {
  const { world, state, body } = call;
  const { schedule, override } = overrideOf(call);
  const next = checkPast(world, overrideIn(world, schedule, body, override.alias), override);
  const overrides = schedule.overrides.map((each) => (each === override ? next : each));
  return updated(withSchedule(state, { ...schedule, overrides }), overrideText(world, schedule, next));
}

/** @param {Call} call @returns {Answer} */
export function deleteOverride(call) {
  const { schedule, override } = overrideOf(call);
  const overrides = schedule.overrides.filter((each) => each !== override);
  return deleted(withSchedule(call.state, { ...schedule, overrides }));
}
