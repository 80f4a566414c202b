/** Signals by which somebody wants the program to stop in, a call out: whoever listens ends what is running, and then stops. */

/** Ctrl-C; a job that is cancelled; a terminal that goes away. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The second signal of a kind is as it always is: it ends the program. */
export function onInterrupt(told: () => void): () => void {
  for (const signal of SIGNALS) process.once(signal, told);
  return () => {
    for (const signal of SIGNALS) process.off(signal, told);
  };
}
