/** Puts the policy of a roster into words: when shifts change, who is told when, and what is asked of whom. */
import type { Names } from "../render/names.ts";
import { length } from "../render/when.ts";
import type { Policy, Roster, Terms } from "../roster/model.ts";
import { formatTime, type LocalDate, weekdayOf } from "../time/date.ts";
import { MINUTE_MS } from "../time/zone.ts";
import { listSteps } from "../timeline/escalation.ts";

/** One sentence each, for the terms in force on a date. */
export function describePolicy(
  roster: Roster,
  terms: Terms,
  date: LocalDate,
  names: Names,
): readonly string[] {
  return [
    describeShifts(terms),
    ...describeAlerts(roster, terms, names),
    ...describeIncidents(roster, date),
    ...describeProof(roster.policy),
  ];
}

function describeShifts({ start, every, handoff, zone }: Terms): string {
  const isWeeks = every % 7 === 0;
  const count = isWeeks ? every / 7 : every;
  const unit = `${isWeeks ? "week" : "day"}${count === 1 ? "" : "s"}`;
  const weekday = weekdayOf(start);
  const day = isWeeks ? `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} at ` : "";
  return `A shift lasts ${count} ${unit}; the handoff is ${day === "" ? "at " : `on ${day}`}${formatTime(handoff)}, ${zone.name}.`;
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
