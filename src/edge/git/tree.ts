/** Reads a file as a commit has it, following the links that the commit has on the way. */
import { demandText, GitFailed, READ_ONLY, run, runForBytes } from "./run.ts";

const MAX_LINKS = 40;

/**
 * Undefined only where git says that the tree has no such file. A tree or file that it cannot read, as in a partial clone
 * whose remote is away, throws GitFailed: taken for absence, it would let a change rewrite the past.
 */
export function readFileAt(top: string, commit: string, name: string): Uint8Array | undefined {
  // Trees and names from the root to where the walk is.
  const trees = [commit];
  const names: string[] = [];
  let rest = name.split("/");
  for (let links = 0; ; ) {
    const [step, ...others] = rest;
    const tree = trees.at(-1);
    if (step === undefined || tree === undefined) return undefined;
    rest = others;
    if (step === "" || step === ".") continue;
    if (step === "..") {
      trees.pop();
      names.pop();
      continue;
    }
    const entry = findEntry(top, tree, step);
    if (entry?.mode === LINK) {
      const target = demandText(top, ["cat-file", "blob", entry.id]);
      links += 1;
      if (links > MAX_LINKS || target.startsWith("/")) return undefined;
      rest = [...target.split("/"), ...others];
    } else if (entry?.type === "tree") {
      trees.push(entry.id);
      names.push(step);
    } else if (entry?.type === "blob" && others.length === 0) {
      return readFiltered(top, entry.id, [...names, step].join("/"));
    } else return undefined;
  }
}

const LINK = "120000";

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
}

function findEntry(top: string, tree: string, name: string): TreeEntry | undefined {
  const text = demandText(top, ["ls-tree", "-z", "--full-tree", tree, "--", name]);
  const [, mode = "", type = "", id = ""] = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(text) ?? [];
  return id === "" ? undefined : { mode, type, id };
}

/** As a checkout would write it: line ends, encoding and filters as the attributes say. */
function readFiltered(top: string, id: string, name: string): Uint8Array {
  const answer = runForBytes(top, ["cat-file", "--filters", `--path=${name}`, id], READ_ONLY);
  // A filter that fails, and that is not required, gives the unfiltered bytes.
  if (answer.status !== 0 || /^error: /m.test(answer.stderr))
    throw new GitFailed({ ...answer, stdout: "" }, "git cat-file");
  return answer.stdout;
}

/** The commit that HEAD is at; undefined on a branch that has none yet. */
export function findHead(top: string): string | undefined {
  const answer = run(top, ["log", "-1", "--no-show-signature", "--format=%H"], READ_ONLY);
  if (answer.status === 0) return answer.stdout.trim();
  if (/^fatal: your current branch '.*' does not have any commits yet$/m.test(answer.stderr))
    return undefined;
  throw new GitFailed(answer, "git log");
}
