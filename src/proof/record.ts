/** Proofs that somebody gave and what is on record in, what the roster is to say of them out (roster.md, `verified`). */
import type { Verified } from "../roster/model.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import { isOfAnother } from "./flaw.ts";
import { CHANNELS, type Channel } from "./model.ts";

/** So many of a number's last digits tell it from the one before, and tell nobody the number. */
const ENDING = 2;

/** In the words of the file. What was proven of another number is not kept, nor what was proven of an unknown one. */
export function verifiedAfter(
  before: Verified | undefined,
  proofs: ReadonlyMap<Channel, LocalDate>,
  number: string,
): Readonly<Record<string, string>> {
  const isKept = before?.ending !== undefined && !isOfAnother(before, number);
  const dates = CHANNELS.flatMap((way): readonly [Channel, string][] => {
    const date = proofs.get(way) ?? (isKept ? before[way] : undefined);
    return date === undefined ? [] : [[way, formatDate(date)]];
  });
  return { ...Object.fromEntries(dates), ending: number.slice(-ENDING) };
}
