/** Runs `oncall plan`: reads the roster and the service, and shows what a push would do. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { hasContradictions } from "../../plan/plan.ts";
import { forTerminal } from "../../render/escape.ts";
import { readFlags } from "../shared/flags.ts";
import { openFile } from "../shared/open.ts";
import { isMessenger, readPushName } from "../shared/provider.ts";
import type { PushFlags } from "./command.ts";
import { openPush, type PushContext, readSnapshot } from "./context.ts";
import { openGroup, showGroup } from "./group.ts";
import { adviseAllow } from "./refuse.ts";
import { showNotes, showPlan, showRemedy, writeDocument } from "./show.ts";

export async function runPlan(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PushFlags>(command);
  const file = openFile(edges, flags);
  const name = readPushName(command, file.timeline.roster);
  if (isMessenger(name)) return showGroup(edges, flags, await openGroup(edges, name, file, false));
  return planSchedules(edges, flags, await openPush(edges, name, file, { writes: false }));
}

async function planSchedules(edges: Edges, flags: PushFlags, context: PushContext): Promise<ExitCode> {
  const snapshot = await readSnapshot(context);
  const { plan } = snapshot;
  const { steps, refusals, blockers, changes } = plan;
  if (flags.json === true) edges.stdout.write(writeDocument(context, snapshot));
  else await showPlan(edges, context, snapshot, edges.stdout.write);
  showNotes(edges, context, snapshot);
  for (const { guard, message } of refusals)
    edges.stderr.write(`warning: a push would stop: ${forTerminal(message)} [${guard}]\n`);
  if (refusals.length > 0) edges.stderr.write(`help: ${adviseAllow(refusals)}\n`);
  const isUnexplained = steps.length === 0 && changes.length > 0;
  if (isUnexplained)
    edges.stderr.write(
      `warning: everything in ${context.destination.title} is as it should be, yet it has somebody else on call: its time zone rules may differ from ours\n`,
    );
  showRemedy(edges, flags, context, plan);
  const isPending = flags.check === true && steps.length > 0;
  return isUnexplained || isPending || blockers.length > 0 || hasContradictions(plan) ? EXIT.no : EXIT.done;
}
