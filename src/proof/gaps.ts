/** Finds the people for whom nothing proves, as of a date, that a page reaches them. */
import type { Id, Roster } from "../roster/model.ts";
import type { LocalDate } from "../time/date.ts";
import { findProofGap } from "./validity.ts";

export interface ProofGap {
  readonly person: Id;
  /** Half a sentence. */
  readonly gap: string;
}

/**
 * By the roster alone: a number that is kept elsewhere is taken to be there, so that the answer is the same on every
 * machine.
 */
export function listProofGaps(
  { people, policy }: Pick<Roster, "people" | "policy">,
  ids: readonly Id[],
  on: LocalDate,
): readonly ProofGap[] {
  const within = policy.verifiedWithin;
  if (within === "never") return [];
  return [...new Set(ids)].flatMap((id): readonly ProofGap[] => {
    const person = people.get(id);
    if (person === undefined) return [];
    const { phone, verified } = person;
    const number = phone?.kind === "number" ? phone : "elsewhere";
    const gap = findProofGap({ number, verified, on, within });
    return gap === undefined ? [] : [{ person: id, gap }];
  });
}
