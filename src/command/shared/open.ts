/**
 * Opens the roster that a command is about: reads it and checks its log. A finding that does not block is one line
 * on stderr; one that does is a Fault with all findings (cli.md, "Reading commands answer whenever they can").
 */
import { dirname, join } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Finding, UnplacedFinding } from "../../roster/finding.ts";
import { type LoadedRoster, loadRoster, type PrivateFile } from "../../roster/load.ts";
import { checkLog } from "../../rotation/check.ts";
import { buildTimeline, type Timeline } from "../../timeline/build.ts";
import { displayPath, findInput, findRoster, STDIN } from "./find.ts";
import type { GlobalFlags } from "./flags.ts";
import { keepRoster } from "./proposal.ts";
import { readPrivateFile, readRoster } from "./read.ts";

export interface CheckedRoster {
  readonly loaded: LoadedRoster;
  /** Undefined if a finding stops the computation. */
  readonly timeline: Timeline | undefined;
  /** In line order; those of the private file last. */
  readonly findings: readonly Finding[];
}

export interface OpenedRoster extends CheckedRoster {
  /** Whether it names a private file that is missing or may not be read. */
  readonly isPrivateUnread: boolean;
}

/** How to read the private file, and the findings about it once that was done. */
interface PrivateReading {
  readonly readPrivate: (name: string) => PrivateFile | undefined;
  readonly privateFindings: readonly UnplacedFinding[];
}

interface Needs {
  /** Whether to read the private file too. Git is asked about it first, which takes time. */
  readonly withPrivate?: boolean;
  /** Whether the text is to be edited. */
  readonly forEditing?: boolean;
}

/** The timeline of the roster; throws if it is invalid, and says on stderr how many other findings there are. */
export function openTimeline(edges: Edges, flags: GlobalFlags, needs: Needs = {}): Timeline {
  const path = findInput(edges, flags);
  return openBytes(edges, path, readRoster(edges, path), needs, flags.roster).timeline;
}

/** Likewise, for bytes that were read already. */
export function openBytes(
  edges: Edges,
  path: string,
  bytes: Uint8Array,
  needs: Needs = {},
  flag?: string,
): { readonly timeline: Timeline } & Pick<OpenedRoster, "loaded" | "isPrivateUnread"> {
  const opened = openWithPrivate(edges, path, bytes, needs);
  return { ...opened, timeline: requireTimeline(edges, path, opened, flag) };
}

/** A roster that a service is about, as it is in its file. */
export interface OpenedFile extends ReturnType<typeof openBytes> {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Likewise, of one roster and with its private file, for a command that asks a service. */
export function openFile(edges: Edges, flags: GlobalFlags): OpenedFile {
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  return { path, bytes, ...openBytes(edges, path, bytes, { withPrivate: true }, flags.roster) };
}

/** Likewise, with the text and its tree. */
export function openForEditing(edges: Edges, path: string, bytes: Uint8Array): ReturnType<typeof openBytes> {
  return openBytes(edges, path, bytes, { forEditing: true });
}

function requireTimeline(
  edges: Edges,
  path: string,
  { timeline, findings }: CheckedRoster,
  flag: string | undefined,
): Timeline {
  const file = displayPath(edges, path);
  const count = `${findings.length} problem${findings.length === 1 ? "" : "s"}`;
  if (timeline === undefined) {
    throw new Fault(EXIT.roster, `${file} is invalid: ${count}`, undefined, findings);
  }
  if (findings.length > 0)
    edges.stderr.write(`${forTerminal(`${count} in ${file}: run ${keepRoster("oncall lint", flag)}`)}\n`);
  return timeline;
}

/** The roster with all findings; a Fault only if there is no text to look at. */
export function openRoster(edges: Edges, path: string, needs: Needs = {}): OpenedRoster {
  return openWithPrivate(edges, path, readRoster(edges, path), needs);
}

function openWithPrivate(edges: Edges, path: string, bytes: Uint8Array, needs: Needs): OpenedRoster {
  const privateFindings: UnplacedFinding[] = [];
  let isPrivateUnread = false;
  const readPrivate = (name: string) => {
    const file =
      path === STDIN ? undefined : readPrivateFile(edges, join(dirname(path), name), privateFindings);
    isPrivateUnread = file === undefined;
    return file;
  };
  const reading = { readPrivate, privateFindings };
  return { ...checkBytes(edges, displayPath(edges, path), bytes, needs, reading), isPrivateUnread };
}

/** Reads and checks the bytes of a roster, from a file or a commit; `file` is its name in messages. */
export function checkBytes(
  edges: Edges,
  file: string,
  bytes: Uint8Array,
  needs: Needs = {},
  { readPrivate, privateFindings }: PrivateReading = { readPrivate: () => undefined, privateFindings: [] },
): CheckedRoster {
  const loaded = loadRoster({
    file,
    bytes,
    zoneOf: edges.zoneOf,
    forEditing: needs.forEditing === true,
    ...(needs.withPrivate === true && { private: readPrivate }),
  });
  const draft = loaded.draft && buildTimeline(loaded.draft);
  const inLog = draft === undefined ? [] : checkLog(draft.roster, draft.rotation);
  return {
    loaded,
    timeline: loaded.roster === undefined || inLog.length > 0 ? undefined : draft,
    findings: sortFindings(loaded.findings, [...inLog, ...privateFindings].map(loaded.place), file),
  };
}

/** Puts findings of the roster in line order, followed by those of other files in their own order. */
export function sortFindings(
  findings: readonly Finding[],
  more: readonly Finding[],
  file: string,
): readonly Finding[] {
  if (more.length === 0) return findings;
  const here = [...findings.filter((finding) => finding.file === file), ...more];
  here.sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
  return [...here, ...findings.filter((finding) => finding.file !== file)];
}
