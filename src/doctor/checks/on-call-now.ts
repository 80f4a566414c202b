/** Checks that the service itself says who is on call as the roster does: now, and a minute before and after the next handoff. */
import { isServing } from "../../plan/spot-check.ts";
import type { Examination, OnCallReading } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("on-call-now");

export function examineOnCall(examination: Examination): readonly Check[] {
  const { facts, unfit, title } = examination;
  const { onCall } = facts;
  const names = [...new Set(onCall.map(({ name }) => name))];
  if (names.length > 0)
    return names.map((name) =>
      examineSchedule(
        onCall.filter((one) => one.name === name),
        examination,
      ),
    );
  return [
    report.doubt(
      null,
      `${title} was not asked who is on call: ${unfit.length > 0 ? "it cannot hold the roster" : "the roster names no schedule there"}`,
    ),
  ];
}

function examineSchedule(readings: readonly OnCallReading[], examination: Examination): Check {
  const { title, now, nameOf, moment, provider } = examination;
  const [{ name = "", role = "" } = {}] = readings;
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
  const people = [...new Set(readings.map(({ expected }) => nameOf(expected)))];
  const [first = "", ...then] = people;
  const next = then.length === 0 ? "now and after the next handoff" : `now, and ${then.join(", ")} next`;
  return report.pass(name, `${title} has ${first} on call as ${role} ${next}, as the roster says`);
}
