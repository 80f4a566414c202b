/** Follows an alert: reads its state again and again, until it is settled, it has taken too long, or somebody stops it. */
import type { Edges } from "../../edge/edges.ts";
import type { AlertState } from "../../proof/alert.ts";
import { MINUTE_MS } from "../../time/zone.ts";

/** Often while somebody waits for it, and then at the pace that services can bear for hours. */
const FIRST_MS = 2000;
const MAX_MS = 15_000;
const PATIENT_MS = 10 * MINUTE_MS;
/** What shows how long it still takes changes every second. */
const TICK_MS = 1000;

export interface Following<Outcome> {
  /** Milliseconds. */
  readonly patience: number;
  readonly stopping: AbortSignal;
  read(): Promise<AlertState>;
  /** Undefined: it goes on. */
  judge(state: AlertState): Outcome | undefined;
  /** Called every second while nothing is known, with the milliseconds that are left. */
  tick?(left: number): void;
}

export type Followed<Outcome> =
  | { readonly kind: "settled"; readonly outcome: Outcome }
  | { readonly kind: "late" }
  | { readonly kind: "stopped" };

export async function followAlert<Outcome>(
  { http, now }: Pick<Edges, "http" | "now">,
  { patience, stopping, read, judge, tick }: Following<Outcome>,
): Promise<Followed<Outcome>> {
  const start = now();
  for (;;) {
    if (stopping.aborted) return { kind: "stopped" };
    const outcome = judge(await read());
    if (outcome !== undefined) return { kind: "settled", outcome };
    const passed = now() - start;
    if (passed >= patience) return { kind: "late" };
    const pause = passed < PATIENT_MS ? FIRST_MS : MAX_MS;
    for (let left = Math.min(pause, patience - passed); left > 0 && !stopping.aborted; left -= TICK_MS) {
      tick?.(start + patience - now());
      await http.sleep(tick === undefined ? left : Math.min(TICK_MS, left), stopping);
      if (tick === undefined) break;
    }
  }
}
