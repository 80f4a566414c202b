/** A roster in, the zone in which its times are told out. */
import type { Zone } from "../time/zone.ts";
import type { Roster } from "./model.ts";

/** That of the last terms (rotation.md, "What comes out"). */
export function outputZone({ rotation }: Pick<Roster, "rotation">): Zone {
  return (rotation.at(-1) ?? rotation[0]).zone;
}
