/** Decides whether the proof on record shows that a page reaches somebody on a given day (docs/notifications.md). */
import type { Policy, Verified } from "../roster/model.ts";
import type { ResolvedPhone } from "../roster/phone.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import { CHANNELS, type Channel } from "./model.ts";

export interface ProofOnRecord {
  /**
   * Undefined: there is no phone. A number that cannot be read here does not invalidate the proof, since it may be in a
   * file that is not here.
   */
  readonly number: ResolvedPhone | "elsewhere" | undefined;
  readonly verified: Verified | undefined;
  /** The day on which the proof has to be valid. */
  readonly on: LocalDate;
  /** How many days old it may be then; `never`: of any age. */
  readonly within: Policy["verifiedWithin"];
  /** The channels that need proof; both by default. */
  readonly channels?: readonly Channel[] | undefined;
}

/** Half a sentence that says why the proof is not valid; undefined if it is. */
export function findProofGap({
  number,
  verified,
  on,
  within,
  channels = CHANNELS,
}: ProofOnRecord): string | undefined {
  if (number === undefined) return "they have no phone that could be paged";
  if (verified === undefined) return "nothing proves that a page reaches their phone";
  if (number !== "elsewhere") {
    if (number.kind === "malformed") return `${number.variable} holds no phone number here`;
    if (number.kind === "number" && isOfAnotherNumber(verified, number.number))
      return "their proof belongs to another phone number";
  }
  for (const channel of channels) {
    const proof = verified[channel];
    if (proof === undefined) return `nothing proves that a page by ${channel} reaches their phone`;
    if (within !== "never" && on - proof > within)
      return `their last proof by ${channel}, of ${formatDate(proof)}, will be more than ${within} days old`;
  }
  return undefined;
}

/** Whether the number ends differently from the one that was proven. */
export function isOfAnotherNumber({ ending }: Verified, number: string): boolean {
  return ending !== undefined && !number.endsWith(ending);
}
