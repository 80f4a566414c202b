/** Reads what every command depends on: the clock, CI, and the width and colours of its streams. */
import type { Edges, Output } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Page } from "../../render/grid.ts";
import { paletteFor } from "../../render/palette.ts";
import { type Instant, parseInstant, type Zone } from "../../time/zone.ts";
import type { GlobalFlags } from "./flags.ts";

/** Now, or ONCALL_NOW instead. That is said on stderr, so that nobody takes a what-if for the truth. */
export function readClock(edges: Edges): Instant {
  const wanted = edges.env["ONCALL_NOW"];
  if (wanted === undefined || wanted === "") return edges.now();
  const instant = parseInstant(wanted);
  if (instant === undefined) {
    throw new Fault(
      EXIT.usage,
      `ONCALL_NOW is not an instant: ${JSON.stringify(wanted)}`,
      "write ISO 8601 with an offset, such as 2026-11-23T12:00:00-05:00, or unset it",
    );
  }
  edges.stderr.write(`using ONCALL_NOW=${wanted}\n`);
  return instant;
}

/** The clock of a command that takes a while: it goes on from `start`, unless ONCALL_NOW has stopped it there. */
export function openClock({ env, now }: Edges, start: Instant): () => Instant {
  return (env["ONCALL_NOW"] || undefined) === undefined ? now : () => start;
}

/** Throws if ONCALL_NOW is set: a what-if must not reach a real service. `what`: `a push`; `variable` has its address. */
export function checkClock({ env }: Edges, isLoopback: boolean, what: string, variable: string): void {
  if (isLoopback || (env["ONCALL_NOW"] || undefined) === undefined) return;
  throw new Fault(
    EXIT.usage,
    `ONCALL_NOW is set, but ${what} happens in the present`,
    `unset it; a what-if works only with a service on this machine (${variable})`,
  );
}

/** Throws in CI if no flag names the roster. `what`: `a push`. */
export function checkNamed({ env }: Edges, { roster }: GlobalFlags, what: string): void {
  if ((env["CI"] || undefined) === undefined || roster !== undefined) return;
  throw new Fault(EXIT.usage, `in CI, ${what} needs the roster by name`, "add --roster FILE");
}

/** The colours of a stream, 0 for none, by `--no-color`, NO_COLOR, FORCE_COLOR and TTY, in that order (cli.md). */
export function colourLevel(output: Output, env: Edges["env"], color: boolean): 0 | 1 {
  if (!color) return 0;
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return 0;
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force === "0" || force === "false" ? 0 : 1;
  return output.isTTY && env["TERM"] !== "dumb" ? 1 : 0;
}

/** The width and the colours to write for. Chalk is loaded only if there are colours. */
export async function choosePage(
  output: Output,
  edges: Edges,
  flags: Pick<GlobalFlags, "color">,
): Promise<Page> {
  return { columns: output.columns, palette: await paletteFor(colourLevel(output, edges.env, flags.color)) };
}

/** The reader's own time zone; undefined unless a terminal shows the output. */
export function findViewer(edges: Edges): Zone | undefined {
  return edges.stdout.isTTY ? edges.viewerZone() : undefined;
}
