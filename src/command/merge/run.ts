/** Runs `oncall merge`: writes the merged roster over one of three files, and exits with a code that git understands. */
import { basename } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { mergeRosters } from "../../merge/merge.ts";
import type { Merged, MergeRequest } from "../../merge/model.ts";
import { forTerminal } from "../../render/escape.ts";
import { displayPath, resolvePath, workingFolder } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import type { MergeFlags } from "./command.ts";

const LARGEST_MARKER = 1000;

/**
 * Git takes exit code 0 for a clean merge and 1 to 128 for a conflict, in which case the file must hold both sides. If it
 * cannot, a higher code makes git give up the merge.
 */
export async function runMerge(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<MergeFlags>(command);
  const files: readonly string[] = command.args;
  const [base, ours, theirs, file = ours, ...more] = files;
  if (
    base === undefined ||
    ours === undefined ||
    theirs === undefined ||
    file === undefined ||
    more.length > 0
  ) {
    throw new Fault(
      EXIT.usage,
      "merge takes three files and, optionally, a name for messages",
      "give BASE OURS THEIRS [NAME]",
    );
  }
  const size = parseCount("--marker-size", flags.markerSize, LARGEST_MARKER);
  const sides = {
    base: read(edges, base),
    ours: read(edges, ours),
    theirs: read(edges, theirs),
  };
  const folder = workingFolder(edges);
  const request: MergeRequest = {
    file,
    sides,
    size,
    mergeText: (texts, favour) => edges.git.mergeText(folder, texts, { size, favour }),
    zoneOf: edges.zoneOf,
  };
  const merged = mergeOrFallBack(edges, request);
  if (merged === undefined) {
    throw new Fault(
      EXIT.unmerged,
      `${file} cannot be merged: git cannot merge its lines either`,
      "merge it by hand",
    );
  }
  const path = resolvePath(edges, ours);
  const done = edges.files.replace(path, merged.bytes, sides.ours);
  if (done.kind !== "replaced") {
    const reason = done.kind === "failed" ? done.reason : "something else has just written it";
    throw new Fault(
      EXIT.unmerged,
      `${displayPath(edges, path)} cannot be written: ${reason}`,
      "try the merge again",
    );
  }
  const say = (text: string) => edges.stderr.write(`${forTerminal(`${basename(file)}: ${text}`)}\n`);
  if (merged.byLines !== undefined) say(`merged line by line instead of entry by entry: ${merged.byLines}`);
  for (const { message, help } of merged.conflicts) say(`${message}; ${help}`);
  return merged.isClean ? EXIT.done : EXIT.no;
}

/** Falls back to git's merge of the lines if ours has a bug. */
function mergeOrFallBack(edges: Edges, request: MergeRequest): Merged | undefined {
  try {
    return mergeRosters(request);
  } catch (error) {
    edges.stderr.write(`oncall: this is a bug in oncall; please report it: ${forTerminal(String(error))}\n`);
    const merged = request.mergeText(request.sides);
    return merged && { ...merged, conflicts: [], byLines: "see above" };
  }
}

function read(edges: Edges, given: string): Uint8Array {
  const path = resolvePath(edges, given);
  const found = edges.files.read(path, Number.MAX_SAFE_INTEGER);
  if (found.kind === "bytes") return found.bytes;
  const reason = found.kind === "unreadable" ? found.reason : "it is not a file";
  throw new Fault(
    EXIT.unmerged,
    `${displayPath(edges, path)} cannot be read: ${reason}`,
    "nothing was merged",
  );
}
