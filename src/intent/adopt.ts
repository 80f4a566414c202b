/**
 * Decides which covers say what overrides made by hand say, and why the rest is left: nothing is guessed. `oncall adopt`
 * writes the covers, and they wait for approval.
 */
import type { Cover, Id, Role } from "../roster/model.ts";
import { GRACE_MS, resolveSpan } from "../rules/serving.ts";
import type { AdoptWish, KnownOverride } from "../rules/wish.ts";
import { nameOrNobody } from "../rules/words.ts";
import { type Interval, intersect, overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { shiftsIn } from "../timeline/ask.ts";
import { addEntries, type Timeline } from "../timeline/build.ts";
import type { Stretch } from "../timeline/model.ts";
import type { CoverWords } from "./cover.ts";
import { placeAll, writeFoundEntry } from "./entry.ts";
import type { DraftResult } from "./model.ts";

/** Why an override is left; permanent, since scripts read it. */
export type LeftCode =
  | "unknown-person"
  | "nobody"
  | "not-a-person"
  | "overlaps-ours"
  | "overlaps-another"
  | "nobody-to-cover"
  | "no-such-role";

/** What of an override becomes no cover. */
export interface LeftOverride {
  readonly code: LeftCode;
  readonly override: KnownOverride;
  readonly message: string;
  readonly help: string | undefined;
}

export interface Adoption {
  readonly covers: readonly CoverWords[];
  /** Overrides that say what the roster says anyway. */
  readonly agreeing: readonly KnownOverride[];
  readonly left: readonly LeftOverride[];
}

export function decideAdoption(
  { byHand, ours, title, reason }: Omit<AdoptWish, "kind" | "unapproved" | "allow">,
  before: Timeline,
  now: Instant,
): Adoption {
  const covers: CoverWords[] = [];
  const agreeing: KnownOverride[] = [];
  const left: LeftOverride[] = [];
  const first = before.shift(0).start;
  const sorted = byHand
    // What was over before the rotation began is not its history.
    .filter(({ end }) => end > first)
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
  let timeline = before;
  for (const override of sorted) {
    const { role, who } = override;
    const pieces = listStretches(timeline, override, role);
    const wrong = pieces.filter(({ engineer }) => engineer !== who);
    if (pieces.length > 0 && wrong.length === 0) {
      agreeing.push(override);
      continue;
    }
    const reasonLeft = findReason(override, wrong, { byHand: sorted, ours, title });
    if (reasonLeft !== undefined) left.push({ ...reasonLeft, override });
    if (reasonLeft !== undefined || who === null) continue;
    const vacant = wrong.filter(({ engineer }) => engineer === null);
    if (vacant.length > 0 || pieces.length === 0)
      left.push({ ...explainVacancy(pieces, override), override });
    const people = [...new Set(wrong.flatMap(({ engineer }) => engineer ?? []))];
    const fresh = people.map((person): CoverWords => {
      const span = spanOf(
        timeline,
        wrong.filter(({ engineer }) => engineer === person),
      );
      return {
        kind: "cover",
        person,
        by: who,
        role: before.roster.rotation.some(({ roles }) => roles.length > 1) ? role : undefined,
        span,
        approvedBy: [],
        backdated: resolveSpan(timeline, span).start < now - GRACE_MS,
        unapproved: true,
        reason: reason ?? `made by hand in ${title}`,
      };
    });
    covers.push(...fresh);
    if (fresh.length > 0) timeline = addEntries(before, placeAll(before.roster, covers));
  }
  return { covers, agreeing, left };
}

export function draftAdoption(wish: AdoptWish, before: Timeline, now: Instant): DraftResult {
  const { covers } = decideAdoption(wish, before, now);
  if (covers.length === 0) return { kind: "settled", message: "no override made by hand is to be adopted" };
  const { roster } = before;
  const entries = placeAll(roster, covers);
  return {
    kind: "drafted",
    edits: entries.map((entry) => ({
      kind: "add-entry",
      entry: writeFoundEntry(entry, roster),
    })),
    entries,
    after: addEntries(before, entries),
  };
}

/** What the roster says of a role in some time, by time. */
function listStretches(timeline: Timeline, time: Interval, role: Role): readonly Stretch[] {
  return shiftsIn(timeline, time)
    .flatMap(({ stretches }) => stretches.filter((stretch) => stretch.role === role))
    .flatMap((stretch) => intersect(stretch, time).map((part) => ({ ...stretch, ...part })));
}

type LeftReason = Pick<LeftOverride, "code" | "message" | "help">;

/** Why none of an override can be adopted. */
function findReason(
  { role, key, who, group, ...time }: KnownOverride,
  wrong: readonly Stretch[],
  { byHand, ours, title }: Pick<AdoptWish, "byHand" | "ours" | "title">,
): LeftReason | undefined {
  if (group !== undefined)
    return {
      code: "not-a-person",
      message: `it is for the ${group} ${who?.replace(/^@/, "") ?? ""}, and a cover needs one person`,
      help: `replace it by an override for one person in ${title}`,
    };
  if (who === null)
    return {
      code: "nobody",
      message: "it is for nobody, so that nobody is paged; a cover needs somebody",
      help: `delete it in ${title}, or say who covers: oncall cover ID --by ID`,
    };
  if (who.startsWith("@"))
    return {
      code: "unknown-person",
      message: `the roster does not know ${who.slice(1)}`,
      help: `say who that is with --as ID, or give somebody in the roster that email`,
    };
  const isOther = (other: KnownOverride, part: Interval) =>
    other.role === role && other.who !== who && overlap(other, part);
  const own = ours.find((other) => wrong.some((part) => isOther(other, part)));
  if (own !== undefined)
    return {
      code: "overlaps-ours",
      message: `it overlaps an override of oncall's own, for ${nameOrNobody(own.who)}, and ${title} does not say which of the two holds`,
      help: `if ${who} is to serve, write the cover with oncall cover; else delete it in ${title}`,
    };
  const rival = byHand.find((other) => other.key !== key && isOther(other, time));
  if (rival === undefined) return undefined;
  return {
    code: "overlaps-another",
    message: `it overlaps another one made by hand, for ${nameOrNobody(rival.who)}, and ${title} does not say which of the two holds`,
    help: `delete one of the two in ${title}`,
  };
}

function explainVacancy(pieces: readonly Stretch[], { role }: KnownOverride): LeftReason {
  if (pieces.length === 0)
    return {
      code: "no-such-role",
      message: `nobody is ${role} then by the roster: it has no such role at that time, or is off duty`,
      help: undefined,
    };
  return {
    code: "nobody-to-cover",
    message: `nobody is ${role} by the roster for some of that time, so there is nobody to cover`,
    help: "have somebody join the queue: oncall join ID",
  };
}

/** From the first of somebody's stretches to the end of the last: a cover takes only what they hold. */
function spanOf(timeline: Timeline, stretches: readonly Stretch[]): Cover["span"] {
  const start = Math.min(...stretches.map((stretch) => stretch.start));
  const end = Math.max(...stretches.map((stretch) => stretch.end));
  const shift = timeline.shift(timeline.shiftFrom(start));
  return shift.start === start && shift.end === end
    ? { kind: "shift", date: shift.date }
    : { kind: "time", start, end };
}

/** The people whom the roster does not know, by their names in the service. */
export function listStrangers(overrides: readonly KnownOverride[]): readonly string[] {
  const strangers = overrides.flatMap(({ who, group }) =>
    group === undefined && who?.startsWith("@") === true ? [who.slice(1)] : [],
  );
  return [...new Set(strangers)];
}

/** The same overrides, with strangers replaced by the people that they are. */
export function identify(
  overrides: readonly KnownOverride[],
  known: ReadonlyMap<string, Id>,
): readonly KnownOverride[] {
  return overrides.map((override) => {
    const id = override.group === undefined ? known.get(override.who?.replace(/^@/, "") ?? "") : undefined;
    return id !== undefined && override.who?.startsWith("@") === true ? { ...override, who: id } : override;
  });
}
