/** Answers the calls for the timeline of a schedule, and for who is on call at an instant. */
import { wholeOf } from "../opsgenie/answer.mjs";
import { instantIn } from "../opsgenie/fields.mjs";
import { baseOf, configsOver, finalOf, overridesOf, togetherOver } from "../opsgenie/serving.mjs";
import { common } from "../opsgenie/spans.mjs";
import { floorWall, instantOf, wallAt } from "../opsgenie/zone.mjs";
import { found, Refusal } from "./answer.mjs";
import { accountBy } from "./people.mjs";
import { scheduleOf, shown } from "./schedules.mjs";

/** @import { Json, Participant, Piece, Rotation, Schedule } from "../opsgenie/model.ts" */
/** @import { Span } from "../opsgenie/spans.mjs" */
/** @import { Answer, Call, World } from "./model.ts" */
/** @typedef {Piece & { readonly past: boolean, readonly from?: Participant }} Period */

const YEAR_MS = 366 * 86_400_000;

/** `date` is floored to the start of its day, week or month there. @param {Call} call @param {string} zone @returns {Span} */
function windowOf({ query, world }, zone) {
  const unit = query["intervalUnit"] ?? "weeks";
  if (!["days", "weeks", "months"].includes(unit)) throw new Refusal(422, "intervalUnit is not valid");
  const date = query["date"] === undefined ? world.ops.now() : instantIn(query["date"], "date");
  const wall = wallAt(zone, date);
  const start = instantOf(zone, floorWall(wall, unit, 0));
  const end = instantOf(zone, floorWall(wall, unit, wholeOf(query, "interval", 1, 1)));
  const now = world.ops.now();
  if (start < now - YEAR_MS - 31 * 86_400_000 || end > now + 2 * YEAR_MS)
    throw new Refusal(422, "The time range is too far away");
  return { start, end };
}

/** @param {Call} call @returns {Answer} */
export function getTimeline(call) {
  const { world, search } = call;
  const schedule = scheduleOf(call);
  const within = windowOf(call, schedule.timezone);
  const expanded = search.getAll("expand").join(",");
  /** @param {string} part @param {(rotation: Rotation) => readonly Piece[]} pieces */
  const line = (part, pieces) =>
    expanded.includes(part)
      ? {
          [`${part}Timeline`]: timelineText(
            world,
            schedule,
            schedule.rotations.map((rotation) => ({
              rotation,
              periods: pieces(rotation).map((piece) => ({ ...piece, past: false })),
            })),
          ),
        }
      : {};
  return found({
    startDate: shown(world, within.start),
    endDate: shown(world, within.end),
    finalTimeline: timelineText(world, schedule, finalPeriods(world, schedule, within)),
    ...line("base", (rotation) => baseOf(schedule, rotation, within, world.ops.switches)),
    ...line("override", (rotation) => overridesOf(schedule, rotation, within)),
    _expands: ["base", "forwarding", "override"],
  });
}

/** A rotation that is gone is still in the past. @param {World} world @param {Schedule} schedule @param {Span} within */
function finalPeriods(world, schedule, within) {
  /** @type {Map<string, { readonly rotation: Rotation, readonly periods: readonly Period[] }>} */
  const rows = new Map(schedule.rotations.map((rotation) => [rotation.id, { rotation, periods: [] }]));
  for (const { config, past, ...span } of configsOver(schedule, within, world.ops.now())) {
    for (const rotation of config.rotations) {
      const row = rows.get(rotation.id) ?? { rotation, periods: [] };
      const pieces = finalOf(config, rotation, span, world.ops.switches).map((piece) => ({ ...piece, past }));
      rows.set(rotation.id, {
        ...row,
        periods: [...row.periods, ...pieces.flatMap((each) => forwarded(world, each))],
      });
    }
  }
  return [...rows.values()];
}

/** Cuts a period where somebody forwards their alerts. @param {World} world @param {Period} period @returns {readonly Period[]} */
function forwarded(world, period) {
  const rule = world.forwardings.find(
    ({ from, start, end }) =>
      accountBy(world, from)?.id === period.recipient.id &&
      common({ start: Date.parse(start), end: Date.parse(end) }, period).length > 0,
  );
  if (rule === undefined) return [period];
  const [inside = period] = common({ start: Date.parse(rule.start), end: Date.parse(rule.end) }, period);
  const to = accountBy(world, rule.to)?.id;
  const bent = {
    ...period,
    ...inside,
    from: period.recipient,
    recipient: { type: /** @type {const} */ ("user"), ...(to === undefined ? {} : { id: to }) },
  };
  const parts = [{ ...period, end: inside.start }, bent, { ...period, start: inside.end }];
  return parts.filter(({ start, end }) => start < end);
}

/** @param {World} world @param {Schedule} schedule @param {readonly { readonly rotation: Rotation, readonly periods: readonly Period[] }[]} rows */
function timelineText(world, schedule, rows) {
  const { switches } = world;
  const rotations = rows.map(({ rotation: { id, name }, periods }, index) => {
    const text = (switches.merged ? merged(periods) : periods).map((each) => periodText(world, each));
    const none = text.length === 0 && switches.noPeriods === "absent";
    const isGone = !schedule.rotations.some((each) => each.id === id);
    return {
      id,
      name,
      order: isGone ? null : index + 1,
      deleted: isGone,
      ...(none ? {} : { periods: text }),
    };
  });
  return { rotations };
}

/** @param {readonly Period[]} periods */
function merged(periods) {
  /** @type {Period[]} */
  const all = [];
  for (const period of periods) {
    const last = all.at(-1);
    const same =
      last?.past === period.past &&
      last.type === period.type &&
      last.recipient.id === period.recipient.id &&
      last.from?.id === period.from?.id;
    if (last !== undefined && same && last.end === period.start)
      all.splice(-1, 1, { ...last, end: period.end });
    else all.push(period);
  }
  return all;
}

/** Nobody is named, only numbered. @param {World} world @param {Period} period @returns {Json} */
function periodText(world, { start, end, type, past, recipient, from }) {
  /** @param {Participant} who */
  const text = ({ type: kind, id }) =>
    kind === "none" ? { type: "noone", id: null } : { type: kind, id, deleted: false };
  const kind = past
    ? world.switches.emptyTimeline
    : from !== undefined
      ? "forwarding"
      : type === "default"
        ? "base"
        : type;
  return {
    ...{ startDate: shown(world, start), endDate: shown(world, end), type: kind },
    responder: text(recipient),
    ...(from === undefined ? {} : { from: text(from) }),
    ...(past ? { flattenedResponders: [text(recipient)] } : {}),
  };
}

/** @param {Call} call @returns {Answer} */
export function getOnCalls(call) {
  const { world, query } = call;
  const schedule = scheduleOf(call);
  const date = query["date"] === undefined ? world.ops.now() : instantIn(query["date"], "date");
  const [now] = togetherOver(schedule, { start: date, end: date + 1 }, world.ops.now(), world.ops.switches);
  const ids = now?.ids ?? [];
  return found(
    query["flat"] === "true"
      ? { onCallUsers: ids }
      : { onCallParticipants: ids.map((id) => ({ id, type: "user" })) },
  );
}
