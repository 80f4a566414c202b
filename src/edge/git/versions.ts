/** Walks back through the versions of a file in the order of the commits themselves: their dates need not be true. */
import { basename, dirname } from "node:path";
import { files } from "../files.ts";
import { readShallowCommits } from "./blame.ts";
import { findFormerName } from "./former-name.ts";
import type { FileVersion, Searched } from "./model.ts";
import { findPlace } from "./place.ts";
import { demandText, GitFailed } from "./run.ts";
import { findHead, readFileAt } from "./tree.ts";

/** Each version costs several runs of git. */
const MAX_VERSIONS = 200;

/** The first answer that is not undefined, from the newest version back. */
export function searchVersions<Answer>(
  path: string,
  visit: (version: FileVersion) => Answer | undefined,
): Searched<Answer> {
  const real = files.real(path);
  try {
    const place = findPlace(dirname(real));
    const head = place && findHead(place.top);
    if (place === undefined || head === undefined) return { kind: "ended", why: "start" };
    return search(place.top, head, `${place.prefix}${basename(real)}`, visit);
  } catch (error) {
    if (error instanceof GitFailed) return error.failure;
    throw error;
  }
}

function search<Answer>(
  top: string,
  head: string,
  first: string,
  visit: (version: FileVersion) => Answer | undefined,
): Searched<Answer> {
  const oldest = readShallowCommits(top);
  let left = MAX_VERSIONS;
  let next: NamedFile | undefined = { commit: head, name: first };
  while (next !== undefined) {
    const { commit, name }: NamedFile = next;
    next = undefined;
    for (const { id, parents } of listCommits(top, commit, name, left + 1)) {
      if (left === 0) return { kind: "ended", why: "limit" };
      if (oldest.has(id)) return { kind: "ended", why: "shallow" };
      left -= 1;
      const bytes = readFileAt(top, id, name);
      const before = parents.map((parent) => {
        const same = readFileAt(top, parent, name);
        if (same !== undefined || bytes === undefined) return same;
        const former = findFormerName(top, parent, name, 50, id);
        if (former === undefined) return undefined;
        next = { commit: parent, name: former };
        return readFileAt(top, parent, former);
      });
      const answer = visit({ bytes, before });
      if (answer !== undefined) return { kind: "answered", answer };
      if (next !== undefined) break;
    }
  }
  return { kind: "ended", why: "start" };
}

interface NamedFile {
  readonly commit: string;
  readonly name: string;
}

interface GraphCommit {
  readonly id: string;
  readonly parents: readonly string[];
}

/** The commits that changed the file under that name, each before its parents. */
function listCommits(top: string, from: string, name: string, limit: number): readonly GraphCommit[] {
  const args = ["log", "--topo-order", "--full-history", "--no-follow", "--no-show-signature", `-n${limit}`];
  return demandText(top, [...args, "--format=%H %P", from, "--", name])
    .split("\n")
    .flatMap((line) => {
      const [id = "", ...parents] = line.split(" ").filter((word) => word !== "");
      return id === "" ? [] : [{ id, parents }];
    });
}
