/**
 * Tells the overrides that oncall made from those made by hand, where they bear no alias of ours: by exact match with
 * what this roster asks for, or those that were pushed before; or with what becomes of such an override if it cannot be
 * deleted: it names whom the rotation of one of these rosters has.
 */
import type { Duty, Pattern, RemoteOverride } from "../plan/model.ts";
import { findServing } from "../plan/overrides.ts";
import type { Id, Person } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { FoundOverride } from "./ownership.ts";

/** What a roster asks for, and how to find its people. */
export interface Made {
  readonly overrides: readonly Duty[];
  /** The base order; undefined: it has no such role. */
  readonly pattern: Pattern | undefined;
  /** Another roster has been pushed to the end since. */
  readonly isSuperseded: boolean;
  readonly people: ReadonlyMap<Id, Person>;
}

/** The account of somebody who may have left the roster since. */
type FindAccountOf = (id: Id, person: Person | undefined) => Promise<string | undefined>;

/** An override with the account that serves it; undefined: nobody. */
export interface MatchedOverride extends FoundOverride {
  readonly account: string | undefined;
  /** Whether it applies to what ours would apply to. */
  readonly isCandidate: boolean;
}

/** `made`: called for what was pushed before, and only if the roster itself leaves some override unexplained. */
export async function markOwn(
  overrides: readonly MatchedOverride[],
  current: Made,
  made: () => readonly Made[],
  findAccountOf: FindAccountOf,
  now: Instant,
): Promise<readonly RemoteOverride[]> {
  const segments = new Map<string, Instant>();
  /** `wanted`: what an override would say, and the duty that it was made for. */
  const search = async (wanted: readonly PossibleSaying[], { people }: Pick<Made, "people">) => {
    for (const override of overrides) {
      if (segments.has(override.key) || !override.isCandidate) continue;
      for (const { saying, segment } of wanted) {
        if (!isSameTime(override, saying, now)) continue;
        if ((await findAccountOf(saying.who, people.get(saying.who))) !== override.account) continue;
        segments.set(override.key, segment);
      }
    }
  };
  const isDone = () => overrides.every(({ key, end }) => end <= now || segments.has(key));
  await search(listSayings(current.overrides), current);
  if (!isDone()) {
    const all = made();
    for (const each of all)
      if (!each.isSuperseded && !isDone()) await search(listSayings(each.overrides), each);
    const rosters = [current, ...all];
    const duties = rosters.flatMap((each) => each.overrides);
    for (const each of rosters)
      if (each.pattern !== undefined && !isDone()) await search(listRemains(duties, each.pattern), each);
  }
  return overrides.map(({ key, start, end, who }) => ({ key, start, end, who, segment: segments.get(key) }));
}

interface PossibleSaying {
  readonly saying: Duty;
  readonly segment: Instant;
}

function listSayings(duties: readonly Duty[]): readonly PossibleSaying[] {
  return duties.map((saying) => ({ saying, segment: saying.start }));
}

/** What is left of overrides that could not be deleted. */
function listRemains(duties: readonly Duty[], pattern: Pattern): readonly PossibleSaying[] {
  return duties.flatMap((duty) =>
    findServing(pattern, duty).map((saying) => ({ saying, segment: duty.start })),
  );
}

/** An override that was made during its duty begins at that moment. */
function isSameTime({ start, end }: FoundOverride, duty: Duty, now: Instant): boolean {
  return end === duty.end && (start === duty.start || (duty.start < start && start <= now));
}
