/**
 * Tells the overrides that oncall made from those made by hand. They bear no alias of ours, so it goes by exact match with
 * what this roster asks for, or those that were pushed before.
 */
import type { Duty, RemoteOverride } from "../../plan/model.ts";
import type { Id, Person } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { FoundOverride } from "../ownership.ts";

/** What a roster asks for, and how to find its people. */
export interface Made {
  readonly overrides: readonly Duty[];
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
  const search = async ({ overrides: duties, people }: Made) => {
    for (const override of overrides) {
      if (segments.has(override.key) || !override.isCandidate) continue;
      for (const duty of duties) {
        if (!isSameTime(override, duty, now)) continue;
        if ((await findAccountOf(duty.who, people.get(duty.who))) !== override.account) continue;
        segments.set(override.key, duty.start);
      }
    }
    return overrides.every(({ key, end }) => end <= now || segments.has(key));
  };
  if (!(await search(current))) {
    for (const each of made()) if (await search(each)) break;
  }
  return overrides.map(({ key, start, end, who }) => ({ key, start, end, who, segment: segments.get(key) }));
}

/** An override that was made during its duty begins at that moment. */
function isSameTime({ start, end }: FoundOverride, duty: Duty, now: Instant): boolean {
  return end === duty.end && (start === duty.start || (duty.start < start && start <= now));
}
