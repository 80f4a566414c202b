/** A roster that was written and what it was written for in, a commit of it out; or the command by which one can be made. */
import { dirname, relative } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { Committed, GitFailure } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { quoteWord } from "../../rules/command.ts";
import { named, towards } from "./find.ts";

/** A commit of that file alone. */
export function commit(edges: Edges, path: string, subject: string): Committed {
  return edges.git.commit(path, subject);
}

/** Whether the file, as it was before the edit, is not what the last commit has; line ends aside, which git converts. */
export function hasOtherEdits(edges: Edges, path: string, before: Uint8Array): boolean {
  const old = edges.git.committed(path);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  // Where git cannot tell, the commit is about to fail with its reason.
  return old.kind === "file" && text(old.bytes) !== text(before);
}

export function mixedText(file: string): string {
  return `warning: ${file} had other changes that were not committed: --commit takes them along, and its message names this entry alone`;
}

/** What git's hooks said, and the commit. */
export function committedText({ id, said }: Extract<Committed, { kind: "committed" }>): string {
  return [...gitLines(said), `committed as ${id}`].map((line) => `${forTerminal(line)}\n`).join("");
}

/** The file is written, but git would not commit it; all that git and its hooks said comes after the message. */
export function notCommitted(edges: Edges, path: string, { reason: first, said }: GitFailure): Fault {
  const real = edges.files.real(path);
  const isOutside = real !== path && edges.git.workTree(dirname(real)) === undefined;
  const reason = isOutside ? `it leads to ${real}, which is in no git repository` : first;
  return new Fault(
    EXIT.service,
    `${named(edges, path)} is written, and git did not commit it: ${reason}`,
    "commit it by hand",
    [],
    said.length < 2 ? [] : gitLines(said),
  );
}

/**
 * To be typed where the command was: short where git would understand it there, with its folder where the roster lies in
 * another repository, or goes by a name that git would read as an option or a pattern. Undefined where there is no repository.
 */
export function nextCommand(edges: Edges, path: string, subject: string): string | undefined {
  const real = edges.files.real(path);
  const tree = edges.git.workTree(dirname(real));
  if (tree === undefined) return undefined;
  const near = towards(edges, real);
  const message = `-m ${quoteWord(subject)}`;
  if (edges.cwd !== undefined && edges.git.workTree(edges.cwd) === tree && !/^-|[:*?[\\]/.test(near)) {
    return forTerminal(`git add ${quoteWord(near)} && git commit ${message}`);
  }
  const inner = relative(tree, real);
  const git = `git -C ${quoteWord(tree)}`;
  const file = quoteWord(/[:*?[\\]/.test(inner) ? `:(literal)${inner}` : inner);
  return forTerminal(`${git} add -- ${file} && ${git} commit ${message}`);
}

/** All that git said, marked as its words. */
export function gitLines(said: readonly string[]): readonly string[] {
  return said.map((line) => `git: ${line}`);
}
