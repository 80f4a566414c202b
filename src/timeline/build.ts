/**
 * Who is on call: a valid roster in, its shifts out, covers applied (rotation.md, "Covers" and "What comes out").
 * Lazy and pure: a shift is computed when somebody asks for it, and the same whatever was asked before.
 */
import type { Cover, Roster } from "../roster/model.ts";
import { type Holding, type Rotation, rotationOf } from "../rotation/turns.ts";
import type { LocalDate } from "../time/date.ts";
import type { Instant } from "../time/zone.ts";
import type { Shift, Stretch } from "./model.ts";
import { cut, merged } from "./spans.ts";

export interface Timeline {
  readonly roster: Roster;
  readonly rotation: Rotation;
  shift(index: number): Shift;
  /** The index of the shift that an instant falls into; undefined before the first start, when nobody is on call. */
  shiftAt(instant: Instant): number | undefined;
  /** The same, and 0 before the first start. */
  shiftFrom(instant: Instant): number;
  /** The index of the shift whose handoff is the latest dated on or before a date; 0 before the first start. */
  shiftOn(date: LocalDate): number;
  /** `--from D --weeks N`: from that shift on, all whose handoff is dated less than N weeks after its. */
  window(from: LocalDate, weeks: number): readonly Shift[];
}

/** A cover with its time as instants. */
interface CoverTime {
  readonly cover: Cover;
  readonly start: Instant;
  readonly end: Instant;
}

export function timelineOf(roster: Roster): Timeline {
  const rotation = rotationOf(roster);
  const { handoffs } = rotation;
  const covers = roster.changes.filter((entry) => entry.kind === "cover");
  let times: readonly CoverTime[] | undefined;
  const shifts = new Map<number, Shift>();

  const timeOf = (cover: Cover): CoverTime => {
    if (cover.span.kind === "time") return { cover, start: cover.span.start, end: cover.span.end };
    const index = handoffs.on(cover.span.date);
    return { cover, start: handoffs.at(index).instant, end: handoffs.at(index + 1).instant };
  };

  const build = (index: number): Shift => {
    const { date, terms, instant: start } = handoffs.at(index);
    const end = handoffs.at(index + 1).instant;
    times ??= covers.map(timeOf);
    const here = times.filter((cover) => cover.start < end && cover.end > start);
    // A day that a zone leaves out has two handoffs at one instant, and a shift in which nobody serves.
    const holdings = start < end ? rotation.holdings(index) : [];
    const stretches = holdings.map((holding) => whole(holding, start, end));
    return {
      index,
      date,
      start,
      end,
      terms,
      stretches: inOrder(here.reduce(applied, stretches), terms.roles),
    };
  };

  const shift = (index: number): Shift => {
    const found = shifts.get(index) ?? build(index);
    shifts.set(index, found);
    return found;
  };

  return {
    roster,
    rotation,
    shift,
    shiftAt: handoffs.containing,
    shiftFrom: handoffs.reached,
    shiftOn: handoffs.on,
    window(from, weeks) {
      const first = handoffs.on(from);
      const last = handoffs.on(handoffs.at(first).date + weeks * 7 - 1);
      return Array.from({ length: last - first + 1 }, (_, step) => shift(first + step));
    },
  };
}

function whole({ role, held }: Holding, start: Instant, end: Instant): Stretch {
  const person = held?.seat.person ?? null;
  return { role, engineer: person, scheduled: person, start, end, covers: [] };
}

/** One cover on what the ones before it left: wherever X holds a role in that time, Y holds it instead. */
function applied(stretches: readonly Stretch[], { cover, start, end }: CoverTime): readonly Stretch[] {
  return stretches.flatMap((stretch) =>
    stretch.engineer === cover.person && (cover.role === undefined || cover.role === stretch.role)
      ? cut(stretch, start, end).map(({ inside, piece }) =>
          inside ? { ...piece, engineer: cover.by, covers: [...piece.covers, cover] } : piece,
        )
      : [stretch],
  );
}

function inOrder(stretches: readonly Stretch[], roles: readonly string[]): readonly Stretch[] {
  const sorted = roles.flatMap((role) => merged(stretches.filter((stretch) => stretch.role === role)));
  return sorted.sort(
    (one, other) => one.start - other.start || roles.indexOf(one.role) - roles.indexOf(other.role),
  );
}
