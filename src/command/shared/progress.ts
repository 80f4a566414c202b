/** Shows what a command is doing, on one line of a terminal that is written again and again. Elsewhere it says nothing. */
import type { Output } from "../../edge/edges.ts";
import { forTerminal } from "../../render/escape.ts";
import { isNarrow } from "../../render/width.ts";

const ERASE = "\r\u001b[K";

export interface ProgressLine {
  say(text: string): void;
  /** Leaves the line empty for what comes next. */
  clear(): void;
}

export function openProgress({ isTTY, columns, write }: Output): ProgressLine {
  if (!isTTY) return { say: () => undefined, clear: () => undefined };
  return {
    say(text) {
      const safe = forTerminal(text);
      // A line that wraps cannot be erased. Wide letters take two columns.
      const most = isNarrow(safe) ? columns - 1 : Math.floor(columns / 2);
      write(`${ERASE}${[...safe].slice(0, most).join("")}`);
    },
    clear: () => write(ERASE),
  };
}
