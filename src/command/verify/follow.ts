/** A page that was sent in, how it stands told as it changes, until nothing changes any more or whoever waits has had enough. */
import type { Edges, Live } from "../../edge/edges.ts";
import type { Standing } from "../../proof/model.ts";
import type { Sent } from "../../provider/paging.ts";
import type { Instant } from "../../time/zone.ts";

/** Milliseconds between looks: quick at first, when most happens. */
const FIRST_MS = 1000;
const MOST_MS = 5000;
const SLOWER = 1.5;
/** Behind this a carrier says no more; it is asked now and then all the same. */
const PATIENCE_MS = 120_000;
const SELDOM_MS = 15_000;

/** How a page stands, for whoever draws it. */
export interface Progress extends Live {
  readonly standing: Standing | undefined;
  set(standing: Standing): void;
}

export function progressOf(first: string): Progress {
  const watching = new Set<() => void>();
  let standing: Standing | undefined;
  return {
    get standing() {
      return standing;
    },
    lines: () => [standing?.says ?? first],
    set(next) {
      standing = next;
      for (const changed of watching) changed();
    },
    watch(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
  };
}

/** `tick` is asked after each look whether to go on. Ended by the signal, it looks no more. */
export async function follow(
  { http, now }: Pick<Edges, "http" | "now">,
  sent: Sent,
  ending: AbortSignal,
  told: (standing: Standing) => void,
  tick: (at: Instant) => boolean,
): Promise<void> {
  const start = now();
  let wait = FIRST_MS;
  let isFinal = false;
  let looked = start;
  while (!ending.aborted) {
    await http.sleep(wait, ending);
    if (ending.aborted) return;
    const at = now();
    const isPatient = at - start < PATIENCE_MS;
    if (!isFinal && (isPatient || at - looked >= SELDOM_MS)) {
      looked = at;
      const standing = await unlessEnded(sent.look(), ending);
      if (ending.aborted) return;
      if (standing !== undefined) {
        told(standing);
        isFinal = standing.isFinal;
      }
    }
    if (!tick(now())) return;
    wait = Math.min(MOST_MS, wait * SLOWER);
  }
}

/** A look that hangs keeps nobody waiting who has the code already. */
function unlessEnded<Value>(work: Promise<Value>, ending: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    ending.addEventListener("abort", end);
    work.then(resolve, reject).finally(() => ending.removeEventListener("abort", end));
  });
}

/** Without anybody to ask: until it is final, or nothing has come in two minutes. What was seen last; undefined: nothing. */
export async function settled(
  edges: Pick<Edges, "http" | "now">,
  sent: Sent,
  ending: AbortSignal,
  told: (standing: Standing) => void,
): Promise<Standing | undefined> {
  const start = edges.now();
  let last: Standing | undefined;
  await follow(
    edges,
    sent,
    ending,
    (standing) => {
      last = standing;
      told(standing);
    },
    (at) => last?.isFinal !== true && last?.isVoid !== true && at >= start && at - start < PATIENCE_MS,
  );
  return last;
}
