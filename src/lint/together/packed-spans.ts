/** Keeps times as bare numbers: an object for each weighs many times as much, and thousands of rosters are kept at once. */
import type { Interval } from "../../time/interval.ts";

/** A start and an end in turn. */
export type PackedSpans = Float64Array;

export function packSpans(spans: readonly Interval[]): PackedSpans {
  return Float64Array.from(spans.flatMap(({ start, end }) => [start, end]));
}

export function unpackSpans(packed: PackedSpans): readonly Interval[] {
  return Array.from({ length: packed.length / 2 }, (_, index) => {
    const [start = 0, end = 0] = packed.subarray(2 * index, 2 * index + 2);
    return { start, end };
  });
}
