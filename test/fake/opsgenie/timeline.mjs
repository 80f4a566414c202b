/** Answers the calls for the timeline of a schedule, and for who is on call at an instant. */
import { dateText, expandOf, found, notFound, unprocessable, wholeOf } from "./answer.mjs";
import { instantIn } from "./fields.mjs";
import { isOurs, scheduleOf, servingText, userBy } from "./lookup.mjs";
import { baseOf, configsOver, finalOf, overridesOf, togetherOver } from "./serving.mjs";
import { scheduleMeta } from "./state.mjs";
import { floorWall, instantOf, wallAt } from "./zone.mjs";

/** @import { Answer, Call, Json, Piece, Rotation, Schedule, World } from "./model.ts" */
/** @import { Span } from "./spans.mjs" */
/** @typedef {Piece & { readonly past: boolean, readonly isForwarded?: boolean }} Period */

/** `date` is floored to the start of its day, week or month there. @param {Call} call @param {string} zone @returns {Span} */
function windowOf({ query, world }, zone) {
  const unit = query["intervalUnit"] ?? "weeks";
  if (!["days", "weeks", "months"].includes(unit))
    throw unprocessable({ intervalUnit: "should be one of days, weeks, months" });
  const date = query["date"] === undefined ? world.now() : instantIn(query["date"], "date");
  const wall = wallAt(zone, date);
  return {
    start: instantOf(zone, floorWall(wall, unit, 0)),
    end: instantOf(zone, floorWall(wall, unit, wholeOf(query, "interval", 1, 1))),
  };
}

/** @param {Call} call @returns {Answer} */
export function getTimeline(call) {
  const { world } = call;
  const schedule = scheduleOf(call, "identifierType");
  const within = windowOf(call, schedule.timezone);
  const expanded = expandOf(call);
  /** @param {string} part @param {(rotation: Rotation) => readonly Piece[]} pieces */
  const line = (part, pieces) =>
    expanded.includes(part)
      ? {
          [`${part}Timeline`]: timelineText(
            call,
            schedule.rotations.map((each) => ({ rotation: each, periods: present(pieces(each)) })),
          ),
        }
      : {};
  const data = {
    _parent: scheduleMeta(schedule),
    startDate: dateText(within.start, world.switches),
    endDate: dateText(within.end, world.switches),
    finalTimeline: timelineText(call, finalPeriods(call, schedule, within)),
    ...line("base", (rotation) => baseOf(schedule, rotation, within, world.switches)),
    ...line("override", (rotation) => overridesOf(schedule, rotation, within)),
    ...line("forwarding", () => []),
  };
  return found(data, { expandable: ["base", "forwarding", "override"] });
}

/** @param {readonly Piece[]} pieces @returns {readonly Period[]} */
const present = (pieces) => pieces.map((piece) => ({ ...piece, past: false }));

/** Whether somebody forwards their alerts at its beginning. @param {World} world @param {Piece} piece */
const isForwarded = (world, { start, recipient }) =>
  world.forwardings.some(
    (rule) =>
      userBy(world, rule.from)?.id === recipient.id &&
      Date.parse(rule.start) <= start &&
      start < Date.parse(rule.end),
  );

/** A rotation that is gone is still in the past. @param {Call} call @param {Schedule} schedule @param {Span} within */
function finalPeriods({ world }, schedule, within) {
  /** @type {Map<string, { readonly rotation: Rotation, readonly periods: readonly Period[] }>} */
  const rows = new Map(schedule.rotations.map((rotation) => [rotation.id, { rotation, periods: [] }]));
  for (const { config, past, ...span } of configsOver(schedule, within, world.now())) {
    for (const rotation of config.rotations) {
      const row = rows.get(rotation.id) ?? { rotation, periods: [] };
      const pieces = finalOf(config, rotation, span, world.switches).map((piece) => ({
        ...piece,
        past,
        isForwarded: isForwarded(world, piece),
      }));
      rows.set(rotation.id, { ...row, periods: [...row.periods, ...pieces] });
    }
  }
  return [...rows.values()];
}

