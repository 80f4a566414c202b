/** The one clock. Nothing else asks what time it is, so that every answer can be had again. */
import type { Instant } from "../time/zone.ts";

/** Now, in milliseconds since the epoch. */
export function now(): Instant {
  return Date.now();
}
