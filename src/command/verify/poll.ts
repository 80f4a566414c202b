/** Polls the status of a page, reporting each change: quickly at first, when most happens, and then ever more slowly. */
import type { Edges, Live } from "../../edge/edges.ts";
import type { DeliveryStatus } from "../../proof/model.ts";
import type { SentPage } from "../../provider/pager.ts";
import type { Instant } from "../../time/zone.ts";

const FIRST_MS = 1000;
const MAX_MS = 5000;
const SLOWER = 1.5;
/** Carriers rarely report after this; poll slowly. */
const PATIENCE_MS = 120_000;
const SLOW_MS = 15_000;

/** The status of a page, as the question shows it. */
export interface Progress extends Live {
  readonly status: DeliveryStatus | undefined;
  set(status: DeliveryStatus): void;
}

export function createProgress(first: string): Progress {
  const watchers = new Set<() => void>();
  let status: DeliveryStatus | undefined;
  return {
    get status() {
      return status;
    },
    lines: () => [status?.text ?? first],
    set(next) {
      status = next;
      for (const notify of watchers) notify();
    },
    watch(notify) {
      watchers.add(notify);
      return () => watchers.delete(notify);
    },
  };
}

/** Until `ending` is aborted, or `shouldGoOn`, which is asked after each wait, says no. */
export async function pollStatus(
  { http, now }: Pick<Edges, "http" | "now">,
  sent: SentPage,
  ending: AbortSignal,
  report: (status: DeliveryStatus) => void,
  shouldGoOn: (at: Instant) => boolean,
): Promise<void> {
  const start = now();
  let wait = FIRST_MS;
  let isFinal = false;
  let last = start;
  while (!ending.aborted) {
    await http.sleep(wait, ending);
    if (ending.aborted) return;
    const at = now();
    const isPatient = at - start < PATIENCE_MS;
    if (!isFinal && (isPatient || at - last >= SLOW_MS)) {
      last = at;
      const status = await unlessEnded(sent.readStatus(), ending);
      if (ending.aborted) return;
      if (status !== undefined) {
        report(status);
        isFinal = status.isFinal;
      }
    }
    if (!shouldGoOn(now())) return;
    wait = Math.min(MAX_MS, wait * SLOWER);
  }
}

/** A request that hangs must not keep somebody waiting who has the code already. */
function unlessEnded<Value>(work: Promise<Value>, ending: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    ending.addEventListener("abort", end);
    work.then(resolve, reject).finally(() => ending.removeEventListener("abort", end));
  });
}

/** With nobody to ask: until the status is final, or two minutes have passed. The last status that was seen. */
export async function pollUntilSettled(
  edges: Pick<Edges, "http" | "now">,
  sent: SentPage,
  ending: AbortSignal,
  report: (status: DeliveryStatus) => void,
): Promise<DeliveryStatus | undefined> {
  const start = edges.now();
  let last: DeliveryStatus | undefined;
  await pollStatus(
    edges,
    sent,
    ending,
    (status) => {
      last = status;
      report(status);
    },
    (at) => last?.isFinal !== true && last?.isVoid !== true && at >= start && at - start < PATIENCE_MS,
  );
  return last;
}
