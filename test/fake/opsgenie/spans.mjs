/** Cuts and joins spans of time; none includes its end. */

/** @typedef {{ readonly start: number, readonly end: number }} Span */

/** @param {Span} one @param {Span} other @returns {readonly Span[]} none or one */
export function common(one, other) {
  const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
  return span.start < span.end ? [span] : [];
}

/** Those that touch or overlap become one. @param {readonly Span[]} spans @returns {readonly Span[]} */
export function joined(spans) {
  /** @type {Span[]} */
  const found = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last === undefined || last.end < span.start) found.push(span);
    else found.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
  }
  return found;
}
