/** Keeps what a service has at one moment, the plan that follows, and a fingerprint to compare a later moment with. */
import { createHash } from "node:crypto";
import type { Plan, Remote, Target } from "./model.ts";
import { type PlanContext, planPush } from "./plan.ts";

export interface Snapshot {
  readonly remote: Remote;
  readonly plan: Plan;
  readonly fingerprint: string;
}

export function takeSnapshot(target: Target, remote: Remote, context: PlanContext): Snapshot {
  const plan = planPush(target, remote, context);
  return { remote, plan, fingerprint: fingerprint(remote, plan) };
}

/** Covers all that was read and all that would be done, except timelines, which grow shorter as time passes. */
function fingerprint({ schedules, ...remote }: Remote, { steps }: Plan): string {
  const parts = [...schedules].map(([role, { final: _, forwardings: __, ...schedule }]) => [role, schedule]);
  const text = JSON.stringify([remote, parts, steps]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
