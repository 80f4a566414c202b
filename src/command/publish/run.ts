/** Runs `oncall publish`: makes the site, and writes what differs from the one that is there. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { listAbsences } from "../../rules/away.ts";
import type { NamedRoster, SiteFiles, SiteRoster } from "../../site/model.ts";
import { buildSite, buildSites } from "../../site/site.ts";
import { countStats } from "../../stats/count.ts";
import { type Instant, instantOf, wallOf } from "../../time/zone.ts";
import { listRoles } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { readClock } from "../shared/context.ts";
import { displayPath, workingFolder } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { type Answered, answerEach, nameTeams } from "../shared/several.ts";
import type { PublishFlags } from "./command.ts";

const MOST_WEEKS = 520;
const STATS_DAYS = 26 * 7;
const MOST_BYTES = 64 * 1024 * 1024;
/** Names the files that are ours, so that no other is ever overwritten or deleted. */
const MANIFEST = ".oncall-site";

export async function runPublish(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PublishFlags>(command);
  const weeks = parseCount("--weeks", flags.weeks, MOST_WEEKS);
  const now = readClock(edges);
  const found = await answerEach(edges, flags, async (own) =>
    describeRoster(openTimeline(edges, own), now, weeks, flags.emails === true),
  );
  // What is there stays whole: without the roster that cannot be read, its pages would be deleted.
  if (found.kind === "several" && found.exit !== EXIT.done) {
    edges.stderr.write("nothing was published\n");
    return found.exit;
  }
  const files =
    found.kind === "one" ? await buildSite(found.answer) : await buildSites(nameFiles(found.answers));
  const folder = resolve(workingFolder(edges), flags.out);
  const { written, removed } = writeSite(edges, folder, files);
  const kept = files.size - written;
  edges.stdout.write(
    `${forTerminal(`${displayPath(edges, folder)}: ${written} ${written === 1 ? "file" : "files"} written, ${kept} unchanged, ${removed} removed`)}\n`,
  );
  return EXIT.done;
}

function nameFiles(answers: readonly Answered<SiteRoster>[]): readonly NamedRoster[] {
  return nameTeams(answers).map((site, index) => ({ ...site, file: answers[index]?.file ?? "" }));
}

/** What the site shows of a roster, from the shift that runs when today begins. */
function describeRoster(timeline: Timeline, now: Instant, weeks: number, showEmails: boolean): SiteRoster {
  const { roster, rotation } = timeline;
  const zone = outputZone(roster);
  const { date } = wallOf(zone, now);
  const morning = instantOf(zone, date, 0);
  const first = timeline.shiftFrom(morning);
  const last = Math.max(first, timeline.shiftOn(date + weeks * 7 - 1));
  const later = Array.from({ length: last - first }, (_, step) => timeline.shift(first + 1 + step));
  const shifts = [timeline.shift(first), ...later] as const;
  const span = { start: shifts[0].start, end: timeline.shift(last).end };
  const taking = new Set(
    shifts.flatMap(({ index, stretches }) => [
      ...rotation.queue(index).seats.map(({ person }) => person),
      ...stretches.flatMap(({ engineer }) => engineer ?? []),
    ]),
  );
  const people = [...roster.people.keys()].filter((id) => taking.has(id));
  // Bytes depend on the date alone, so what is served already is counted up to the morning.
  const stats = countStats(timeline, {
    from: date - STATS_DAYS,
    until: date + STATS_DAYS,
    now: morning,
    isHoliday: () => false,
  });
  const { team } = roster;
  return {
    roster,
    team,
    date,
    zone,
    shifts,
    span,
    people,
    roles: listRoles(shifts),
    away: listAbsences(roster),
    stats,
    showEmails,
  };
}

interface SiteWriting {
  readonly written: number;
  readonly removed: number;
}

function writeSite(edges: Edges, folder: string, files: SiteFiles): SiteWriting {
  const before = readManifest(edges, folder);
  const encoder = new TextEncoder();
  const changed = new Map<string, Uint8Array>();
  for (const [path, text] of files) {
    const target = join(folder, path);
    const bytes = encoder.encode(text);
    const old = edges.files.read(target, MOST_BYTES);
    if (old.kind === "bytes" && Buffer.compare(old.bytes, bytes) === 0) continue;
    if (old.kind !== "missing" && !before.has(path)) refuseForeign(edges, target);
    changed.set(target, bytes);
  }
  const gone = [...before].filter((path) => !files.has(path));
  const removed = gone.filter((path) => edges.files.exists(join(folder, path))).length;
  const written = changed.size;
  if (written === 0 && gone.length === 0 && before.size > 0) return { written, removed };
  const list = (paths: Iterable<string>) => encoder.encode([...paths, ""].join("\n"));
  const result = edges.files.writeAll({
    files: changed,
    gone: gone.map((path) => join(folder, path)),
    list: {
      path: join(folder, MANIFEST),
      // A run that is killed has written some of both: the next one must know all as ours.
      meanwhile: list(new Set([...before, ...files.keys()])),
      afterwards: list(files.keys()),
    },
  });
  if (result.kind === "written") return { written, removed };
  throw new Fault(
    EXIT.usage,
    `cannot write ${displayPath(edges, result.path)}: ${result.reason}`,
    "nothing was published: the old site is as it was",
  );
}

/** The files of the site that is there. A path that leads out of the folder is not ours. */
function readManifest(edges: Edges, folder: string): ReadonlySet<string> {
  const read = edges.files.read(join(folder, MANIFEST), MOST_BYTES);
  if (read.kind !== "bytes") return new Set();
  const paths = new TextDecoder().decode(read.bytes).split("\n");
  return new Set(paths.filter((path) => /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/.test(path)));
}

function refuseForeign(edges: Edges, target: string): never {
  throw new Fault(
    EXIT.refused,
    `${displayPath(edges, target)} was not made by oncall publish`,
    "give --out a folder of its own, or move that file away",
  );
}
