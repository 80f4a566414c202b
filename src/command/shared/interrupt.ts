/** Lets Ctrl-C end work in an orderly way: the first asks it to stop, the second ends the program at once. */
import type { Edges } from "../../edge/edges.ts";

/** `notice` is printed at the first interrupt. The work may abort the controller itself. */
export async function stopOnInterrupt<Result>(
  { onInterrupt, stderr }: Pick<Edges, "onInterrupt" | "stderr">,
  notice: string | undefined,
  work: (stopping: AbortController) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const forget = onInterrupt(() => {
    if (!stopping.signal.aborted && notice !== undefined) stderr.write(`${notice}\n`);
    stopping.abort();
  });
  try {
    return await work(stopping);
  } finally {
    forget();
  }
}
