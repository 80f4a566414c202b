/** What plan and push share in: the roster and the address of its service in, what is wanted there, what there is, and the plan out. */
import { createHash } from "node:crypto";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { Plan, Remote, Target } from "../../plan/model.ts";
import { planOf } from "../../plan/plan.ts";
import { peopleIn, targetOf } from "../../plan/target.ts";
import type { Provider } from "../../provider/model.ts";
import { addressOf } from "../../provider/opsgenie/address.ts";
import { opsgenieAt } from "../../provider/opsgenie/opsgenie.ts";
import { forTerminal } from "../../render/escape.ts";
import { type PlanView, planText } from "../../render/plan.ts";
import { planJson } from "../../render/plan-json.ts";
import { yearOf } from "../../render/when.ts";
import { outputZone } from "../../roster/output-zone.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import { readRoster } from "../shared/read.ts";
import type { PushFlags } from "./command.ts";

/** What the service is called. */
export const TITLE = "OpsGenie";

/** All that does not change from one look at the service to the next. */
export interface Aim {
  readonly target: Target;
  readonly now: () => Instant;
  readonly service: Awaited<ReturnType<Provider["reader"]>>;
  readonly path: string;
  readonly timeline: Timeline;
  readonly notes: readonly string[];
}

/** What the service has at a moment, and what follows from it. */
export interface Look {
  readonly remote: Remote;
  readonly plan: Plan;
  readonly fingerprint: string;
}

export async function aimOf(edges: Edges, flags: PushFlags, writes: boolean): Promise<Aim> {
  const path = findRoster(edges, flags);
  const { timeline } = openBytes(edges, path, readRoster(edges, path), { withPrivate: true });
  const { roster } = timeline;
  const { opsgenie } = roster;
  if (opsgenie === undefined)
    throw new Fault(
      EXIT.roster,
      `${roster.file} does not say where in OpsGenie its schedule is kept`,
      "add `opsgenie: { team: …, schedules: { primary: …, secondary: … }, escalation: … }`",
    );
  const address = addressOf(edges.env, opsgenie);
  if (writes) checkClock(edges, address.isLoopback, "a push is of", "OPSGENIE_API_URL");
  const start = readClock(edges);
  const now = (edges.env["ONCALL_NOW"] || undefined) === undefined ? edges.now : () => start;
  const aimed = targetOf(timeline, opsgenie, start);
  if (aimed.kind === "unfit") {
    const [first = "", ...more] = aimed.reasons;
    const exit = writes ? EXIT.refused : EXIT.no;
    throw new Fault(exit, `${TITLE} cannot be told what ${roster.file} says: ${first}`, undefined, [], more);
  }
  const { target } = aimed;
  const asked = { roster, target, people: peopleIn(target), now, zoneOf: edges.zoneOf };
  const service = await opsgenieAt(edges.http, address).reader(asked);
  const notes = [
    ...aimed.notes,
    ...(target.isForGood ? [] : ["the roster changes again in more than a year: push again before that"]),
    ...(roster.inEffect.length === 0
      ? []
      : [`\`in_effect\` is not enforced in ${TITLE}: it alerts for incidents of every kind`]),
  ];
  return { target, now, service, path, timeline, notes };
}

export async function lookAt({ target, now, service }: Aim): Promise<Look> {
  const remote = await service.read();
  const plan = planOf(target, remote, now());
  return { remote, plan, fingerprint: fingerprintOf(remote, plan) };
}

/** Of all that was read and all that would be done. What the timeline has behind it by now does not count. */
function fingerprintOf({ schedules, ...remote }: Remote, { steps }: Plan): string {
  const parts = [...schedules].map(([role, { final: _, ...schedule }]) => [role, schedule]);
  const text = JSON.stringify([remote, parts, steps]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

export function viewOf(edges: Edges, { timeline, now }: Aim, { plan }: Look): PlanView {
  const { roster } = timeline;
  const zone = outputZone(roster);
  return {
    plan,
    people: roster.people,
    title: TITLE,
    zone,
    columns: edges.stdout.isTTY ? edges.stdout.columns : Number.POSITIVE_INFINITY,
    year: yearOf(zone, now()),
  };
}

/** Names the roster, the account and the team; what is worth knowing goes to stderr. */
export async function tellPlan(
  edges: Edges,
  aim: Aim,
  look: Look,
  write: (text: string) => void,
): Promise<void> {
  const { team, opsgenie } = aim.timeline.roster;
  // The team's name there says where; where there is none, its own says whose.
  const [from, to] = opsgenie?.team === undefined ? [`, team ${team}`, ""] : ["", `, team ${opsgenie.team}`];
  write(`${forTerminal(`${aim.path}${from} → ${TITLE}, account ${look.remote.account}${to}`)}\n`);
  write(`times in ${outputZone(aim.timeline.roster).name}\n\n`);
  write(await planText(viewOf(edges, aim, look)));
}

export function tellNotes(edges: Edges, aim: Aim, { remote, plan }: Look): void {
  for (const note of [...aim.notes, ...remote.notes]) edges.stderr.write(`note: ${forTerminal(note)}\n`);
  for (const fault of plan.faults) edges.stderr.write(`warning: ${forTerminal(fault)}\n`);
}

export function documentOf(aim: Aim, { plan, fingerprint }: Look, verified?: boolean): string {
  const zone = outputZone(aim.timeline.roster);
  return planJson({
    provider: "opsgenie",
    plan,
    fingerprint,
    zone,
    ...(verified !== undefined && { verified }),
  });
}

/** 1 where something made by hand says otherwise than the roster, and a push will not change that. */
export function exitOf({ drift }: Plan): ExitCode {
  return drift.some(({ against }) => against.length > 0) ? EXIT.no : EXIT.done;
}

/** What to do about what no push changes, for whoever pushes and for whoever looks each morning. */
export function tellRemedy(edges: Edges, plan: Plan): void {
  if (exitOf(plan) !== EXIT.done)
    edges.stderr.write(
      "help: write what was made by hand into the roster as a cover and delete it there, or delete it\n",
    );
}
