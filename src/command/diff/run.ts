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
import { pageOf, readClock, viewerOf } from "../shared/context.ts";
import { findRoster, named } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { timelineAt } from "../shared/revision.ts";
import type { DiffFlags } from "./command.ts";

const MOST_WEEKS = 520;

/** A roster, and the commit that it is of; undefined: the file as it lies there. */
interface Side {
  readonly timeline: Timeline;
  readonly commit: CommitView | undefined;
}

export async function runDiff(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<DiffFlags>(command);
  const [base = "HEAD", head] = command.args;
  const weeks = flags.weeks === undefined ? undefined : parseCount("--weeks", flags.weeks, MOST_WEEKS);
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const { timeline: before, commit } = committed(edges, path, base);
  const after: Side =
    head === undefined
      ? { timeline: openTimeline(edges, flags), commit: undefined }
      : committed(edges, path, head);
  const { roster } = after.timeline;
  const zone = outputZone(roster);
  const { log, terms } = compare(before, after.timeline);
  const view: DiffView = {
    ...{ team: roster.team, file: named(edges, path), base: commit, head: after.commit },
    ...{ zone, viewer: viewerOf(edges), year: yearOf(zone, now), weeks },
    people: new Map([...before.roster.people, ...roster.people]),
    log: { added: log.added.map(masked), removed: log.removed.map(masked) },
    terms,
    difference: findDifference(before, after.timeline, now, weeks),
  };
  edges.stdout.write(await formatDiff(edges, flags, view));
  return EXIT.done;
}

function committed(edges: Edges, path: string, revision: string): Side & { readonly commit: CommitView } {
  const { timeline, commit } = timelineAt(edges, path, revision);
  return { timeline, commit: { revision, commit: commit.id, time: commit.time } };
}

/** What is shown to reviewers has no telephone number in it. */
function masked(entry: Entry): Entry {
  return { ...entry, reason: entry.reason && maskPhones(entry.reason) };
}

async function formatDiff(edges: Edges, flags: DiffFlags, view: DiffView): Promise<string> {
  switch (flags.json === true ? "json" : flags.format) {
    case "text":
      return (await import("../../render/diff.ts")).diffText(view, await pageOf(edges.stdout, edges, flags));
    case "json":
      return (await import("../../render/diff-json.ts")).diffJson(view);
    case "markdown":
      return (await import("../../render/diff-markdown.ts")).diffMarkdown(view);
  }
}
