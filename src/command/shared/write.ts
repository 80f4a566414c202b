/** Writes the roster under its lock, so that what was read last is what is replaced. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { displayPath } from "./find.ts";
import { readRoster } from "./read.ts";

export interface Written<Value> {
  readonly value: Value;
  /** `left`: there was no text to write; `changed`: something without the lock changed the file, and it was not written. */
  readonly kind: "written" | "left" | "changed";
}

/** `draft` gets the current bytes and answers with the text to write; it runs while nobody else writes. */
export async function writeRoster<Value>(
  edges: Edges,
  path: string,
  draft: (current: Uint8Array) => { readonly value: Value; readonly text: string | undefined },
): Promise<Written<Value>> {
  const file = displayPath(edges, path);
  const held = await edges.lock.hold(path, () => {
    const current = readRoster(edges, path);
    const { value, text } = draft(current);
    if (text === undefined) return { value, done: undefined };
    return { value, done: edges.files.replace(path, new TextEncoder().encode(text), current) };
  });
  if (held.kind === "busy")
    throw new Fault(EXIT.refused, `${file} is being written by another process: ${held.reason}`, held.help);
  if (held.kind === "failed") throw new Fault(EXIT.roster, `${file} cannot be locked: ${held.reason}`);
  const { value, done } = held.value;
  if (done === undefined) return { value, kind: "left" };
  if (done.kind === "failed") throw new Fault(EXIT.roster, `${file} cannot be written: ${done.reason}`);
  if (done.kind === "changed") return { value, kind: "changed" };
  for (const note of done.notes) edges.stderr.write(`${forTerminal(`${file}: ${note}`)}\n`);
  return { value, kind: "written" };
}
