/** The way of `oncall plan`: reads the roster and the service, tells what a push would do, writes nothing. */

import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { readFlags } from "../shared/flags.ts";
import type { PushFlags } from "./command.ts";
import { aimOf, documentOf, exitOf, lookAt, tellNotes, tellPlan, tellRemedy } from "./context.ts";

export async function runPlan(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PushFlags>(command);
  const aim = await aimOf(edges, flags, false);
  const look = await lookAt(aim);
  const { steps, guards, faults, changes } = look.plan;
  if (flags.json === true) edges.stdout.write(documentOf(aim, look));
  else await tellPlan(edges, aim, look, edges.stdout.write);
  tellNotes(edges, aim, look);
  for (const { guard, message } of guards)
    edges.stderr.write(`warning: a push would refuse this: ${forTerminal(message)} [${guard}]\n`);
  if (guards.length > 0)
    edges.stderr.write(
      `help: if that is meant, push with --allow ${guards.map(({ guard }) => guard).join(",")}\n`,
    );
  const isOdd = steps.length === 0 && changes.length > 0;
  if (isOdd)
    edges.stderr.write(
      "warning: all is there as it should be, and yet others are on call there: does a time zone have new rules?\n",
    );
  tellRemedy(edges, look.plan);
  const isToDo = flags.check === true && steps.length > 0;
  return isOdd || isToDo || faults.length > 0 ? EXIT.no : exitOf(look.plan);
}
