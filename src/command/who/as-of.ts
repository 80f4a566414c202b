/** Opens the roster at a git revision for `who --as-of`, and says where the current roster differs. */
import type { Edges } from "../../edge/edges.ts";
import { Fault } from "../../fault.ts";
import { asOfLines, type Otherwise } from "../../render/asof.ts";
import { forTerminal } from "../../render/escape.ts";
import type { AsOf } from "../../render/who.ts";
import type { Role } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { findOnCall, type OnCall } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { displayPath, findRoster } from "../shared/find.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { openRoster } from "../shared/open.ts";
import { readOldTimeline } from "../shared/revision.ts";

export interface PastTimeline {
  readonly timeline: Timeline;
  /** What to say about an answer from that timeline, for one role or all. */
  about(found: OnCall, role: Role | undefined): AsOf;
}

export function openAtRevision(edges: Edges, flags: GlobalFlags, revision: string): PastTimeline {
  const path = findRoster(edges, flags);
  const file = displayPath(edges, path);
  const { timeline, commit } = readOldTimeline(edges, path, revision);
  return {
    timeline,
    about(found, role) {
      const now = openCurrentTimeline(edges, path);
      if (now === undefined)
        edges.stderr.write(`the current ${forTerminal(file)} is invalid, so no comparison was made\n`);
      const otherwise = now === undefined ? [] : findDifferences(found, findOnCall(now, found.at));
      const lines = asOfLines(
        file,
        { revision, commit: commit.id, time: commit.time },
        outputZone(timeline.roster),
        otherwise.filter((each) => role === undefined || each.role === role),
        (now ?? timeline).roster.people,
      );
      return { revision, commit: commit.id, lines };
    },
  };
}

/** Undefined if the current roster cannot be read: the answer does not need it. */
function openCurrentTimeline(edges: Edges, path: string): Timeline | undefined {
  try {
    return openRoster(edges, path).timeline;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The roles that somebody else has by the current roster, and who. */
function findDifferences(then: OnCall, now: OnCall): readonly Otherwise[] {
  const engineerIn = ({ now: serving }: OnCall, role: Role) =>
    serving.find((stretch) => stretch.role === role)?.engineer;
  const roles = [...new Set([...then.now, ...now.now].map(({ role }) => role))];
  return roles
    .filter((role) => engineerIn(then, role) !== engineerIn(now, role))
    .map((role) => ({ role, engineer: engineerIn(now, role) }));
}
