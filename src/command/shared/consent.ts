/** Asks for consent before anything is written, pushed or sent: `--yes`, or a yes at a terminal. A piped `y` is neither. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { GlobalFlags } from "./flags.ts";
import { buildAsking } from "./prompt.ts";

export interface ConsentRequest {
  /** Who needs it: `a push`. */
  readonly what: string;
  readonly question: string;
  /** Shown before the question. */
  readonly preview?: string;
  /** What a no means: `nothing was pushed`. */
  readonly undone: string;
}

/** Throws a Fault unless the answer is yes. */
export async function requireConsent(
  edges: Edges,
  flags: Pick<GlobalFlags, "color" | "input" | "yes">,
  { what, question, preview, undone }: ConsentRequest,
): Promise<void> {
  if (flags.yes === true) return;
  const asking = buildAsking(edges, flags, undone);
  if (asking === undefined)
    throw new Fault(EXIT.usage, `${what} needs consent, and nobody can be asked here`, "consent with --yes");
  if (preview !== undefined) asking.say(preview);
  if (!(await asking.yes(question, false))) throw new Fault(EXIT.no, undone);
}
