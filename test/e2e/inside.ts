/** Runs `oncall` in this process, on the real disk and with the real git. */
import { files } from "../../src/edge/files.ts";
import { git } from "../../src/edge/git/git.ts";
import { run } from "../../src/run.ts";
import { type Answer, edgesOf } from "../cli/world.ts";

export async function oncallIn(cwd: string, args: readonly string[], now?: string): Promise<Answer> {
  const { edges, written } = edgesOf({ cwd, ...(now !== undefined && { now }) });
  const exit = await run(args, { ...edges, files, git });
  return { exit, ...written() };
}
