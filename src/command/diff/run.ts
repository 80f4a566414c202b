/** Runs `oncall diff`: compares the rosters of two revisions, or of one and the working tree. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import type { DiffView } from "../../render/diff.ts";
import type { CommitView } from "../../render/revision.ts";
import { yearOf } from "../../render/when.ts";
import type { Entry } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { compare } from "../../timeline/compare.ts";
import { findDifference } from "../../timeline/moves.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { displayPath, findRoster } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { readOldTimeline } from "../shared/revision.ts";
import type { DiffFlags } from "./command.ts";

const MOST_WEEKS = 520;

/** A roster and the commit that it comes from; undefined: the file in the working tree. */
interface DiffSide {
  readonly timeline: Timeline;
  readonly commit: CommitView | undefined;
}

export async function runDiff(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<DiffFlags>(command);
  const weeks = flags.weeks === undefined ? undefined : parseCount("--weeks", flags.weeks, MOST_WEEKS);
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const { base, other, head } = parseRange(command.args);
  const { timeline: before, commit } = readSide(edges, path, base, other);
  const after: DiffSide =
    head === undefined
      ? { timeline: openTimeline(edges, flags), commit: undefined }
      : readSide(edges, path, head);
  const { roster } = after.timeline;
  const zone = outputZone(roster);
  const { log, terms } = compare(before, after.timeline);
  const view: DiffView = {
    ...{ team: roster.team, file: displayPath(edges, path), base: commit, head: after.commit },
    ...{ zone, viewer: findViewer(edges), year: yearOf(zone, now), weeks },
    people: new Map([...before.roster.people, ...roster.people]),
    log: { added: log.added.map(maskEntry), removed: log.removed.map(maskEntry) },
    terms,
    difference: findDifference(before, after.timeline, now, weeks),
  };
  edges.stdout.write(await formatDiff(edges, flags, view));
  return EXIT.done;
}

/** What to compare; `other`: the base is the merge base with it; `head` undefined: the file in the working tree. */
interface RevisionRange {
  readonly base: string;
  readonly other?: string;
  readonly head?: string;
}

/**
 * Reads the arguments as `git diff` does, but for one: a branch is compared with where it left the base, so that what the
 * base gained since is not shown as taken back.
 */
export function parseRange([first = "HEAD", second]: readonly string[]): RevisionRange {
  if (second !== undefined) return { base: first, head: second };
  const [, base = "", dots, head = ""] = /^(.*?)(\.{2,3})(.*)$/.exec(first) ?? [];
  if (dots === undefined) return { base: first, other: "HEAD" };
  const sides = { base: base || "HEAD", head: head || "HEAD" };
  return dots === "..." ? { ...sides, other: sides.head } : sides;
}

function readSide(
  edges: Edges,
  path: string,
  revision: string,
  other?: string,
): DiffSide & { readonly commit: CommitView } {
  const { timeline, commit } = readOldTimeline(edges, path, revision, other);
  return { timeline, commit: { revision, commit: commit.id, time: commit.time } };
}

/** Reviewers are shown no phone numbers. */
function maskEntry(entry: Entry): Entry {
  return { ...entry, reason: entry.reason && maskPhones(entry.reason) };
}

async function formatDiff(edges: Edges, flags: DiffFlags, view: DiffView): Promise<string> {
  switch (flags.json === true ? "json" : flags.format) {
    case "text":
      return (await import("../../render/diff.ts")).diffText(
        view,
        await choosePage(edges.stdout, edges, flags),
      );
    case "json":
      return (await import("../../render/diff-json.ts")).diffJson(view);
    case "markdown":
      return (await import("../../render/diff-markdown.ts")).diffMarkdown(view);
  }
}
