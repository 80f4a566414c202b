/** Repeats what git said when it failed, and says what to do. */
import type { GitFailure } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";

/** Says what could not be done, with all of git's words. */
export function gitFailed(what: string, { reason, said }: GitFailure): Fault {
  const isPartial = said.some((line) => line.includes("promisor remote"));
  const help = isPartial
    ? "this is a partial clone, which fetches files when they are needed: make git fetch work, or use a full clone"
    : said.some((line) => /external filter '.*' failed/.test(line))
      ? "a filter that .gitattributes or the git configuration names has failed: mend it, or git lfs install if it is git-lfs"
      : "git fsck says whether the repository is damaged";
  const isWhole = said.length < 2;
  return new Fault(EXIT.service, `${what}: ${reason}`, help, [], isWhole ? [] : gitLines(said));
}

/** Git's words, marked as such. */
export function gitLines(said: readonly string[]): readonly string[] {
  return said.map((line) => `git: ${line}`);
}
