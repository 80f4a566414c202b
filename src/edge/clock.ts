/** Reads the clock. Nothing else does, so that every answer can be reproduced. */
import type { Instant } from "../time/zone.ts";

/** Now, in milliseconds since the epoch. */
export function now(): Instant {
  return Date.now();
}
