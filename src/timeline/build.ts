/**
 * Computes the shifts of a valid roster and applies its covers (rotation.md, "Covers" and "What comes out"). A shift is
 * computed when it is asked for.
 */
import type { Cover, Entry, Role, Roster } from "../roster/model.ts";
import { type CoverTime, findCoverTime } from "../rotation/cover-time.ts";
import { buildRotation, extendRotation, type Holding, type Rotation } from "../rotation/turns.ts";
import type { LocalDate } from "../time/date.ts";
import { type Interval, join, joinNear, overlap, split } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Shift, Stretch } from "./model.ts";

export interface Timeline {
  readonly roster: Roster;
  readonly rotation: Rotation;
  shift(index: number): Shift;
  /** The index of the shift that an instant falls into; undefined before the first start, when nobody is on call. */
  shiftAt(instant: Instant): number | undefined;
  /** Likewise, but 0 before the first start. */
  shiftFrom(instant: Instant): number;
  /** The index of the shift whose handoff is the latest dated on or before a date; 0 before the first start. */
  shiftOn(date: LocalDate): number;
  /** `--from D --weeks N`: that shift, and all whose handoff is dated less than N weeks after its own. */
  window(from: LocalDate, weeks: number): readonly Shift[];
}

export function buildTimeline(roster: Roster): Timeline {
  return makeTimeline(roster, buildRotation(roster), () => undefined);
}

/**
 * Builds the timeline with more entries at the end of the log. What they do not change is taken over, since suggestions try
 * hundreds of them. `roster` may differ from that of `before` in its people.
 */
export function addEntries(
  before: Timeline,
  added: readonly Entry[],
  roster: Roster = before.roster,
): Timeline {
  const changed = { ...roster, changes: [...roster.changes, ...added] };
  const { handoffs } = before.rotation;
  const queued = added.filter((entry) => entry.kind !== "cover");
  const first = Math.min(...queued.map(({ from }) => handoffs.from(from)));
  const rotation = queued.length === 0 ? before.rotation : extendRotation(before.rotation, changed, first);
  const times = added
    .filter((entry) => entry.kind === "cover")
    .map((cover) => findCoverTime(cover, handoffs));
  return makeTimeline(changed, rotation, (index) => {
    if (index >= first) return undefined;
    const shift = before.shift(index);
    return times.some((time) => overlap(time, shift)) ? undefined : shift;
  });
}

/** `findSame` finds shifts that are computed already. */
function makeTimeline(
  roster: Roster,
  rotation: Rotation,
  findSame: (index: number) => Shift | undefined,
): Timeline {
  const { handoffs } = rotation;
  const covers = roster.changes.filter((entry) => entry.kind === "cover");
  let times: readonly CoverTime[] | undefined;
  const shifts = new Map<number, Shift>();

  const build = (index: number): Shift => {
    const { date, terms, instant: start } = handoffs.at(index);
    const end = handoffs.at(index + 1).instant;
    times ??= covers.map((cover) => findCoverTime(cover, handoffs));
    const here = times.filter((cover) => overlap(cover, { start, end }));
    const duty = handoffs.dutyOf(index);
    const scheduled = rotation
      .holdings(index)
      .flatMap((holding) => duty.map((span) => makeStretch(holding, span)));
    const stretches = sortStretches(here.reduce(applyCover, scheduled), terms.roles, join);
    const spells = duty.length < 2 ? stretches : sortStretches(stretches, terms.roles, joinNear);
    return { index, date, start, end, terms, duty, stretches, spells };
  };

  const shift = (index: number): Shift => {
    const found = shifts.get(index) ?? findSame(index) ?? build(index);
    shifts.set(index, found);
    return found;
  };

  return {
    roster,
    rotation,
    shift,
    shiftAt: handoffs.containing,
    shiftFrom: handoffs.currentAt,
    shiftOn: handoffs.on,
    window(from, weeks) {
      const first = handoffs.on(from);
      const last = handoffs.on(handoffs.at(first).date + weeks * 7 - 1);
      return Array.from({ length: last - first + 1 }, (_, step) => shift(first + step));
    },
  };
}

function makeStretch({ role, held }: Holding, { start, end }: Interval): Stretch {
  const person = held?.seat.person ?? null;
  return { role, engineer: person, scheduled: person, start, end, covers: [] };
}

/** Applies a cover on top of those before it: wherever X holds a role in its time, Y holds it instead. */
function applyCover(stretches: readonly Stretch[], { cover, start, end }: CoverTime): readonly Stretch[] {
  return stretches.flatMap((stretch) =>
    stretch.engineer === cover.person && (cover.role === undefined || cover.role === stretch.role)
      ? split(stretch, { start, end }).map(({ isInside, piece }) =>
          isInside ? { ...piece, engineer: cover.by, covers: [...piece.covers, cover] } : piece,
        )
      : [stretch],
  );
}

/** Joins neighbours with the same `engineer` and `scheduled`, and sorts by start, then in the order of the roles. */
function sortStretches(
  stretches: readonly Stretch[],
  roles: readonly Role[],
  joinPieces: typeof join<Stretch>,
): readonly Stretch[] {
  const joined = roles.flatMap((role) =>
    joinPieces(
      stretches.filter((stretch) => stretch.role === role),
      (one, next) => one.engineer === next.engineer && one.scheduled === next.scheduled,
      (one, next) => ({ covers: listOnce([...one.covers, ...next.covers]) }),
    ),
  );
  return joined.sort(
    (one, other) => one.start - other.start || roles.indexOf(one.role) - roles.indexOf(other.role),
  );
}

function listOnce(covers: readonly Cover[]): readonly Cover[] {
  return [...new Set(covers)].sort((one, other) => one.index - other.index);
}
