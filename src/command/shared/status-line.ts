/** Shows what a command waits for in a line that changes in place; where no terminal shows it, there is none. */
import type { Output } from "../../edge/edges.ts";
import { cutText } from "../../text/cut.ts";

export interface StatusLine {
  /** Replaces the line. It must be safe for a terminal. */
  show(text: string): void;
  /** Prints a line that stays, above it. */
  say(text: string): void;
  /** Takes it away. */
  end(): void;
}

const CLEAR = "\r\u001B[K";

export function createStatusLine({ write, isTTY, columns }: Output): StatusLine {
  let shown = "";
  const clear = () => {
    if (shown !== "") write(CLEAR);
    shown = "";
  };
  return {
    show(text) {
      if (!isTTY) return;
      // A line that wraps could not be replaced.
      shown = cutText(text, columns - 1);
      write(`${CLEAR}${shown}`);
    },
    say(text) {
      const before = shown;
      clear();
      write(`${text}\n`);
      if (before !== "") {
        shown = before;
        write(shown);
      }
    },
    end: clear,
  };
}
