/** Cuts text to a length, with a mark, and never inside what people see as one character. */

const MARK = "…";

/** At most `most` UTF-16 units, which is how services count. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  // Undefined as the locale: where one character ends is the same in all of them.
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    if (kept.length + segment.length + MARK.length > most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${MARK}`;
}
