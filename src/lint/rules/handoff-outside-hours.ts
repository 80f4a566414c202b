/** Reports handoffs outside somebody's working hours. */
import { formatDay } from "../../rules/words.ts";
import { formatTime } from "../../time/date.ts";
import { isWithin } from "../../time/hours.ts";
import { wallOf } from "../../time/zone.ts";
import { findYearsOfHandoffs } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const handoffOutsideHours: Rule = {
  id: "handoff-outside-hours",
  severity: "warning",
  silenceable: true,
  what: "a handoff is outside the `hours` of somebody in the rotation",
  why: "both should be at work at a handoff: one to ask, the other to answer",
  fix: "choose a time within everybody's hours, in summer and in winter",
  check: outside,
};

function outside({ timeline, now }: RuleContext): readonly RuleFinding[] {
  const { rotation, roster } = timeline;
  const reported = new Set<string>();
  const findings: RuleFinding[] = [];
  const first = (timeline.shiftAt(now) ?? -1) + 1;
  const bound = [...roster.people.values()].flatMap(({ hours, ...person }) =>
    hours === undefined ? [] : [{ ...person, hours }],
  );
  if (bound.length === 0) return [];
  for (const { index, instant, date, terms } of findYearsOfHandoffs(timeline, first)) {
    const seats = new Set(rotation.queue(index).seats.map(({ person }) => person));
    for (const person of bound) {
      const zone = person.zone ?? terms.zone;
      const { time } = wallOf(zone, instant);
      const kind = `${person.id} ${time}`;
      if (reported.has(kind) || !seats.has(person.id) || isWithin(person.hours, time)) continue;
      reported.add(kind);
      findings.push({
        path: [...person.path, "hours"],
        message: `the handoff of ${formatDay(date)} is at ${formatTime(time)} in ${zone.name}, outside ${person.id}'s hours`,
        help:
          zone.name === terms.zone.name
            ? "choose another time for the handoff, or correct the hours"
            : `choose another time for the handoff, or correct the hours; ${formatTime(terms.handoff)} in ${terms.zone.name} may fall an hour earlier or later there when clocks change`,
      });
    }
  }
  return findings;
}
