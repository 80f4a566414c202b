/** Checks that each integration that must bring alerts in is there, enabled, and sends them to the team. */
import type { AlertSource, Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("alert-source");

export function examineSources(examination: Examination): readonly Check[] {
  const { roster, facts, title } = examination;
  return roster.alertSources.map((wanted) => {
    const found = facts.sources.get(wanted) ?? { kind: "unread", reason: "it was not looked for" };
    if (found.kind === "unread")
      return reportUnread(report, wanted, `whether ${wanted} brings alerts in is not known`, found);
    const checks = found.value.map((source) => judge(source, examination));
    return (
      checks.find(({ status }) => status === "ok") ??
      checks.find(({ status }) => status === "unknown") ??
      checks[0] ??
      report.fail(
        wanted,
        `${title} has no integration of the type or name ${wanted}, so no alert comes in from there`,
        `add it in ${title}, or name the right one in \`alert_sources\` of the roster`,
      )
    );
  });
}

function judge(source: AlertSource, { title, facts, escalation }: Examination): Check {
  const { name, type, isEnabled, isSilent, goal } = source;
  const routing = facts.routing.kind === "read" ? facts.routing.value : undefined;
  const team = routing === undefined || routing.kind === "unnamed" ? "the team" : `the team ${routing.team}`;
  const what =
    name.toLowerCase() === type.toLowerCase()
      ? `the integration ${name}`
      : `the integration ${name} (${type})`;
  if (!isEnabled)
    return report.fail(name, `${what} is disabled, so it brings no alert in`, `enable it in ${title}`);
  if (isSilent)
    return report.fail(
      name,
      `${what} suppresses notifications, so its alerts ring nobody`,
      `switch that off in its settings in ${title}`,
    );
  switch (goal.kind) {
    case "team":
      return report.pass(name, `${what} is enabled, and its alerts go to ${team}`);
    case "unread":
      return report.doubt(name, `whether the alerts of ${what} go to ${team} is not known: ${goal.reason}`);
    case "elsewhere":
      return report.fail(
        name,
        `the alerts of ${what} go to ${goal.whom ?? "nobody"}, not to ${team}`,
        `let them go to ${team} or to ${escalation ?? "its escalation policy"}, in its settings in ${title}`,
      );
  }
}
