/** Commits a roster that was written, or suggests the command that does. */
import { dirname, relative } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { Committed, GitFailure } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { quoteWord } from "../../rules/command.ts";
import { displayPath, relativePath } from "./find.ts";
import { gitLines } from "./git-words.ts";

/** The flags that say how to commit. */
export interface CommitFlags {
  readonly commit?: boolean;
  readonly message?: string;
  readonly signoff?: boolean;
}

/** Throws if a flag is about a commit that is not asked for. */
export function checkCommitFlags({ commit, message, signoff }: CommitFlags): void {
  if (commit === true || (message === undefined && signoff !== true)) return;
  const flag = message === undefined ? "--signoff" : "--message";
  throw new Fault(EXIT.usage, `${flag} is about a commit, and none was asked for`, "add --commit");
}

/** Commits that file and nothing else, with `--message` or else a subject that names the entry. */
export function commit(edges: Edges, path: string, subject: string, flags: CommitFlags = {}): Committed {
  return edges.git.commit(path, flags.message ?? subject, { signoff: flags.signoff === true });
}

/** Whether the file had uncommitted changes before the edit; line endings, which git converts, do not count. */
export function hasOtherEdits(edges: Edges, path: string, before: Uint8Array): boolean {
  const old = edges.git.readCommitted(path);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  // If git cannot tell, the commit is about to fail with its reason.
  return old.kind === "file" && text(old.bytes) !== text(before);
}

export function warnMixed(file: string): string {
  return `warning: ${file} had other uncommitted changes: they are part of this commit too, though its message does not mention them`;
}

/** What git's hooks said, and the commit. */
export function committedText({ id, said }: Extract<Committed, { kind: "committed" }>): string {
  return [...gitLines(said), `committed as ${id}`].map((line) => `${forTerminal(line)}\n`).join("");
}

/** Says that the file was written and git did not commit it, with all that git and its hooks said. */
export function commitFault(edges: Edges, path: string, { reason: first, said }: GitFailure): Fault {
  const real = edges.files.real(path);
  const isOutside = real !== path && edges.git.workTree(dirname(real)) === undefined;
  const reason = isOutside ? `it links to ${real}, which is not in a git repository` : first;
  const isShort = said.length < 2;
  // A hook may print what passed before what failed, so no line of several is the reason.
  const why = isShort || isOutside ? `: ${reason}` : "; git said:";
  return new Fault(
    EXIT.service,
    `${displayPath(edges, path)} was written, but git did not commit it${why}`,
    "commit it by hand",
    [],
    isShort ? [] : gitLines(said),
  );
}

/**
 * The commands that commit the roster, to be typed in the working directory: with the repository if that is another one, or
 * if git would read the name as an option or a pattern. Undefined outside a repository.
 */
export function suggestCommit(edges: Edges, path: string, subject: string): string | undefined {
  const real = edges.files.real(path);
  const tree = edges.git.workTree(dirname(real));
  if (tree === undefined) return undefined;
  const near = relativePath(edges, real);
  const message = `-m ${quoteWord(subject)}`;
  if (edges.cwd !== undefined && edges.git.workTree(edges.cwd) === tree && !/^-|[:*?[\\]/.test(near)) {
    return forTerminal(`git add ${quoteWord(near)} && git commit ${message}`);
  }
  const inner = relative(tree, real);
  const git = `git -C ${quoteWord(tree)}`;
  const file = quoteWord(/[:*?[\\]/.test(inner) ? `:(literal)${inner}` : inner);
  return forTerminal(`${git} add -- ${file} && ${git} commit ${message}`);
}
