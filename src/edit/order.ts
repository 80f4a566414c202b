/**
 * Decides where new entries go in the log: after the last entry of the same or an earlier date, so that two branches only
 * collide where they touch the same days; at the end where the order of covers would otherwise change the result.
 */
import type { Roster } from "../roster/model.ts";
import { type CoverTime, findCoverTime } from "../rotation/cover-time.ts";
import { buildHandoffs } from "../rotation/handoffs.ts";
import { isJsonMap, type JsonValue } from "../text/json.ts";
import { overlap } from "../time/interval.ts";

/** A position in the new log: an old entry or a new one, by its index. */
export type LogSlot = { readonly kind: "old" | "new"; readonly index: number };

/** Orders the new log by date. New entries of one date keep their order; those in `last` go to the end. */
export function orderLog(
  log: readonly JsonValue[],
  entries: readonly JsonValue[],
  last: ReadonlySet<number>,
): readonly LogSlot[] {
  const slots: { readonly at: LogSlot; readonly date: string | undefined }[] = log.map((entry, index) => ({
    at: { kind: "old", index },
    date: readEntryDate(entry),
  }));
  for (const [index, entry] of entries.entries()) {
    const date = readEntryDate(entry);
    const before =
      last.has(index) || date === undefined
        ? slots.length - 1
        : slots.findLastIndex((other) => other.date !== undefined && other.date <= date);
    slots.splice(before + 1, 0, { at: { kind: "new", index }, date });
  }
  return slots.map(({ at }) => at);
}

/** The date that an entry is sorted by: its `from`, or a cover's `shift`; with an offset, the date as written. */
export function readEntryDate(entry: JsonValue): string | undefined {
  if (!isJsonMap(entry)) return undefined;
  const text = entry["shift"] ?? entry["from"];
  return typeof text === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] : undefined;
}

/**
 * Orders covers so that each means what was intended: a new cover applies to what the old ones leave. It may come before
 * another only if swapping the two would change nobody's hours.
 * `dated` is the log ordered by date, and `roster` is read from a text in that order.
 */
export function orderCovers(
  dated: readonly LogSlot[],
  roster: Pick<Roster, "rotation" | "changes"> | undefined,
  log: readonly JsonValue[],
  entries: readonly JsonValue[],
): readonly LogSlot[] {
  // Only a new cover can be in the wrong place.
  if (!entries.some(isCover)) return dated;
  if (roster === undefined) {
    const last = findMisplacedCovers(dated, log, entries);
    return last.size === 0 ? dated : orderLog(log, entries, last);
  }
  const times = computeTimes(dated, roster);
  const last = new Set<number>();
  for (let slots = dated; ; slots = orderLog(log, entries, last)) {
    const wrong = slots.filter((at, place) => isMisplaced(slots, at, place, times)).map(({ index }) => index);
    if (wrong.every((index) => last.has(index))) return slots;
    for (const index of wrong) last.add(index);
  }
}

function isCover(entry: JsonValue | undefined): boolean {
  return entry !== undefined && isJsonMap(entry) && Object.hasOwn(entry, "cover");
}

/** Where nothing can be computed, after all other covers is always right. */
function findMisplacedCovers(
  dated: readonly LogSlot[],
  log: readonly JsonValue[],
  entries: readonly JsonValue[],
): ReadonlySet<number> {
  const isCoverAt = ({ kind, index }: LogSlot) => isCover(kind === "old" ? log[index] : entries[index]);
  const wrong = dated.filter(
    (at, place) => at.kind === "new" && isCoverAt(at) && dated.slice(place + 1).some(isCoverAt),
  );
  return new Set(wrong.map(({ index }) => index));
}

/** Whether a new cover comes before one that it should follow, and that makes a difference. */
function isMisplaced(
  slots: readonly LogSlot[],
  at: LogSlot,
  place: number,
  times: ReadonlyMap<string, CoverTime>,
): boolean {
  const own = at.kind === "new" ? times.get(slotKey(at)) : undefined;
  if (own === undefined) return false;
  return slots.slice(place + 1).some((other) => {
    const cover = times.get(slotKey(other));
    // New covers apply in the order given.
    return cover !== undefined && !(other.kind === "new" && other.index > at.index) && !doCommute(own, cover);
  });
}

function slotKey({ kind, index }: LogSlot): string {
  return `${kind} ${index}`;
}

function computeTimes(
  slots: readonly LogSlot[],
  { rotation, changes }: Pick<Roster, "rotation" | "changes">,
): ReadonlyMap<string, CoverTime> {
  const handoffs = buildHandoffs(rotation);
  const times = new Map<string, CoverTime>();
  for (const entry of changes) {
    const at = slots[entry.index];
    if (entry.kind === "cover" && at !== undefined) times.set(slotKey(at), findCoverTime(entry, handoffs));
  }
  return times;
}

/**
 * Whether two covers give the same result in either order, whatever the queue: `X by Y` gives X's time to Y. Two of them
 * commute unless one takes what the other gives, or both give X's time to different people.
 */
function doCommute(one: CoverTime, other: CoverTime): boolean {
  if (!overlap(one, other)) return true;
  const { cover: a } = one;
  const { cover: b } = other;
  if (a.role !== undefined && b.role !== undefined && a.role !== b.role) return true;
  if (a.by === b.person || b.by === a.person) return false;
  return a.person !== b.person || a.by === b.by;
}
