/** Reads the bytes of a roster, and of the private file beside it. */
import type { Edges, FileRead } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { UnplacedFinding } from "../../roster/finding.ts";
import type { PrivateFile } from "../../roster/load.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import { displayPath, STDIN } from "./find.ts";

/** The bytes of the file at an absolute path, or of standard input; throws if it cannot be read. */
export function readRoster(edges: Edges, path: string): Uint8Array {
  const file = displayPath(edges, path);
  const read = path === STDIN ? edges.files.readInput(MAX_BYTES) : edges.files.read(path, MAX_BYTES);
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
        `${file} is too large: ${toMiB(read.size).toFixed(1)} MiB, the limit is ${toMiB(MAX_BYTES)} MiB`,
        "start new terms of the rotation with the current queue, and remove the entries before them",
      );
    case "link":
    case "unreadable":
      throw new Fault(EXIT.roster, `${file} cannot be read: ${describeFailure(read)}`);
  }
}

function toMiB(bytes: number): number {
  return bytes / 1024 / 1024;
}

/** The file outside git with phone numbers. It is refused if git tracks it or it is a link, which might expose them. */
export function readPrivateFile(
  edges: Edges,
  path: string,
  findings: UnplacedFinding[],
): PrivateFile | undefined {
  const file = displayPath(edges, path);
  const refuse = (message: string, help: string) => {
    findings.push({ rule: "private-file", path: ["private"], message, help });
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
        return refuse(
          `the private file ${file} was not read: git cannot tell whether it tracks it: ${tracked.reason}`,
          "make `git ls-files` work in its folder",
        );
      }
      // Git reads `:` and `*` in a name as a pattern.
      const literally = /[:*?[\\]/.test(file) ? " --literal-pathspecs" : "";
      return refuse(
        `the private file ${file} was not read: git tracks it`,
        `remove it with \`git${literally} rm --cached ${file}\`, and list it in .gitignore`,
      );
    }
    default:
      return refuse(
        `the private file ${file} was not read: ${describeFailure(read)}`,
        "it must be a regular file beside the roster",
      );
  }
}

function describeFailure(read: Exclude<FileRead, { kind: "bytes" | "missing" }>): string {
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
