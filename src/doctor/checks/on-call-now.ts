/** Checks that the service itself says who is on call as the roster does: now, and a minute before and after the next handoff. */
import { isServing } from "../../plan/spot-check.ts";
import type { Role } from "../../roster/model.ts";
import type { Examination, OnCallReading } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("on-call-now");

export function examineOnCall(examination: Examination): readonly Check[] {
  const { facts, unfit, title } = examination;
  const roles = [...new Set(facts.onCall.map(({ role }) => role))];
  const why = unfit.length > 0 ? "it cannot hold the roster" : "the roster names no schedule there";
  if (roles.length === 0) return [report.doubt(null, `${title} was not asked who is on call: ${why}`)];
  return roles.flatMap((role) => {
    const readings = facts.onCall.filter((one) => one.role === role);
    return readings.slice(0, 1).map(({ name }) => examineRole(role, name, readings, examination));
  });
}

/** `name`: of the schedule. */
function examineRole(
  role: Role,
  name: string,
  readings: readonly OnCallReading[],
  examination: Examination,
): Check {
  const { title, now, nameOf, moment, provider } = examination;
  const when = (at: number) => (at === now ? "now" : `at ${moment(at)}`);
  const wrong = readings.flatMap(({ actual, expected, at, isVacant, isShared }): readonly string[] => {
    if (actual.kind === "unread") return [];
    if (!isServing({ expected, isShared }, actual.value))
      return [`${when(at)} ${nameOf(actual.value)} instead of ${nameOf(expected)}`];
    return isVacant ? [`${when(at)} nobody, in the roster neither`] : [];
  });
  if (wrong.length > 0)
    return report.fail(
      name,
      `on call as ${role} in ${title}: ${wrong.join("; ")}`,
      readings.some(({ isVacant }) => isVacant)
        ? "give the roster somebody for that time: oncall cover"
        : `run oncall plan ${provider}; if it has nothing to do, look at the schedule ${name} in ${title}`,
    );
  for (const { actual, at } of readings)
    if (actual.kind === "unread")
      return reportUnread(report, name, `who is on call as ${role} ${when(at)} could not be asked`, actual);
  const turns = readings.filter(
    ({ expected }, index) => expected !== readings[index - 1]?.expected || index === 0,
  );
  const told = turns.map(({ expected, at }) => `${nameOf(expected)} ${when(at)}`).join(", then ");
  return report.pass(name, `on call as ${role} in ${title}, as the roster says: ${told}`);
}
