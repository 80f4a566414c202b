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

export interface Settlement {
  /** The id of the commit. */
  readonly committed: string | undefined;
  /** Whether it was committed, or a command that would is known. */
  readonly isTracked: boolean;
  /** Warns of what else is in the commit. Throws a Fault if git did not commit. */
  readonly check: () => void;
  /** Says what was done, or what comes next. */
  readonly say: () => unknown;
}

/** Commits an edit that was written, if that was asked for. `before`: the bytes before it. */
export function settleEdit(
  edges: Edges,
  path: string,
  {
    subject,
    before,
    flags,
  }: { readonly subject: string; readonly before: Uint8Array; readonly flags: CommitFlags },
): Settlement {
  if (flags.commit !== true) {
    const next = suggestCommit(edges, path, subject);
    return {
      ...{ committed: undefined, isTracked: next !== undefined, check: () => undefined },
      say: () => next === undefined || edges.stderr.write(`next: ${next}\n`),
    };
  }
  const isMixed = hasOtherEdits(edges, path, before);
  const done = commit(edges, path, subject, flags);
  return {
    committed: done.kind === "committed" ? done.id : undefined,
    isTracked: true,
    check() {
      if (done.kind === "failed") throw commitFault(edges, path, done);
      if (isMixed) edges.stderr.write(`${forTerminal(warnMixed(displayPath(edges, path)))}\n`);
    },
    say: () => done.kind === "failed" || edges.stderr.write(committedText(done)),
  };
}

/** Commits that file and nothing else, with `--message` or else a subject that names the entry. */
function commit(edges: Edges, path: string, subject: string, flags: CommitFlags): Committed {
  return edges.git.commit(path, flags.message ?? subject, { signoff: flags.signoff === true });
}

/** Whether the file had uncommitted changes before the edit; line endings, which git converts, do not count. */
function hasOtherEdits(edges: Edges, path: string, before: Uint8Array): boolean {
  const old = edges.git.readCommitted(path);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  // If git cannot tell, the commit is about to fail with its reason.
  return old.kind === "file" && text(old.bytes) !== text(before);
}

function warnMixed(file: string): string {
  return `warning: ${file} had other uncommitted changes: they are part of this commit too, though its message does not mention them`;
}

/** What git's hooks said, and the commit. */
function committedText({ id, said }: Extract<Committed, { kind: "committed" }>): string {
  return [...gitLines(said), `committed as ${id}`].map((line) => `${forTerminal(line)}\n`).join("");
}

/** Says that the file was written and git did not commit it, with all that git and its hooks said. */
function commitFault(edges: Edges, path: string, { reason: first, said }: GitFailure): Fault {
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
function suggestCommit(edges: Edges, path: string, subject: string): string | undefined {
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
