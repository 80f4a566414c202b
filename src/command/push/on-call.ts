/** Finds who is on call now by every roster that names the same group, so that none of them takes out the others' people. */
import { dirname } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { Person, Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import { findOnCall, type Serving } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { displayPath, listTrackedRosters } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import { readRoster } from "../shared/read.ts";

/** A roster whose people belong into the group. */
export interface GroupRoster {
  /** As messages name it. */
  readonly file: string;
  readonly timeline: Timeline;
}

/** The other rosters of the repository that name the same group. Throws a Fault if one of them is invalid. */
export function findOthers(
  edges: Edges,
  path: string,
  { roster }: Timeline,
  readKey: (roster: Roster) => string | undefined,
): readonly GroupRoster[] {
  const key = readKey(roster);
  const tree = edges.git.workTree(dirname(path));
  const paths = tree === undefined ? undefined : listTrackedRosters(edges, tree);
  if (key === undefined || paths === undefined) return [];
  const own = edges.files.real(path);
  return paths.flatMap((other) => {
    if (edges.files.real(other) === own) return [];
    const bytes = readRoster(edges, other);
    // Most rosters are about other groups: those are not worth building.
    if (!new TextDecoder().decode(bytes).includes(key)) return [];
    const { timeline } = openBytes(edges, other, bytes, { withPrivate: true }, other);
    return readKey(timeline.roster) === key ? [{ file: displayPath(edges, other), timeline }] : [];
  });
}

/** The roles of one roster, and the people who serve them. */
export interface ServedGroupRoster extends GroupRoster {
  readonly serving: readonly Serving[];
  /** Each once, in the order of the roles. */
  readonly people: readonly Person[];
}

export function findServing(source: GroupRoster, at: Instant): ServedGroupRoster {
  const { timeline } = source;
  const serving = findOnCall(timeline, at).now;
  const ids = [...new Set(serving.flatMap(({ engineer }) => engineer ?? []))];
  return { ...source, serving, people: ids.flatMap((id) => timeline.roster.people.get(id) ?? []) };
}
