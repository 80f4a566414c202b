/** Refuses a push: the one place where its refusals become a Fault. */
import { EXIT, Fault } from "../../fault.ts";
import type { Plan } from "../../plan/model.ts";

export function refusePush(message: string, help?: string, more: readonly string[] = []): Fault {
  return new Fault(EXIT.refused, message, help, [], more);
}

/** Throws if something must be undone by hand first, or if a refusal is not allowed. */
export function checkRefusals(
  { blockers, refusals }: Pick<Plan, "blockers" | "refusals">,
  allowed: readonly string[],
): void {
  if (blockers.length > 0) throw refusePush("nothing was pushed: first fix what the warnings above name");
  const left = refusals.filter(({ guard }) => !allowed.includes(guard));
  if (left.length === 0) return;
  const [first = "", ...more] = left.map(({ guard, message }) => `${message} [${guard}]`);
  throw refusePush(first, adviseAllow(left), more);
}

export function adviseAllow(refusals: Plan["refusals"]): string {
  return `to push anyway, add --allow ${refusals.map(({ guard }) => guard).join(",")}`;
}
