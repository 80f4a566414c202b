/** A handoff falls outside somebody's working hours. */
import { formatDay } from "../../rules/words.ts";
import { formatTime } from "../../time/date.ts";
import { isWithin } from "../../time/hours.ts";
import { wallOf } from "../../time/zone.ts";
import { listHandoffs } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const handoffOutsideHours: Rule = {
  id: "handoff-outside-hours",
  severity: "warning",
  silenceable: true,
  what: "a handoff falls outside the `hours` of somebody who takes part",
  why: "at a handoff both are to be at work: one has to ask, the other to answer",
  fix: "choose an hour of the day that is within everybody's hours, in summer and in winter",
  check: outside,
};

function outside({ timeline, now }: RuleContext): readonly RuleFinding[] {
  const { rotation, roster } = timeline;
  const told = new Set<string>();
  const found: RuleFinding[] = [];
  const first = (timeline.shiftAt(now) ?? -1) + 1;
  const bound = [...roster.people.values()].flatMap(({ hours, ...person }) =>
    hours === undefined ? [] : [{ ...person, hours }],
  );
  if (bound.length === 0) return [];
  for (const { index, instant, date, terms } of listHandoffs(timeline, first)) {
    const seats = new Set(rotation.queue(index).seats.map(({ person }) => person));
    for (const person of bound) {
      const zone = person.zone ?? terms.zone;
      const { time } = wallOf(zone, instant);
      const kind = `${person.id} ${time}`;
      if (told.has(kind) || !seats.has(person.id) || isWithin(person.hours, time)) continue;
      told.add(kind);
      found.push({
        path: [...person.path, "hours"],
        message: `the handoff of ${formatDay(date)} is at ${formatTime(time)} in ${zone.name}, outside the hours of ${person.id}`,
        help:
          zone.name === terms.zone.name
            ? "choose another hour for the handoff, or correct the hours"
            : `${formatTime(terms.handoff)} in ${terms.zone.name} is another time there in summer than in winter where the clocks change on other days`,
      });
    }
  }
  return found;
}
