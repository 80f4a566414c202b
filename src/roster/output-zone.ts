/** Picks the zone in which times are shown. */
import type { Zone } from "../time/zone.ts";
import type { Roster } from "./model.ts";

/** The zone of the last terms (docs/rotation.md). */
export function outputZone({ rotation }: Pick<Roster, "rotation">): Zone {
  return rotation.reduce((_, later) => later).zone;
}
