/** Prints a plan, and what is worth knowing about it. */
import type { Edges } from "../../edge/edges.ts";
import type { Plan } from "../../plan/model.ts";
import { hasContradictions, movesTimesOnly } from "../../plan/plan.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import { forTerminal } from "../../render/escape.ts";
import { assignmentText, type PlanView, planText } from "../../render/plan.ts";
import { planJson } from "../../render/plan-json.ts";
import { yearOf } from "../../render/when.ts";
import { outputZone } from "../../roster/output-zone.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { keepRoster } from "../shared/proposal.ts";
import type { PushContext } from "./context.ts";

export function createView(
  edges: Edges,
  { destination, timeline, now }: PushContext,
  { plan }: Pick<Snapshot, "plan">,
): PlanView {
  const { roster } = timeline;
  const zone = outputZone(roster);
  return {
    plan,
    people: roster.people,
    title: destination.title,
    zone,
    columns: edges.stdout.isTTY ? edges.stdout.columns : Number.POSITIVE_INFINITY,
    year: yearOf(zone, now()),
  };
}

/** Names the roster, the account and the team too: what is pushed, and where. */
export async function showPlan(
  edges: Edges,
  context: PushContext,
  snapshot: Snapshot,
  write: (text: string) => void,
): Promise<void> {
  const { title, team } = context.destination;
  // The team in the service says where to; without one, the roster's own says whose it is.
  const [from, to] =
    team === undefined ? [`, team ${context.timeline.roster.team}`, ""] : ["", `, team ${team}`];
  write(`${forTerminal(`${context.path}${from} → ${title}, account ${snapshot.remote.account}${to}`)}\n`);
  write(`times in ${outputZone(context.timeline.roster).name}\n\n`);
  write(await planText(createView(edges, context, snapshot)));
}

export function showNotes(edges: Edges, context: PushContext, { remote, plan }: Snapshot): void {
  const notes = [
    ...context.notes,
    ...remote.notes,
    ...(movesTimesOnly(plan)
      ? [
          `only times change, nobody's turn: this machine has time zone data ${edges.zoneData}; ${context.destination.title} or another machine may have a different release`,
        ]
      : []),
  ];
  if (context.warning !== undefined) edges.stderr.write(`warning: ${forTerminal(context.warning)}\n`);
  for (const note of notes) edges.stderr.write(`note: ${forTerminal(note)}\n`);
  if (plan.left.length > 0) edges.stderr.write(leftText(plan, createView(edges, context, { plan })));
  for (const blocker of plan.blockers) edges.stderr.write(`warning: ${forTerminal(blocker)}\n`);
}

const MAX_LEFT = 5;

function leftText({ left }: Pick<Plan, "left">, view: PlanView): string {
  const lines = left.slice(0, MAX_LEFT).map((each) => `  ${assignmentText(each, view)}\n`);
  const more = left.length > MAX_LEFT ? `  … and ${left.length - MAX_LEFT} more\n` : "";
  return `note: these overrides are left over: they name whomever the rotation has anyway, and may be deleted by hand:\n${lines.join("")}${more}`;
}

export function writeDocument(context: PushContext, snapshot: Snapshot, verified?: boolean): string {
  const { plan, fingerprint } = snapshot;
  return planJson({
    provider: context.provider,
    plan,
    fingerprint,
    zone: outputZone(context.timeline.roster),
    ...(verified !== undefined && { verified }),
  });
}

/** What to do about things that no push changes. */
export function showRemedy(
  edges: Edges,
  { roster }: GlobalFlags,
  { provider, destination }: PushContext,
  plan: Plan,
): void {
  if (!hasContradictions(plan)) return;
  const adopt = keepRoster(`oncall adopt ${provider}`, roster);
  edges.stderr.write(
    `help: to keep an override made by hand, make it a cover of the roster: ${forTerminal(adopt)}; else delete it in ${destination.title}\n`,
  );
}
