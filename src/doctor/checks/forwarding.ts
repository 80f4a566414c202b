/** Checks that no forwarding rule takes somebody's alerts elsewhere while they are on call: the schedule does not show it. */
import { overlap } from "../../time/interval.ts";
import type { Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("forwarding");

export function examineForwardings(examination: Examination): readonly Check[] {
  const { facts, people, title, until, nameOf, moment } = examination;
  const { forwardings } = facts;
  if (forwardings.kind === "unread")
    return [reportUnread(report, null, "whether alerts are forwarded is not known", forwardings)];
  const found = people.flatMap(({ person, duties }) =>
    forwardings.value
      .filter(({ from }) => from === person.id)
      .filter((forwarding) => duties.some((duty) => overlap(duty, forwarding)))
      .map(({ to, start, end }) =>
        report.fail(
          person.id,
          `the alerts of ${nameOf(person.id)} go to ${nameOf(to)} instead, ${end === Infinity ? "for good" : `from ${moment(start)} until ${moment(end)}`}`,
          `end the forwarding in ${title}; if it is meant, write it into the roster as a cover`,
        ),
      ),
  );
  return found.length > 0
    ? found
    : [report.pass(null, `nobody's alerts are forwarded until ${moment(until)}`)];
}
