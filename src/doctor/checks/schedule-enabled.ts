/** Checks that every schedule is there and enabled: a disabled one notifies nobody. */
import type { Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("schedule-enabled");

export function examineSchedules({ target, facts, title, provider, unfit }: Examination): readonly Check[] {
  if (unfit.length > 0)
    return [report.doubt(null, `which schedules count is not known: ${title} cannot hold the roster`)];
  return target.roles.map(({ role, name }) => {
    const schedule = facts.schedules.get(role) ?? { kind: "unread", reason: "it was not looked for" };
    if (schedule.kind === "unread")
      return reportUnread(report, name, `whether the schedule ${name} is enabled is not known`, schedule);
    if (schedule.value === undefined)
      return report.fail(name, `${title} has no schedule ${name} for ${role}`, `run oncall push ${provider}`);
    return schedule.value.isEnabled
      ? report.pass(name, `the schedule ${name} is enabled`)
      : report.fail(
          name,
          `the schedule ${name} is disabled, and notifies nobody`,
          `enable it in ${title}, or run oncall push ${provider}`,
        );
  });
}
