/** Finds which shifts fall into somebody's new time away, and the ways out of each. */
import type { Edges } from "../../edge/edges.ts";
import type { LoadedRoster } from "../../roster/load.ts";
import { absenceTime, findClashes } from "../../rules/away.ts";
import { floorToMinute } from "../../rules/serving.ts";
import type { AwayWish } from "../../rules/wish.ts";
import type { Solution } from "../../suggest/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { solveClashes } from "../shared/solve.ts";

/** `roster` is what was given with `--roster`; `timeline` and `loaded` are those of the new text. What is over is left out. */
export function solveAbsence(
  edges: Edges,
  roster: string | undefined,
  now: Instant,
  { person, from, until }: AwayWish,
  timeline: Timeline,
  loaded: LoadedRoster,
): readonly Solution[] {
  const absence = timeline.roster.away.find(
    (each) => each.person === person && each.from === from && each.until === until,
  );
  if (absence === undefined) return [];
  const { start, end } = absenceTime(timeline.roster, absence);
  const within = { start: Math.max(start, floorToMinute(now)), end };
  const clashes = findClashes(timeline, within).filter((clash) => clash.person === person);
  return solveClashes(edges, { timeline, loaded }, clashes, now, roster);
}
