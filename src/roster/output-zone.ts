/** Picks the zone in which times are shown. */
import type { Zone } from "../time/zone.ts";
import type { Roster, Terms } from "./model.ts";

/** The zone of the last terms (docs/rotation.md). */
export function outputZone(roster: Pick<Roster, "rotation">): Zone {
  return lastTerms(roster).zone;
}

export function lastTerms({ rotation }: Pick<Roster, "rotation">): Terms {
  return rotation.reduce((_, later) => later);
}
