/** Checks that each routing rule that a new alert to the team can meet leads to the escalation policy. */
import type { Examination, RoutingRule, TeamRouting } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("routing");

export function examineRouting(examination: Examination): readonly Check[] {
  const { routing } = examination.facts;
  return routing.kind === "unread"
    ? [reportUnread(report, null, "where alerts to the team go could not be read", routing)]
    : judgeRouting(routing.value, examination);
}

function judgeRouting(routing: TeamRouting, { escalation, title, provider }: Examination): readonly Check[] {
  if (routing.kind === "unnamed")
    return [
      report.doubt(
        null,
        "the roster names no team, so nothing says whose routing rules count",
        `name it: \`team\` in the section ${provider} of the roster`,
      ),
    ];
  const { team } = routing;
  if (routing.kind === "missing")
    return [
      report.fail(
        team,
        `${title} has no team ${team}`,
        `correct \`team\` in the section ${provider} of the roster`,
      ),
    ];
  if (escalation === undefined)
    return [
      report.doubt(
        team,
        `the roster names no escalation policy that alerts to the team ${team} should go to`,
      ),
    ];
  const wrong = listMet(routing.rules).filter(({ isRight }) => !isRight);
  if (wrong.length === 0 && routing.rules.length > 0)
    return [report.pass(team, `every alert to the team ${team} goes to the escalation policy ${escalation}`)];
  if (wrong.length === 0)
    return [
      report.fail(
        team,
        `the team ${team} has no routing rule, so its alerts notify nobody`,
        `add one that leads to ${escalation}, in the team's settings in ${title}`,
      ),
    ];
  return wrong.map((rule) =>
    report.fail(
      rule.name ?? team,
      `${describe(rule)} of the team ${team} leads to ${rule.goal ?? "nobody"}, not to ${escalation}${limits(rule)}`,
      `change it in the team's settings in ${title}`,
    ),
  );
}

/** Rules after one that every alert meets are never met. */
function listMet(rules: readonly RoutingRule[]): readonly RoutingRule[] {
  const last = rules.findIndex(({ hours, isConditional }) => hours === undefined && !isConditional);
  return last === -1 ? rules : rules.slice(0, last + 1);
}

function describe({ name }: RoutingRule): string {
  return name === null ? "the default routing rule" : `the routing rule ${name}`;
}

function limits({ hours, isConditional }: RoutingRule): string {
  const parts = [
    ...(isConditional ? ["for some alerts"] : []),
    ...(hours === undefined ? [] : [`at ${hours}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
