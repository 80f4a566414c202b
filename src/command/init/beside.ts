/** Drafts the files that go with a new roster: the schema, .gitignore, .gitattributes, CODEOWNERS. */
import { basename, dirname, join, relative } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import { addDriver, addIgnored, addOwners } from "../../template/beside.ts";
import { PRIVATE_FILE } from "../../template/roster.ts";
import { displayPath } from "../shared/find.ts";

/** A file to write, with its new content. */
export interface FileDraft {
  readonly path: string;
  /** Undefined: it is new. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
  /** What the file is for, or what is added to it, in a few words. */
  readonly says: string;
}

export interface Schema {
  /** The path in the roster; undefined if there is none to name. */
  readonly reference: string | undefined;
  /** Undefined if it exists already. */
  readonly draft: FileDraft | undefined;
  /** What to say about another file in its place. */
  readonly note?: string;
}

const NAME = join("schema", "roster.schema.json");

/**
 * Places a copy of the schema in the repository, unless oncall is among its packages: a colleague's editor finds it by a path
 * from the roster, without oncall and without the network.
 */
export function placeSchema(edges: Edges, roster: string): Schema {
  const folder = dirname(roster);
  const path = join(folder, NAME);
  const bytes = readBytes(edges, join(edges.home, NAME));
  if (bytes === undefined) throw new Error(`${NAME} is missing from the installation`);
  const old = readBytes(edges, path);
  if (old !== undefined && Buffer.compare(old, bytes) === 0)
    return { reference: writeReference(NAME), draft: undefined };
  const packaged = join("node_modules", "oncall", NAME);
  if (edges.files.exists(join(folder, packaged)))
    return { reference: writeReference(packaged), draft: undefined };
  if (old === undefined) {
    return {
      reference: writeReference(NAME),
      draft: { path, before: undefined, after: bytes, says: "for editors" },
    };
  }
  const note = `${displayPath(edges, path)} already exists with other content: it is left alone, and the roster does not refer to it`;
  return { reference: undefined, draft: undefined, note };
}

function writeReference(place: string): string {
  return `./${place.replaceAll("\\", "/")}`;
}

/** Throws if a file is in the place of a folder that a new file needs. */
export function checkFolders(edges: Edges, drafts: readonly FileDraft[]): void {
  for (const { path } of drafts) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const { kind } = edges.files.read(folder, MAX_BYTES);
      if (kind === "directory") break;
      if (kind !== "bytes" && kind !== "too-large") continue;
      throw new Fault(
        EXIT.roster,
        `${displayPath(edges, path)} cannot be written: ${displayPath(edges, folder)} is a file, not a folder`,
        "nothing was written; choose another place with --roster",
      );
    }
  }
}

/** Undefined if git ignores it already. */
export function draftGitignore(edges: Edges, roster: string): FileDraft | undefined {
  const path = join(dirname(roster), ".gitignore");
  return amendFile(edges, path, `ignores ${PRIVATE_FILE}`, (text) => addIgnored(text, PRIVATE_FILE));
}

/** Undefined if git knows already how to merge it. */
export function draftGitattributes(edges: Edges, roster: string): FileDraft | undefined {
  const path = join(dirname(roster), ".gitattributes");
  const says = "merged by entries, in clones with the driver";
  return amendFile(edges, path, says, (text) => addDriver(text, basename(roster), "oncall"));
}

/** The root of the repository that the roster is in; undefined outside one. */
export function findRepository(edges: Edges, roster: string): string | undefined {
  for (let folder = dirname(roster); ; folder = dirname(folder)) {
    if (edges.files.exists(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Where GitHub looks, in its order. */
const OWNERS = [join(".github", "CODEOWNERS"), "CODEOWNERS", join("docs", "CODEOWNERS")];

/** Undefined if CODEOWNERS names somebody for the roster already. `owners` are GitHub names. */
export function draftOwners(
  edges: Edges,
  roster: string,
  repository: string,
  owners: readonly string[],
): FileDraft | undefined {
  const path =
    OWNERS.map((place) => join(repository, place)).find((place) => edges.files.exists(place)) ??
    join(repository, ".github", "CODEOWNERS");
  const name = relative(repository, roster).replaceAll("\\", "/");
  const says = `asks ${owners.map((owner) => `@${owner}`).join(", ")} to review`;
  return amendFile(edges, path, says, (text) => addOwners(text, name, owners));
}

function amendFile(
  edges: Edges,
  path: string,
  says: string,
  withMore: (text: string) => string | undefined,
): FileDraft | undefined {
  const before = readBytes(edges, path);
  const text = new TextDecoder().decode(before);
  const longer = withMore(text);
  if (longer === undefined) return undefined;
  // The old bytes stay as they are, whatever they are.
  const more = new TextEncoder().encode(longer.slice(text.length));
  return { path, before, after: Uint8Array.from([...(before ?? []), ...more]), says };
}

/** Undefined if there is no file. */
function readBytes(edges: Edges, path: string): Uint8Array | undefined {
  const read = edges.files.read(path, MAX_BYTES);
  if (read.kind === "bytes") return read.bytes;
  if (read.kind === "missing") return undefined;
  const reason = read.kind === "unreadable" ? `: ${read.reason}` : "";
  throw new Fault(
    EXIT.usage,
    `${path} cannot be read${reason}`,
    "fix it, or leave it alone with its --no- flag",
  );
}
