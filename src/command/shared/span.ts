/** Reads a span of time as flags take it: `90s`, `15m`, `2h`, `3d`, `2w`, or `15 minutes` in full. */
import { EXIT, Fault } from "../../fault.ts";
import { DAY_MS } from "../../time/date.ts";

const UNITS: Readonly<Record<string, number>> = {
  ...{ s: 1000, second: 1000, m: 60_000, minute: 60_000, h: 3_600_000, hour: 3_600_000 },
  ...{ d: DAY_MS, day: DAY_MS, w: 7 * DAY_MS, week: 7 * DAY_MS },
};

/** In milliseconds; throws a Fault unless it is longer than nothing. */
export function parseSpan(flag: string, text: string): number {
  const [, count, short, long] =
    /^(\d{1,6}) ?(?:([smhdw])|(second|minute|hour|day|week)s?)$/.exec(text.trim().toLowerCase()) ?? [];
  const span = Number(count ?? 0) * (UNITS[short ?? long ?? ""] ?? 0);
  if (span > 0) return span;
  throw new Fault(
    EXIT.usage,
    `${flag} takes a span of time, not ${JSON.stringify(text)}`,
    'write 90s, 15m, 2h, 3d, 2w, or "15 minutes"',
  );
}
