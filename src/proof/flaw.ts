/** A person's number and the proof on record in, what is wrong with the proof on a day out (roster.md, `verified`). */
import type { Policy, Verified } from "../roster/model.ts";
import type { ResolvedPhone } from "../roster/phone.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import { CHANNELS, type Channel } from "./model.ts";

export interface ProofOnRecord {
  /** Undefined: there is no phone. A number that is not known here is not held against the proof; it may be in a file that is not here. */
  readonly number: ResolvedPhone | "elsewhere" | undefined;
  readonly verified: Verified | undefined;
  /** The day on which it has to be in force. */
  readonly on: LocalDate;
  /** How many days old it may be then; `never`: of any age. */
  readonly within: Policy["verifiedWithin"];
  /** By which ways a page has to have reached them; by both, if it is not said. */
  readonly ways?: readonly Channel[] | undefined;
}

/** In half a sentence; undefined where the proof is in force. */
export function flawOfProof({
  number,
  verified,
  on,
  within,
  ways = CHANNELS,
}: ProofOnRecord): string | undefined {
  if (number === undefined) return "there is no phone to page them on";
  if (verified === undefined) return "nothing shows that a page reaches their phone";
  if (number !== "elsewhere") {
    if (number.kind === "malformed") return `${number.variable} holds no phone number here`;
    if (number.kind === "number" && isOfAnother(verified, number.number))
      return "the proof is void: it is of another number";
  }
  for (const way of ways) {
    const proof = verified[way];
    if (proof === undefined) return `nothing shows that a page by ${way} reaches their phone`;
    if (within !== "never" && on - proof > within)
      return `the last proof by ${way}, of ${formatDate(proof)}, is older than ${within} days then`;
  }
  return undefined;
}

/** Whether what was proven is void: the number has another ending than the one that the page was sent to. */
export function isOfAnother({ ending }: Verified, number: string): boolean {
  return ending !== undefined && !number.endsWith(ending);
}
