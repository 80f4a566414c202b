/** Applies covers to the shifts of the queue: rotation.md, "Covers". */
import { dayOf } from "./calendar.ts";
import type { Handoff } from "./handoff.ts";
import type { Invalid } from "./queue.ts";
import { type PlainEntry, readInstant, type Terms } from "./roster.ts";
import type { Instant } from "./zone.ts";

export interface Stretch {
  readonly role: string;
  readonly engineer: string | null;
  readonly scheduled: string | null;
  readonly start: Instant;
  readonly end: Instant;
}

/** A cover with its time as instants. */
export interface Cover {
  readonly person: string;
  readonly by: string;
  readonly role: string | undefined;
  readonly start: Instant;
  readonly end: Instant;
}

/** The covers in file order, and those that are invalid. */
export function coversOf(
  changes: readonly PlainEntry[],
  all: readonly Terms[],
  handoffAt: (k: number) => Handoff,
): { readonly covers: readonly Cover[]; readonly invalid: readonly Invalid[] } {
  const covers: Cover[] = [];
  const invalid: Invalid[] = [];
  for (const [index, entry] of changes.entries()) {
    if (entry.cover === undefined) continue;
    const wrong = (fault: string) => invalid.push({ index, fault });
    const span = spanOf(entry, all, handoffAt);
    const roles = all.flatMap((terms) => terms.roles);
    if (typeof span === "string") wrong(span);
    if (entry.role !== undefined && !roles.includes(entry.role)) wrong("a role that no terms have");
    else if (typeof span === "object" && entry.role !== undefined && !span.roles.includes(entry.role))
      wrong("a role that the shift's terms do not have");
    if (typeof span === "object")
      covers.push({ ...span, person: entry.cover, by: entry.by ?? "", role: entry.role });
  }
  return { covers, invalid };
}

/** The cover's time and the roles it may name, or what is wrong with it. */
function spanOf(
  { shift, from, until }: PlainEntry,
  all: readonly Terms[],
  handoffAt: (k: number) => Handoff,
): { readonly start: Instant; readonly end: Instant; readonly roles: readonly string[] } | string {
  if (shift !== undefined) {
    if (from !== undefined || until !== undefined) return "both ways";
    const day = dayOf(shift);
    let k = 0;
    while (handoffAt(k).date < day) k += 1;
    const { date, instant, terms } = handoffAt(k);
    if (date !== day) return "a date without a handoff";
    return { start: instant, end: handoffAt(k + 1).instant, roles: terms.roles };
  }
  if (from === undefined || until === undefined) return "neither way";
  const start = readInstant(from, all);
  const end = readInstant(until, all);
  if (start >= end) return "from not before until";
  return { start, end, roles: all.flatMap((terms) => terms.roles) };
}

/** One role of one shift, split where covers begin and end; adjacent equal pieces are one. */
export function covered(whole: Stretch, covers: readonly Cover[]): readonly Stretch[] {
  let pieces: readonly Stretch[] = [whole];
  for (const cover of covers) {
    if (cover.role !== undefined && cover.role !== whole.role) continue;
    pieces = pieces
      .flatMap((piece) => cut(piece, cover.start))
      .flatMap((piece) => cut(piece, cover.end))
      .map((piece) => {
        const isInside = piece.start >= cover.start && piece.end <= cover.end;
        return isInside && piece.engineer === cover.person ? { ...piece, engineer: cover.by } : piece;
      });
  }
  const merged: Stretch[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last?.engineer !== piece.engineer) merged.push(piece);
    else merged.splice(-1, 1, { ...last, end: piece.end });
  }
  return merged;
}

function cut(piece: Stretch, at: Instant): readonly Stretch[] {
  if (at <= piece.start || at >= piece.end) return [piece];
  return [
    { ...piece, end: at },
    { ...piece, start: at },
  ];
}
