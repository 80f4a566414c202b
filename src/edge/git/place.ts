/** Finds the repository that a folder is in. */
import { GitFailed, isOutsideRepository, READ_ONLY, run } from "./run.ts";

export interface RepositoryPlace {
  /** The root of its work tree. */
  readonly top: string;
  /** From there to the folder, with a slash at its end; empty for the root. */
  readonly prefix: string;
  /** The root of the repository that holds it as a submodule. */
  readonly holder: string | undefined;
}

/** Undefined outside any repository, and without git; throws GitFailed if git refuses to say. */
export function findPlace(folder: string): RepositoryPlace | undefined {
  const args = ["rev-parse", "--show-toplevel", "--show-prefix", "--show-superproject-working-tree"];
  const answer = run(folder, args, READ_ONLY);
  const [top = "", prefix = "", holder] = answer.stdout.split("\n");
  if (answer.status === 0) return { top, prefix, holder: holder || undefined };
  // Git's own folder, or a bare repository: nothing in it is in a work tree.
  if (isOutsideRepository(answer) || /must be run in a work tree/.test(answer.stderr)) return undefined;
  throw new GitFailed(answer, "git rev-parse");
}
