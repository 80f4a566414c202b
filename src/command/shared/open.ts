/**
 * Opens the roster that a command is about: finds the file, reads it, checks its log. What cannot stop the computation
 * is said in one line on stderr; what can is a Fault with all findings (cli.md, "Reading commands answer whenever they can").
 */
import { dirname, join } from "node:path";
import type { Edges, FileRead } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Finding, UnplacedFinding } from "../../roster/finding.ts";
import { type LoadedRoster, loadRoster, type PrivateFile } from "../../roster/load.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import { checkLog } from "../../rotation/check.ts";
import { buildTimeline, type Timeline } from "../../timeline/build.ts";
import { findRoster, named } from "./find.ts";
import type { GlobalFlags } from "./flags.ts";

export interface OpenedRoster {
  /** Undefined where something stops the computation. */
  readonly timeline: Timeline | undefined;
  /** In line order; those of the private file last. */
  readonly findings: readonly Finding[];
}

interface CheckedRoster extends OpenedRoster {
  readonly loaded: LoadedRoster;
}

/** The roster as it lies on the disk. */
export interface FoundRoster extends CheckedRoster {
  /** Whether it names a private file that is not there, or may not be read. */
  readonly isPrivateUnread: boolean;
}

/** How the private file is come by, and what is wrong with it once it was asked for. */
interface Beside {
  readonly readPrivate: (name: string) => PrivateFile | undefined;
  readonly beside: readonly UnplacedFinding[];
}

interface Needs {
  /** Whether the private file is read too. It is looked up in git first, which takes time. */
  readonly withPrivate?: boolean;
  /** Whether the text is to be edited. */
  readonly forEditing?: boolean;
}

/** The timeline of the roster; throws what stops it, says on stderr how much else is wrong. */
export function openTimeline(edges: Edges, flags: GlobalFlags, needs: Needs = {}): Timeline {
  const path = findRoster(edges, flags);
  return openBytes(edges, path, readRoster(edges, path), needs).timeline;
}

/** The timeline that the bytes of a roster give, and what was read; throws what stops it, says on stderr how much else is wrong. */
export function openBytes(
  edges: Edges,
  path: string,
  bytes: Uint8Array,
  needs: Needs = {},
): { readonly timeline: Timeline; readonly loaded: LoadedRoster } {
  const opened = checked(edges, path, bytes, needs);
  return { timeline: timelineOr(edges, path, opened), loaded: opened.loaded };
}

/** The same, with the text and its tree. */
export function openForEditing(edges: Edges, path: string, bytes: Uint8Array): ReturnType<typeof openBytes> {
  return openBytes(edges, path, bytes, { forEditing: true });
}

function timelineOr(edges: Edges, path: string, { timeline, findings }: OpenedRoster): Timeline {
  const file = named(edges, path);
  const count = `${findings.length} problem${findings.length === 1 ? "" : "s"}`;
  if (timeline === undefined) {
    throw new Fault(EXIT.roster, `${file} cannot be used: ${count}`, undefined, findings);
  }
  if (findings.length > 0) edges.stderr.write(`${count} in ${forTerminal(file)}: run oncall lint\n`);
  return timeline;
}

/** The roster and all that is wrong with it; a Fault only where there is no text to look at. */
export function openRoster(edges: Edges, path: string, needs: Needs = {}): FoundRoster {
  return checked(edges, path, readRoster(edges, path), needs);
}

function checked(edges: Edges, path: string, bytes: Uint8Array, needs: Needs): FoundRoster {
  const beside: UnplacedFinding[] = [];
  let isPrivateUnread = false;
  const readPrivate = (name: string) => {
    const file = privateFile(edges, join(dirname(path), name), beside);
    isPrivateUnread = file === undefined;
    return file;
  };
  const roster = checkBytes(edges, named(edges, path), bytes, needs, { readPrivate, beside });
  return { ...roster, isPrivateUnread };
}

