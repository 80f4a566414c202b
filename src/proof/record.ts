/** Writes what the roster keeps of a new proof: its `verified` (docs/roster.md). */
import type { Verified } from "../roster/model.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import { CHANNELS, type Channel } from "./model.ts";
import { isOfAnotherNumber } from "./validity.ts";

/** Enough last digits to tell a number from the one before it, and too few to reveal it. */
const ENDING = 2;

/** In the words of the file. Earlier proofs stay only if they are known to be of the same number. */
export function writeVerified(
  before: Verified | undefined,
  proofs: ReadonlyMap<Channel, LocalDate>,
  number: string,
): Readonly<Record<string, string>> {
  const isKept = before?.ending !== undefined && !isOfAnotherNumber(before, number);
  const dates = CHANNELS.flatMap((channel): readonly [Channel, string][] => {
    const date = proofs.get(channel) ?? (isKept ? before[channel] : undefined);
    return date === undefined ? [] : [[channel, formatDate(date)]];
  });
  return { ...Object.fromEntries(dates), ending: number.slice(-ENDING) };
}
