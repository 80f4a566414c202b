/** Writes how long hours of duty last: `40 h`, `7 h 30 min`. Days would hide what people count. */
import { MINUTE_MS } from "./zone.ts";

/** Rounded to the minute. */
export function formatHours(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(whole === 0 ? [] : [`${whole} h`]), ...(rest === 0 && whole > 0 ? [] : [`${rest} min`])].join(
    " ",
  );
}
