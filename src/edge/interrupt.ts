/** Signals by which somebody wants the program to stop in, a call out: whoever listens ends what is running, and then stops. */

/** Ctrl-C; a job that is cancelled; a terminal that goes away. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * The second of a kind ends the program, as it always would; but a terminal that goes away often says so twice, for itself
 * and for its shell. Listened to throughout: while it asks something, inquirer ends the program on a signal to which it
 * listens alone.
 */
export function onInterrupt(told: () => void): () => void {
  const heard = new Set<NodeJS.Signals>();
  const hear = (signal: NodeJS.Signals) => {
    if (heard.has(signal) && signal !== "SIGHUP") {
      forget();
      process.kill(process.pid, signal);
    }
    heard.add(signal);
    told();
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return forget;
}
