/** Runs `oncall push`: shows the plan, asks, makes its calls one after the other, and reads everything back; or hands over to group.ts. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { hasContradictions } from "../../plan/plan.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import { judgeSpotCheck, pickSpotChecks } from "../../plan/spot-check.ts";
import { forTerminal } from "../../render/escape.ts";
import { changeText, stepText } from "../../render/plan.ts";
import { day } from "../../render/when.ts";
import { PUSH_RULES } from "../../rules/ids.ts";
import { readAllowed } from "../shared/allow.ts";
import { requireConsent } from "../shared/consent.ts";
import { checkNamed } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import { openFile } from "../shared/open.ts";
import { isMessenger, readPushName } from "../shared/provider.ts";
import type { PushFlags } from "./command.ts";
import { MAX_POLLS, openPush, POLL_MS, type PushContext, readSnapshot } from "./context.ts";
import { openGroup, pushGroup } from "./group.ts";
import { checkRefusals, refusePush } from "./refuse.ts";
import { createView, showNotes, showPlan, showRemedy, writeDocument } from "./show.ts";

const MAX_PROBLEMS = 10;

export async function runPush(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PushFlags>(command);
  const allowed = readAllowed(flags.allow, PUSH_RULES);
  checkNamed(edges, flags, "a push");
  const file = openFile(edges, flags);
  const name = readPushName(command, file.timeline.roster);
  if (isMessenger(name)) return pushGroup(edges, flags, await openGroup(edges, name, file, true), allowed);
  return pushSchedules(edges, flags, await openPush(edges, name, file, { writes: true }), allowed);
}

async function pushSchedules(
  edges: Edges,
  flags: PushFlags,
  context: PushContext,
  allowed: readonly string[],
): Promise<ExitCode> {
  const first = await readSnapshot(context);
  // With --json, people still see on stderr what is about to be done, and where.
  await showPlan(edges, context, first, (flags.json === true ? edges.stderr : edges.stdout).write);
  showNotes(edges, context, first);
  checkRefusals(first.plan, allowed);
  if (first.plan.steps.length > 0) {
    const snapshot = await confirmPlan(edges, flags, context, first);
    // Answering may have taken a while, and what was ahead may be now.
    checkRefusals(snapshot.plan, allowed);
    await stopOnInterrupt(edges, "stopping after this call", async ({ signal }) => {
      await applySteps(edges, context, snapshot, signal);
      await verifyPush(edges, context, signal);
    });
  } else await verifyPush(edges, context, undefined);
  const isContradicted = hasContradictions(first.plan);
  if (flags.json === true) edges.stdout.write(writeDocument(context, first, true));
  else {
    const { zone, year } = createView(edges, context, first);
    const except = isContradicted ? ", except for overrides made by hand" : "";
    edges.stdout.write(
      `\nverified: ${context.destination.title} and the roster agree until ${day(zone, context.target.until, year)}${except}\n`,
    );
  }
  showRemedy(edges, flags, context, first.plan);
  return isContradicted ? EXIT.no : EXIT.done;
}

/** Asks, and reads again: what was agreed to must be what will be done. */
async function confirmPlan(
  edges: Edges,
  flags: PushFlags,
  context: PushContext,
  shown: Snapshot,
): Promise<Snapshot> {
  const undone = "nothing was pushed";
  await requireConsent(edges, flags, { what: "a push", question: "Push this?", undone });
  const snapshot = await readSnapshot(context);
  if (snapshot.fingerprint === shown.fingerprint) return snapshot;
  throw refusePush(
    `${context.destination.title} has changed since the plan was shown: ${undone}`,
    "run it again for a new plan",
  );
}

async function applySteps(
  edges: Edges,
  context: PushContext,
  snapshot: Snapshot,
  stopping: AbortSignal,
): Promise<void> {
  const writer = context.service.openWriter(snapshot.remote);
  const view = createView(edges, context, snapshot);
  const { steps } = snapshot.plan;
  const report = (count: number) =>
    `${count} of ${steps.length} calls were made: run oncall push ${context.provider} again to make the rest`;
  for (const [index, step] of steps.entries()) {
    if (stopping.aborted) throw new Fault(EXIT.interrupted, "the push was interrupted", report(index));
    edges.stderr.write(`${index + 1}/${steps.length} ${stepText(step, view)}\n`);
    try {
      const left = await writer.apply(step);
      if (left !== undefined) edges.stderr.write(`note: ${forTerminal(left)}\n`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { exit, message, help, more } = error;
      throw new Fault(exit, message, help, [], [...more, report(index)]);
    }
  }
}

/** `stopping`: of a push that has just written, so that reads may lag; undefined: nothing was written. */
async function verifyPush(
  edges: Edges,
  context: PushContext,
  stopping: AbortSignal | undefined,
): Promise<void> {
  for (let poll = 1; ; poll += 1) {
    if (stopping?.aborted === true)
      throw new Fault(
        EXIT.interrupted,
        "all calls were made, and the push was interrupted before it was verified",
        `run oncall push ${context.provider} again`,
      );
    const [first, ...more] = await findProblems(edges, context);
    if (first === undefined) return;
    if (poll < MAX_POLLS && stopping !== undefined) {
      await edges.http.sleep(POLL_MS, stopping);
      continue;
    }
    const shown = more.length < MAX_PROBLEMS ? more : more.slice(0, MAX_PROBLEMS - 1);
    throw new Fault(
      EXIT.service,
      `not verified: ${first}`,
      `look at the schedule in ${context.destination.title}, and run oncall plan`,
      [],
      shown.length === more.length ? more : [...shown, `… and ${more.length - shown.length} more`],
    );
  }
}

/** What is left to do and who else is on call or, if there is neither, what the service itself answers. */
async function findProblems(edges: Edges, context: PushContext): Promise<readonly string[]> {
  const snapshot = await readSnapshot(context);
  const { plan } = snapshot;
  const view = createView(edges, context, snapshot);
  const mismatches = [
    ...plan.steps.map((step) => `still to do: ${stepText(step, view)}`),
    ...plan.changes.map((change) => changeText(change, view)),
  ];
  if (mismatches.length > 0) return mismatches;
  for (const check of pickSpotChecks(context.target, plan, context.now())) {
    const who = await context.service.reader.findOnCall(check.role, check.at);
    const change = judgeSpotCheck(check, who);
    if (change !== undefined) mismatches.push(changeText(change, view));
  }
  return mismatches;
}
