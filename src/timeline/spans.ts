/** Stretches of time cut and joined; half-open everywhere, so that pieces tile what they were cut from. */
import type { Instant } from "../time/zone.ts";
import type { Stretch } from "./model.ts";

/** The pieces of a stretch before, inside and after a span of time; empty pieces are left out. */
export function cut(
  stretch: Stretch,
  start: Instant,
  end: Instant,
): readonly { readonly inside: boolean; readonly piece: Stretch }[] {
  const from = Math.max(stretch.start, start);
  const until = Math.min(stretch.end, end);
  if (from >= until) return [{ inside: false, piece: stretch }];
  return [
    { inside: false, piece: { ...stretch, end: from } },
    { inside: true, piece: { ...stretch, start: from, end: until } },
    { inside: false, piece: { ...stretch, start: until } },
  ].filter(({ piece }) => piece.start < piece.end);
}

/** Neighbours with the same `engineer` and `scheduled` as one; takes stretches of one shift and role, by start. */
export function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const stretch of stretches) {
    const last = out.at(-1);
    if (last?.engineer === stretch.engineer && last.scheduled === stretch.scheduled) {
      const covers = [...new Set([...last.covers, ...stretch.covers])].sort(
        (one, other) => one.index - other.index,
      );
      out[out.length - 1] = { ...last, end: stretch.end, covers };
    } else out.push(stretch);
  }
  return out;
}
