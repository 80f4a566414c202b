/** Computes who is on call in a span of time: by the rotations, by the overrides, and by both together. */
import { shiftsOf } from "./shifts.mjs";
import { common } from "./spans.mjs";

/** @import { Config, Override, Piece, Rotation, Schedule } from "./model.ts" */
/** @import { Span } from "./spans.mjs" */
/** @import { Switches } from "./switches.mjs" */

/**
 * @param {Config} config @param {Rotation} rotation @param {Span} within @param {Switches} switches
 * @returns {readonly Piece[]}
 */
export const baseOf = (config, rotation, within, switches) =>
  shiftsOf(config, rotation, within, switches).map((shift) => ({ ...shift, type: "default" }));

/**
 * The overrides that apply to the rotation, in the order of their creation. One bound to deleted rotations applies to none.
 * @param {Config} config @param {Rotation} rotation @param {Span} within
 * @returns {readonly Piece[]}
 */
export const overridesOf = ({ overrides }, rotation, within) =>
  overrides
    .filter(({ rotations }) => rotations === undefined || rotations.includes(rotation.id))
    .flatMap(({ startDate, endDate, user }) =>
      common({ start: startDate, end: endDate }, within).map((span) => ({
        ...span,
        type: /** @type {const} */ ("override"),
        recipient: user,
      })),
    );

/** Overrides with those last that count. @type {Readonly<Record<Switches["overlap"], (overrides: readonly Piece[]) => readonly Piece[]>>} */
const RISING = {
  last: (overrides) => overrides,
  first: (overrides) => overrides.toReversed(),
  "later-start": (overrides) => overrides.toSorted((one, other) => one.start - other.start),
  "earlier-start": (overrides) => overrides.toSorted((one, other) => other.start - one.start),
};

/**
 * @param {Config} config @param {Rotation} rotation @param {Span} within @param {Switches} switches
 * @returns {readonly Piece[]} by time, none overlapping another
 */
export function finalOf(config, rotation, within, switches) {
  const overrides = overridesOf(config, rotation, within);
  const rising = RISING[switches.overlap](overrides);
  return rising
    .reduce(
      (pieces, over) => [...pieces.flatMap((piece) => without(piece, over)), over],
      baseOf(config, rotation, within, switches),
    )
    .toSorted((one, other) => one.start - other.start);
}

/** @param {Piece} piece @param {Span} hole @returns {readonly Piece[]} */
function without(piece, hole) {
  if (hole.end <= piece.start || piece.end <= hole.start) return [piece];
  const parts = [
    { ...piece, end: hole.start },
    { ...piece, start: hole.end },
  ];
  return parts.filter(({ start, end }) => start < end);
}

/**
 * The state over a span of time: as it was until now, and as it is from now on.
 * @param {Schedule} schedule @param {Span} within @param {number} now
 * @returns {readonly (Span & { readonly config: Config, readonly past: boolean })[]}
 */
export function configsOver(schedule, within, now) {
  const past = schedule.epochs.flatMap(({ from, config }, index) => {
    const until = schedule.epochs[index + 1]?.from ?? now;
    return common({ start: from, end: Math.min(until, now) }, within).map((span) => ({
      ...span,
      config,
      past: true,
    }));
  });
  const coming = common({ start: now, end: Number.POSITIVE_INFINITY }, within);
  return [...past, ...coming.map((span) => ({ ...span, config: schedule, past: false }))];
}

/**
 * Everybody who is on call at some time, in any rotation; nobody if the schedule is disabled.
 * @param {Schedule} schedule @param {Span} within @param {number} now @param {Switches} switches
 * @returns {readonly Piece[]}
 */
const servingOver = (schedule, within, now, switches) =>
  configsOver(schedule, within, now).flatMap(({ config, ...span }) =>
    config.enabled ? config.rotations.flatMap((rotation) => finalOf(config, rotation, span, switches)) : [],
  );

/**
 * The span without gaps: who is on call together, an empty list for nobody, neighbours with the same people joined.
 * @param {Schedule} schedule @param {Span} within @param {number} now @param {Switches} switches
 * @returns {readonly (Span & { readonly ids: readonly string[] })[]}
 */
export function togetherOver(schedule, within, now, switches) {
  const pieces = servingOver(schedule, within, now, switches).toSorted(
    (one, other) => one.start - other.start,
  );
  const edges = [within.start, ...pieces.flatMap(({ start, end }) => [start, end]), within.end];
  const cuts = [...new Set(edges)].sort((one, other) => one - other);
  /** @type {(Span & { readonly ids: readonly string[] })[]} */
  const found = [];
  /** @type {readonly Piece[]} */
  let open = [];
  let next = 0;
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    open = open.filter((piece) => piece.end > start);
    for (let piece = pieces[next]; piece !== undefined && piece.start <= start; piece = pieces[next]) {
      open = [...open, piece];
      next += 1;
    }
    const ids = [...new Set(open.flatMap(({ recipient }) => recipient.id ?? []))].sort();
    const last = found.at(-1);
    if (last !== undefined && String(last.ids) === String(ids)) found.splice(-1, 1, { ...last, end });
    else found.push({ start, end, ids });
  }
  return found;
}

/**
 * Applies a change from now on; the earlier state becomes the past.
 * @param {Schedule} schedule @param {number} now @returns {Schedule}
 */
export function withEpoch(schedule, now) {
  const { timezone, enabled, rotations, overrides } = schedule;
  const config = { timezone, enabled, rotations, overrides };
  const last = schedule.epochs.at(-1);
  if (last !== undefined && JSON.stringify(last.config) === JSON.stringify(config)) return schedule;
  const earlier = schedule.epochs.filter(({ from }) => from < now);
  return { ...schedule, epochs: [...earlier, { from: now, config }] };
}

/** Whether an override has ended. @param {Override} override @param {number} now */
export const isOver = ({ endDate }, now) => endDate <= now;
