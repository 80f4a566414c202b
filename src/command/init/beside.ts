/** The place of a new roster in, the files beside it that go with it out: the schema, .gitignore, .gitattributes, CODEOWNERS. */
import { basename, dirname, join, relative } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import { addDriver, addIgnored, addOwners } from "../../template/beside.ts";
import { PRIVATE_FILE } from "../../template/roster.ts";
import { displayPath } from "../shared/find.ts";

/** A file that is to hold `after`. */
export interface Draft {
  readonly path: string;
  /** Undefined: it is new. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
  /** What is done there, in a few words. */
  readonly says: string;
}

export interface Schema {
  /** As the roster names it; undefined where there is none that it could name. */
  readonly reference: string | undefined;
  /** Undefined where it is there already. */
  readonly draft: Draft | undefined;
  /** What is to be said of the file that is there instead. */
  readonly note?: string;
}

const NAME = join("schema", "roster.schema.json");

/**
 * Editors look the schema up by a path from the roster, and a colleague's editor has no network for it and no oncall:
 * so a copy goes into the repository, unless that has oncall among its packages.
 */
export function schemaFor(edges: Edges, roster: string): Schema {
  const folder = dirname(roster);
  const path = join(folder, NAME);
  const bytes = bytesAt(edges, join(edges.home, NAME));
  if (bytes === undefined) throw new Error(`${NAME} does not lie where oncall is installed`);
  const old = bytesAt(edges, path);
  if (old !== undefined && Buffer.compare(old, bytes) === 0)
    return { reference: referenceTo(NAME), draft: undefined };
  const packaged = join("node_modules", "oncall", NAME);
  if (edges.files.exists(join(folder, packaged)))
    return { reference: referenceTo(packaged), draft: undefined };
  if (old === undefined) {
    return {
      reference: referenceTo(NAME),
      draft: { path, before: undefined, after: bytes, says: "for editors" },
    };
  }
  const note = `${displayPath(edges, path)} is there already and is not the schema of this oncall: it stays, and the roster does not name it`;
  return { reference: undefined, draft: undefined, note };
}

function referenceTo(place: string): string {
  return `./${place.replaceAll("\\", "/")}`;
}

/** Throws where a file lies in the place of a folder that one of the new files is to lie in. */
export function checkFolders(edges: Edges, drafts: readonly Draft[]): void {
  for (const { path } of drafts) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const { kind } = edges.files.read(folder, MAX_BYTES);
      if (kind === "directory") break;
      if (kind !== "bytes" && kind !== "too-large") continue;
      throw new Fault(
        EXIT.roster,
        `${displayPath(edges, path)} cannot be written: ${displayPath(edges, folder)} is a file, and a folder is needed there`,
        "nothing was written; name another place with --roster",
      );
    }
  }
}

/** Undefined where git is told already. */
export function ignoring(edges: Edges, roster: string): Draft | undefined {
  const path = join(dirname(roster), ".gitignore");
  return amended(edges, path, `ignores ${PRIVATE_FILE}`, (text) => addIgnored(text, PRIVATE_FILE));
}

/** Undefined where git is told already how to merge it. */
export function driven(edges: Edges, roster: string): Draft | undefined {
  const path = join(dirname(roster), ".gitattributes");
  const says = "merges by entries, in clones that know the driver";
  return amended(edges, path, says, (text) => addDriver(text, basename(roster), "oncall"));
}

/** The folder of the repository that the roster is in; undefined outside of one. */
export function repositoryOf(edges: Edges, roster: string): string | undefined {
  for (let folder = dirname(roster); ; folder = dirname(folder)) {
    if (edges.files.exists(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Where GitHub looks, in its order. */
const OWNERS = [join(".github", "CODEOWNERS"), "CODEOWNERS", join("docs", "CODEOWNERS")];

/** Undefined where somebody is named for the roster already. `owners` are GitHub names. */
export function owned(
  edges: Edges,
  roster: string,
  repository: string,
  owners: readonly string[],
): Draft | undefined {
  const path =
    OWNERS.map((place) => join(repository, place)).find((place) => edges.files.exists(place)) ??
    join(repository, ".github", "CODEOWNERS");
  const name = relative(repository, roster).replaceAll("\\", "/");
  const says = `asks ${owners.map((owner) => `@${owner}`).join(", ")} to review`;
  return amended(edges, path, says, (text) => addOwners(text, name, owners));
}

function amended(
  edges: Edges,
  path: string,
  says: string,
  withMore: (text: string) => string | undefined,
): Draft | undefined {
  const before = bytesAt(edges, path);
  const text = new TextDecoder().decode(before);
  const longer = withMore(text);
  if (longer === undefined) return undefined;
  // Whatever the old bytes are, they stay.
  const more = new TextEncoder().encode(longer.slice(text.length));
  return { path, before, after: Uint8Array.from([...(before ?? []), ...more]), says };
}

/** Undefined where there is no file. */
function bytesAt(edges: Edges, path: string): Uint8Array | undefined {
  const read = edges.files.read(path, MAX_BYTES);
  if (read.kind === "bytes") return read.bytes;
  if (read.kind === "missing") return undefined;
  const reason = read.kind === "unreadable" ? `: ${read.reason}` : "";
  throw new Fault(
    EXIT.usage,
    `${path} cannot be read${reason}`,
    "mend it, or leave it out by its --no- flag",
  );
}
