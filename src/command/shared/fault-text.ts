/** Writes a failure on stderr: what happened, where, and what to do. */
import type { Edges } from "../../edge/edges.ts";
import type { Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { choosePage } from "./context.ts";
import type { GlobalFlags } from "./flags.ts";
import { keepRoster, keepRosterIn } from "./proposal.ts";

export async function writeFault(
  edges: Edges,
  flags: Pick<GlobalFlags, "color" | "roster">,
  fault: Fault,
): Promise<void> {
  edges.stderr.write(`oncall: ${forTerminal(fault.message)}\n`);
  const keep = (text: string) => forTerminal(keepRoster(text, flags.roster));
  for (const line of fault.more) edges.stderr.write(`${keep(line)}\n`);
  if (fault.findings.length > 0) {
    const { findingsText } = await import("../../render/finding.ts");
    const { palette, columns } = await choosePage(edges.stderr, edges, flags);
    edges.stderr.write(`\n${findingsText(keepRosterIn(fault.findings, flags.roster), palette, columns)}`);
  }
  if (fault.help !== undefined) edges.stderr.write(`help: ${keep(fault.help)}\n`);
}
