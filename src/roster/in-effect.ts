/** Says for which kinds of incidents the policy is in effect on a date (docs/roster.md, `in_effect`). */
import { fold } from "../text/letters.ts";
import type { LocalDate } from "../time/date.ts";
import type { Roster } from "./model.ts";

/** Those of the latest `from`; undefined: all kinds. */
export function listKindsInEffect(
  { inEffect }: Pick<Roster, "inEffect">,
  on: LocalDate,
): readonly string[] | undefined {
  if (inEffect.length === 0) return undefined;
  const begun = inEffect.filter(({ from }) => from <= on).toSorted((one, other) => one.from - other.from);
  return begun.at(-1)?.incidents ?? [];
}

/** Capitals do not matter. */
export function isInEffect(roster: Pick<Roster, "inEffect">, kind: string, on: LocalDate): boolean {
  const kinds = listKindsInEffect(roster, on);
  return kinds === undefined || kinds.some((each) => fold(each) === fold(kind));
}