/** @param {Call} call @param {readonly { readonly rotation: Rotation, readonly periods: readonly Period[] }[]} rows */
function timelineText(call, rows) {
  const { switches } = call.world;
  const rotations = rows.map(({ rotation: { id, name }, periods }, index) => {
    const shown = (switches.merged ? merged(periods) : periods).map((each) => periodText(call, each));
    const none = shown.length === 0 && switches.noPeriods === "absent";
    return { id, name, order: index + 1, ...(none ? {} : { periods: shown }) };
  });
  return { rotations };
}

/** @param {readonly Period[]} periods */
function merged(periods) {
  /** @type {Period[]} */
  const found = [];
  for (const period of periods) {
    const last = found.at(-1);
    const same =
      last?.past === period.past && last.type === period.type && last.recipient.id === period.recipient.id;
    if (last !== undefined && same && last.end === period.start)
      found.splice(-1, 1, { ...last, end: period.end });
    else found.push(period);
  }
  return found;
}

/** @param {Call} call @param {Period} period @returns {Json} */
function periodText({ world, state }, { start, end, type, past, recipient, isForwarded: isBent }) {
  const who = servingText(world, state, recipient);
  const { forwarded } = world.switches;
  return {
    startDate: dateText(start, world.switches),
    endDate: dateText(end, world.switches),
    type: past ? "historical" : isBent === true && forwarded !== "" ? forwarded : type,
    recipient: who,
    ...(past ? { flattenedRecipients: [who] } : {}),
  };
}

/** @param {Call} call @param {Schedule} schedule @returns {Json} */
function onCallText({ world, query }, schedule) {
  const date = query["date"] === undefined ? world.now() : instantIn(query["date"], "date");
  const [now] = togetherOver(schedule, { start: date, end: date + 1 }, world.now(), world.switches);
  const people = (now?.ids ?? []).flatMap((id) => userBy(world, id) ?? []);
  const who =
    query["flat"] === "true"
      ? { onCallRecipients: people.map(({ username }) => username) }
      : { onCallParticipants: people.map(({ id, username }) => ({ id, name: username, type: "user" })) };
  return { _parent: scheduleMeta(schedule), ...who };
}

/** @param {Call} call @returns {Answer} */
export const getOnCalls = (call) => found(onCallText(call, scheduleOf(call, "scheduleIdentifierType")));

/** Whoever comes after those who are on call. @param {Call} call @returns {Answer} */
export function getNextOnCalls(call) {
  const { world, query } = call;
  const { nextOnCalls } = world.switches;
  if (nextOnCalls === "absent") throw notFound("Could not found the requested resource");
  const schedule = scheduleOf(call, "scheduleIdentifierType");
  const within = { start: world.now(), end: world.now() + 52 * 7 * 86_400_000 };
  const next = togetherOver(schedule, within, world.now(), world.switches)
    .slice(1)
    .find(({ ids }) => ids.length > 0);
  const people = (next?.ids ?? []).flatMap((id) => userBy(world, id) ?? []);
  const objects = people.map(({ id, username }) => ({ id, name: username, type: "user" }));
  const names = people.map(({ username }) => username);
  const isFlat = query["flat"] === "true";
  const key = isFlat ? "nextOnCallRecipients" : "nextOnCallParticipants";
  return found({
    _parent: scheduleMeta(schedule),
    [key]: isFlat === (nextOnCalls === "named") ? names : objects,
  });
}

/** @param {Call} call @returns {Answer} */
export function getRequestLimits({ world }) {
  const { requestLimits } = world.switches;
  if (requestLimits.length === 0) throw notFound("Could not found the requested resource");
  return found({ rateLimits: requestLimits });
}

/** @param {Call} call @returns {Answer} */
export const listOnCalls = (call) =>
  found(call.state.schedules.filter((each) => isOurs(call, each)).map((each) => onCallText(call, each)));