/** The bytes of a roster, be they of a file or of a commit, under the name that messages are to give them. */
export function checkBytes(
  edges: Edges,
  file: string,
  bytes: Uint8Array,
  needs: Needs = {},
  { readPrivate, beside }: Beside = { readPrivate: () => undefined, beside: [] },
): CheckedRoster {
  const loaded = loadRoster({
    file,
    bytes,
    zoneOf: edges.zoneOf,
    forEditing: needs.forEditing === true,
    ...(needs.withPrivate === true && { private: readPrivate }),
  });
  const draft = loaded.draft && buildTimeline(loaded.draft);
  const problems = draft === undefined ? [] : checkLog(draft.roster, draft.rotation);
  return {
    loaded,
    timeline: loaded.roster === undefined || problems.length > 0 ? undefined : draft,
    findings: inOrder(loaded.findings, [...problems, ...beside].map(loaded.place), file),
  };
}

/** Findings of the roster in line order, then those of other files as they came. */
export function inOrder(
  findings: readonly Finding[],
  more: readonly Finding[],
  file: string,
): readonly Finding[] {
  if (more.length === 0) return findings;
  const here = [...findings.filter((finding) => finding.file === file), ...more];
  here.sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
  return [...here, ...findings.filter((finding) => finding.file !== file)];
}

/** The bytes of the file at an absolute path; throws why there are none. */
export function readRoster(edges: Edges, path: string): Uint8Array {
  const file = named(edges, path);
  const read = edges.files.read(path, MAX_BYTES);
  switch (read.kind) {
    case "bytes":
      return read.bytes;
    case "missing":
      throw new Fault(
        EXIT.roster,
        `there is no file ${file}`,
        "check the path, or leave it out to use the nearest roster.yaml",
      );
    case "directory":
      throw new Fault(EXIT.roster, `${file} is a directory`, "name the file in it, such as roster.yaml");
    case "too-large":
      throw new Fault(
        EXIT.roster,
        `${file} is too large: ${(read.size / 1024 / 1024).toFixed(1)} MiB, and at most ${MAX_BYTES / 1024 / 1024} MiB are read`,
        "begin new terms with the queue as it is now, and delete the entries before them",
      );
    case "link":
    case "unreadable":
      throw new Fault(EXIT.roster, `${file} cannot be read: ${reasonOf(read)}`);
  }
}

/** The file outside git that holds phone numbers. It is refused where git, or a link, might carry it elsewhere. */
function privateFile(edges: Edges, path: string, beside: UnplacedFinding[]): PrivateFile | undefined {
  const file = named(edges, path);
  const refused = (message: string, help: string) => {
    beside.push({ rule: "private-file", path: ["private"], message, help });
    return undefined;
  };
  const read = edges.files.read(path, MAX_BYTES, { followLinks: false });
  switch (read.kind) {
    case "missing":
      return undefined;
    case "bytes": {
      const tracked = edges.git.tracks(path);
      if (tracked.kind === "untracked") return { file, bytes: read.bytes };
      if (tracked.kind === "unknown") {
        return refused(
          `the private file ${file} is not read: git cannot say whether it tracks it: ${tracked.reason}`,
          `make \`git ls-files\` work in its folder, for whoever runs oncall`,
        );
      }
      // Git reads `:` and `*` in a name as more than the name.
      const literally = /[:*?[\\]/.test(file) ? " --literal-pathspecs" : "";
      return refused(
        `the private file ${file} is tracked by git, and is not read`,
        `take it out with \`git${literally} rm --cached ${file}\`, and name it in .gitignore`,
      );
    }
    default:
      return refused(
        `the private file ${file} is not read: ${reasonOf(read)}`,
        "it must be a regular file beside the roster",
      );
  }
}

function reasonOf(read: Exclude<FileRead, { kind: "bytes" | "missing" }>): string {
  switch (read.kind) {
    case "directory":
      return "it is a directory";
    case "link":
      return "it is a symbolic link";
    case "too-large":
      return "it is too large";
    case "unreadable":
      return read.reason;
  }
}
