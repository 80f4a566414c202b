/** Works out what people should know at a handoff: who hands over to whom, who follows, and what is unusual until then. */
import type { Id, Role, Swap, Terms } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import type { Instant } from "../time/zone.ts";
import { selectStretches } from "./ask.ts";
import type { Timeline } from "./build.ts";
import type { Shift, Stretch } from "./model.ts";

/** Who holds each role; null: nobody. */
export type Holders = ReadonlyMap<Role, Id | null>;

export interface Takeover {
  readonly date: LocalDate;
  readonly at: Instant;
  /** When the next handoff is. */
  readonly until: Instant;
  /** Those of the shift that begins. */
  readonly terms: Terms;
  /** Who serves up to the handoff; empty at the very first. */
  readonly outgoing: Holders;
  readonly incoming: Holders;
  /** Who serves from the next handoff on. */
  readonly next: Holders;
  readonly facts: readonly TakeoverFact[];
}

/** Something within the two shifts that begin at the handoff and after it. */
export type TakeoverFact =
  | { readonly kind: "cover"; readonly stretch: Stretch }
  | { readonly kind: "vacant"; readonly stretch: Stretch }
  /** `isLater`: the skip counts from then on, and passes the person over at a later handoff. */
  | {
      readonly kind: "skip";
      readonly person: Id;
      readonly date: LocalDate;
      readonly reason: string | undefined;
      readonly isLater: boolean;
    }
  /** `back`: the two trade back. */
  | { readonly kind: "swap"; readonly swap: Swap; readonly date: LocalDate; readonly back: boolean };

/** Of the shift that begins at handoff `index`. */
export function describeTakeover(timeline: Timeline, index: number): Takeover {
  const shift = timeline.shift(index);
  const after = timeline.shift(index + 1);
  const before = index === 0 ? undefined : timeline.shift(index - 1);
  return {
    date: shift.date,
    at: shift.start,
    until: shift.end,
    terms: shift.terms,
    outgoing: before === undefined ? new Map() : mapHolders(before, (stretches) => stretches.at(-1)),
    incoming: mapHolders(shift, ([first]) => first),
    next: mapHolders(after, ([first]) => first),
    facts: [shift, after].flatMap((each) => [
      ...each.spells.flatMap(listStretchFacts),
      ...listQueueFacts(timeline, each),
    ]),
  };
}

function mapHolders(shift: Shift, pick: (stretches: readonly Stretch[]) => Stretch | undefined): Holders {
  return new Map(
    shift.terms.roles.map((role) => [role, pick(selectStretches(shift, role))?.engineer ?? null]),
  );
}

function listStretchFacts(stretch: Stretch): readonly TakeoverFact[] {
  if (stretch.engineer === null) return [{ kind: "vacant", stretch }];
  return stretch.engineer === stretch.scheduled ? [] : [{ kind: "cover", stretch }];
}

/** What takes effect at the handoff of a shift. */
function listQueueFacts({ roster, rotation }: Timeline, { index, date }: Shift): readonly TakeoverFact[] {
  const { handoffs } = rotation;
  const swaps = roster.changes.flatMap((entry): readonly TakeoverFact[] => {
    if (entry.kind !== "swap") return [];
    const begins = handoffs.from(entry.from) === index;
    const ends = entry.until !== undefined && handoffs.from(entry.until) === index;
    // One that ends where it begins does nothing.
    if (begins === ends) return [];
    return [{ kind: "swap", swap: entry, date, back: ends }];
  });
  const { passedOver } = rotation.queue(index);
  const skips = passedOver.map(({ person, entry: { reason } }): TakeoverFact => {
    return { kind: "skip", person, date, reason, isLater: false };
  });
  const begun = roster.changes.flatMap((entry): readonly TakeoverFact[] => {
    if (entry.kind !== "skip" || handoffs.from(entry.from) !== index) return [];
    const { person, reason } = entry;
    if (passedOver.some((passed) => passed.person === person)) return [];
    return [{ kind: "skip", person, date, reason, isLater: true }];
  });
  return [...swaps, ...skips, ...begun];
}
