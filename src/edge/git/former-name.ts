/** Finds what a file was called in an earlier commit. */
import { GitFailed, READ_ONLY, run } from "./run.ts";

/** Of a file of the work tree, or of the commit `newer`, if that much of it, in percent, is the same. */
export function findFormerName(
  top: string,
  id: string,
  name: string,
  alike: number,
  newer?: string,
): string | undefined {
  const how = ["--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules", "-l5000"];
  const ids = newer === undefined ? [id] : [id, newer];
  const args = ["diff", ...how, `-M${alike}%`, "--diff-filter=R", "--name-status", "-z", ...ids, "--"];
  const answer = run(top, args, READ_ONLY);
  // With too many files git does not compare them, and says so only on stderr.
  if (answer.status !== 0 || /rename detection was skipped/.test(answer.stderr))
    throw new GitFailed({ ...answer, stdout: "" }, "git diff");
  const words = answer.stdout.split("\0");
  const now = words.findIndex((word, index) => index % 3 === 2 && word === name);
  return now === -1 ? undefined : words[now - 1];
}
