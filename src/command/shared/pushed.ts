/** Finds the commit that a roster is at, and the rosters that may have been pushed before. */
import type { Edges } from "../../edge/edges.ts";
import type { Abilities } from "../../plan/abilities.ts";
import { buildTarget } from "../../plan/target.ts";
import type { PushedRoster, PushMark } from "../../provider/ownership.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { readNames } from "./destination.ts";
import { displayPath } from "./find.ts";
import { checkBytes } from "./open.ts";
import type { ProviderName } from "./provider.ts";

/** How many versions of the roster are looked at. */
const MAX_VERSIONS = 20;

/** The newest commit, if it has these bytes; undefined also outside git. */
export function findCommit({ git }: Edges, path: string, bytes: Uint8Array): string | undefined {
  const past = git.history.read(path, "HEAD");
  const isSame = past.kind === "past" && past.file !== undefined && isEqual(past.file.bytes, bytes);
  return isSame ? past.commit.id : undefined;
}

export interface PushedSearch {
  readonly path: string;
  readonly provider: ProviderName;
  readonly abilities: Abilities;
  readonly now: Instant;
}

/** Looks once for each mark: a push asks again each time that it reads the service. */
export function createPushedSearch(
  edges: Edges,
  search: PushedSearch,
): (mark: PushMark | undefined) => readonly PushedRoster[] {
  const found = new Map<string, readonly PushedRoster[]>();
  return (mark) => {
    const key = `${mark?.commit} ${mark?.at}`;
    const rosters = found.get(key) ?? findPushed(edges, search, mark);
    found.set(key, rosters);
    return rosters;
  };
}

/**
 * The roster that a mark names, as it was pushed at that time; then those committed since, of which a push may have been
 * interrupted, and those before it, of which something may remain. Without a mark that can be read, the latest that were
 * committed.
 */
function findPushed(
  edges: Edges,
  { path, provider, abilities, now }: PushedSearch,
  mark: PushMark | undefined,
): readonly PushedRoster[] {
  let isSuperseded = false;
  const ask = (timeline: Timeline | undefined, at: Instant): readonly PushedRoster[] => {
    const names = timeline && readNames(provider, timeline.roster);
    const result = timeline && names && buildTarget(timeline, names, abilities, at);
    if (result?.kind !== "target") return [];
    const { roles } = result.target;
    return [
      {
        people: timeline?.roster.people ?? new Map(),
        overrides: new Map(roles.map(({ role, overrides }) => [role, overrides])),
        patterns: new Map(roles.map(({ role, pattern }) => [role, pattern])),
        isSuperseded,
      },
    ];
  };
  const open = (bytes: Uint8Array) => checkBytes(edges, displayPath(edges, path), bytes).timeline;
  const past = mark && edges.git.history.read(path, mark.commit);
  const marked = past?.kind === "past" ? past.file?.bytes : undefined;
  const found = marked === undefined ? [] : [...ask(open(marked), mark?.at ?? now)];
  let versions = 0;
  edges.git.history.searchVersions(path, ({ bytes }) => {
    if (bytes !== undefined && marked !== undefined && isEqual(bytes, marked)) isSuperseded = true;
    else if (bytes !== undefined) found.push(...ask(open(bytes), now));
    versions += 1;
    return versions >= MAX_VERSIONS ? true : undefined;
  });
  return found;
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
