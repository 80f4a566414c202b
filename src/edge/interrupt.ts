/** Listens for the signals that ask the program to stop, so that it can clean up first. */

/** Ctrl-C, a cancelled job, a closed terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `stop` once per signal; returns what stops listening. A second signal of the same kind ends the program, as it
 * would without us; not SIGHUP, which a closing terminal often sends twice, for itself and for its shell. The listener
 * stays: during a prompt, inquirer ends the program on any signal that nobody else listens to.
 */
export function onInterrupt(stop: () => void): () => void {
  const heard = new Set<NodeJS.Signals>();
  const hear = (signal: NodeJS.Signals) => {
    if (heard.has(signal) && signal !== "SIGHUP") {
      forget();
      process.kill(process.pid, signal);
    }
    heard.add(signal);
    stop();
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return forget;
}

/** Calls `act` when a signal or an uncaught error ends the process; returns what cancels that. */
export function callAtExit(act: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    act();
    forget();
    // Other listeners decide what the signal means; without any it does what it always does.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    process.removeListener("exit", act);
    for (const signal of SIGNALS) process.removeListener(signal, end);
  };
  process.on("exit", act);
  for (const signal of SIGNALS) process.prependListener(signal, end);
  return forget;
}
