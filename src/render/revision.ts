/** Describes a git revision: as it was asked for, the commit that it names, and its date. */
import type { Instant, Zone } from "../time/zone.ts";
import { day } from "./when.ts";

export interface CommitView {
  /** As it was asked for. */
  readonly revision: string;
  /** All digits. */
  readonly commit: string;
  readonly time: Instant;
}

/** `main~3 (1a2b3c4, Fri 20 Nov 2026)`. */
export function revisionText(
  { revision, commit, time }: CommitView,
  zone: Zone,
  safe: (text: string) => string,
): string {
  const short = commit.slice(0, 7);
  const date = day(zone, time, undefined);
  return commit.startsWith(revision) ? `${short} (${date})` : `${safe(revision)} (${short}, ${date})`;
}
