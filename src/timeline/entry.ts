/** Makes keys to compare entries by, and finds when an entry has its first and its last effect. */
import type { Entry } from "../roster/model.ts";
import { findCoverTime } from "../rotation/cover-time.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "./build.ts";

/** Cached, because two logs are compared several times for one edit. */
const keys = new WeakMap<Entry, string>();

/** Equal for entries that say the same, wherever they are in the file. */
export function entryKey(entry: Entry): string {
  const known = keys.get(entry);
  if (known !== undefined) return known;
  const { kind, approvedBy, reason = null, backdated, unapproved } = entry;
  const key = JSON.stringify([kind, ...listFields(entry), approvedBy, reason, backdated, unapproved]);
  keys.set(entry, key);
  return key;
}

/** Equal for entries that do the same, whatever their reasons and approvers. */
export function effectKey(entry: Entry): string {
  return JSON.stringify([entry.kind, ...listFields(entry)]);
}

function listFields(entry: Entry): readonly unknown[] {
  switch (entry.kind) {
    case "join":
      return [entry.from, entry.person, entry.after ?? null];
    case "leave":
    case "ready":
      return [entry.from, entry.person];
    case "swap":
      return [entry.from, entry.people, entry.until ?? null];
    case "skip": {
      const { length } = entry;
      const limit = length.kind === "turns" ? length.turns : length.kind === "until" ? length.until : null;
      return [entry.from, entry.person, length.kind, limit];
    }
    case "cover": {
      const { person, by, role = null, span } = entry;
      return [person, by, role, ...(span.kind === "shift" ? [span.date] : [span.start, span.end])];
    }
  }
}

/** When an entry can first change who serves: at its handoff, or when its cover begins. */
export function findFirstEffect(
  { rotation: { handoffs } }: Pick<Timeline, "rotation">,
  entry: Entry,
): Instant {
  return entry.kind === "cover"
    ? findCoverTime(entry, handoffs).start
    : handoffs.at(handoffs.from(entry.from)).instant;
}

/** In shifts. Nothing looks further ahead: a log may name a day in a hundred years. */
export const MAX_SHIFTS_AHEAD = 260;

/** When an entry has its last effect: a cover's end, a swap's trade-back, the last turn that a skip passes over. */
export function findLastEffect({ rotation }: Timeline, entry: Entry): Instant {
  const { handoffs } = rotation;
  const on = (date: number) => handoffs.at(handoffs.from(date)).instant;
  switch (entry.kind) {
    case "cover":
      return findCoverTime(entry, handoffs).end;
    case "swap":
      return on(entry.until ?? entry.from);
    case "skip": {
      if (entry.length.kind !== "turns")
        return on(entry.length.kind === "until" ? entry.length.until : entry.from);
      const index = handoffs.from(entry.from);
      const shifts = entry.length.turns * rotation.queue(index).seats.length;
      return handoffs.at(index + Math.min(shifts, MAX_SHIFTS_AHEAD)).instant;
    }
    case "join":
    case "leave":
    case "ready":
      return on(entry.from);
  }
}
