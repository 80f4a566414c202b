/** Checks that the escalation policy tells whom the roster says, in that order and after those delays. */
import type { EscalationRule } from "../../plan/model.ts";
import { hasSameRules } from "../../plan/plan.ts";
import type { EscalationState, Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("escalation");

export function examineEscalation(examination: Examination): readonly Check[] {
  const { target, unfit, facts, title, provider } = examination;
  const has = facts.escalation;
  const wanted = target.escalation;
  if (unfit.length > 0)
    return [report.doubt(null, `there is nothing to compare: ${title} cannot hold the roster`)];
  if (wanted === undefined)
    return [
      report.doubt(
        null,
        "the roster names no escalation policy, so there is none to compare",
        `name one: \`escalation\` in the section ${provider} of the roster`,
      ),
    ];
  const { name } = wanted;
  if (has.kind === "unread")
    return [reportUnread(report, name, `the escalation policy ${name} could not be read`, has)];
  return [judge(name, wanted.rules, has.value, examination)];
}

function judge(
  name: string,
  wanted: readonly EscalationRule[],
  has: EscalationState | undefined,
  { title, provider, rulesText }: Examination,
): Check {
  if (has === undefined)
    return report.fail(name, `${title} has no escalation policy ${name}`, `run oncall push ${provider}`);
  const { rules, isEnabled, repeat } = has;
  if (!hasSameRules(rules, wanted))
    return report.fail(
      name,
      `the escalation policy ${name} notifies ${rulesText(rules) || "nobody"}; the roster says ${rulesText(wanted)}`,
      `run oncall push ${provider}, or change \`escalation\` in the roster`,
    );
  if (!isEnabled)
    return report.fail(name, `the escalation policy ${name} is disabled`, `enable it in ${title}`);
  if (repeat?.closes === true)
    return report.fail(
      name,
      `the escalation policy ${name} begins again ${times(repeat.count)}, and then closes an alert that nobody has acknowledged`,
      `switch that off in ${title}: an alert must stand until somebody has it`,
    );
  const again = repeat === undefined ? "" : `; it begins again ${times(repeat.count)}`;
  return report.pass(
    name,
    `the escalation policy ${name} notifies ${rulesText(rules)}, as the roster says${again}`,
  );
}

function times(count: number): string {
  return count === 1 ? "once more" : `${count} times`;
}
