/** Checks that there is nothing to push, and that nothing made by hand contradicts the roster. */

import type { Plan, PushStep } from "../../plan/model.ts";
import { hasContradictions } from "../../plan/plan.ts";
import type { Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("in-sync");

export function examineSync(examination: Examination): readonly Check[] {
  const { closed } = examination;
  const checks = compare(examination);
  return closed === undefined ? checks : [report.fail(null, closed.message, closed.help), ...checks];
}

function compare(examination: Examination): readonly Check[] {
  const { unfit, title, roster, facts, provider } = examination;
  if (unfit.length > 0)
    return unfit.map((reason) =>
      report.fail(null, `${title} cannot hold what ${roster.file} says: ${reason}`, "change the roster"),
    );
  const { comparison } = facts;
  if (comparison.kind === "unread")
    return [reportUnread(report, null, `${title} and the roster could not be compared`, comparison)];
  const { plan } = comparison.value;
  const see = `run oncall plan ${provider} to see`;
  const lines = [
    ...plan.blockers.map((blocker) => report.fail(null, blocker, "a push waits until that is done by hand")),
    ...(plan.steps.length === 0
      ? []
      : [
          report.fail(
            null,
            `a push has ${countSteps(plan.steps)} to make`,
            `${see} them, and oncall push ${provider} to make them`,
          ),
        ]),
    ...listContradictions(plan, examination),
    ...(plan.steps.length + plan.blockers.length === 0 && plan.changes.length > 0
      ? [
          report.fail(
            null,
            `everything in ${title} is as it should be, yet it has somebody else on call`,
            `${see} when; its time zone rules may differ from ours`,
          ),
        ]
      : []),
  ];
  return lines.length > 0
    ? lines
    : [report.pass(null, `there is nothing to push: ${title} has what the roster says`)];
}

/** `3 calls (1 schedule, 2 overrides)`. */
function countSteps(steps: readonly PushStep[]): string {
  const kinds = [...new Set(steps.map(({ kind }) => kind))].map((kind) => {
    const count = steps.filter((step) => step.kind === kind).length;
    return `${count} ${kind}${count === 1 ? "" : "s"}`;
  });
  return `${steps.length} call${steps.length === 1 ? "" : "s"} (${kinds.join(", ")})`;
}

function listContradictions(plan: Plan, { title, nameOf, moment, target }: Examination): readonly Check[] {
  if (!hasContradictions(plan)) return [];
  return plan.drift
    .filter(({ against }) => against.length > 0)
    .map(({ role, who, start, end, against }) => {
      const name = target.roles.find((one) => one.role === role)?.name ?? role;
      const others = [...new Set(against.map((duty) => nameOf(duty.who)))].join(", ");
      return report.fail(
        name,
        `an override made by hand has ${nameOf(who)} on call as ${role} from ${moment(start)} until ${moment(end)}, where the roster says ${others}`,
        `to keep it, add it to the roster as a cover; then delete it in ${title}`,
      );
    });
}
