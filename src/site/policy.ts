/** Puts the policy of a roster into words: when shifts change, who is told when, and what is expected of whom. */
import { windowsText } from "../render/duty.ts";
import { listExpected } from "../render/expected.ts";
import { type Html, html } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { length } from "../render/when.ts";
import type { DutyHours, Policy, Roster, Terms } from "../roster/model.ts";
import { capitalize } from "../text/letters.ts";
import { formatTime, type LocalDate, weekdayOf } from "../time/date.ts";
import { MINUTE_MS } from "../time/zone.ts";
import { listSteps } from "../timeline/escalation.ts";
import { writeList } from "./layout.ts";
import type { SiteRoster } from "./model.ts";

/** For the terms in force on the date of the site. */
export function writePolicy({ roster, shifts, date }: SiteRoster, names: Names): Html {
  const { terms } = shifts[0];
  const rules = [
    ...describeShifts(terms),
    ...describeAlerts(roster, terms, names),
    ...describeIncidents(roster, date),
    ...describeProof(roster.policy),
    ...describeChanges(roster.policy),
  ];
  const expected = listExpected(terms.roles).map(
    ({ role, items }) => html`<h3>What is expected of the ${names.role(role)}</h3>
${writeList(items.map(capitalize))}`,
  );
  return html`${writeList(rules)}${expected}`;
}

function describeShifts({ start, every, handoff, zone, duty }: Terms): readonly string[] {
  const isWeeks = every % 7 === 0;
  const count = isWeeks ? every / 7 : every;
  const unit = `${isWeeks ? "week" : "day"}${count === 1 ? "" : "s"}`;
  const day = isWeeks ? `on ${capitalize(weekdayOf(start))} ` : "";
  return [
    `A shift lasts ${count} ${unit}; the handoff is ${day}at ${formatTime(handoff)}, ${zone.name}.`,
    ...(duty === undefined ? [] : [describeDuty(duty)]),
  ];
}

function describeDuty({ windows, outside }: DutyHours): string {
  const hours = windowsText(windows);
  return outside
    ? `Somebody is on call at all times but ${hours}.`
    : `Somebody is on call ${hours}, and nobody at other times.`;
}

function describeAlerts(roster: Roster, { roles }: Terms, names: Names): readonly string[] {
  const steps = listSteps(roster.escalation, roles);
  return steps.map(({ notify, after }) => {
    const whom = roles.includes(notify) ? `The ${names.role(notify)}` : names(notify);
    return after === 0
      ? `${whom} is alerted at once.`
      : `${whom} is alerted if nobody has acknowledged after ${length(after * MINUTE_MS)}.`;
  });
}

function describeIncidents({ inEffect }: Roster, date: LocalDate): readonly string[] {
  const latest = inEffect.filter(({ from }) => from <= date).at(-1);
  if (latest === undefined) return [];
  return [`It holds for these incidents: ${latest.incidents.join(", ")}.`];
}

function describeProof({ verifiedWithin }: Policy): readonly string[] {
  if (verifiedWithin === "never") return [];
  const within = Number.isInteger(verifiedWithin) ? `${verifiedWithin} days` : `${verifiedWithin * 24} hours`;
  return [
    `Before a turn begins, whoever takes it must have received a test page within the ${within} before.`,
  ];
}

function describeChanges({ approvals, maxExceptions }: Policy): readonly string[] {
  const { count, days } = maxExceptions;
  return [
    `Swaps and covers are for exceptions: at most ${count} per person in ${days} days.`,
    ...(approvals === "required" ? ["A manager approves what changes somebody’s weeks."] : []),
  ];
}
