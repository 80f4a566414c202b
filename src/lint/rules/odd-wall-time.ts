/** Reports wall times that a clock change skips or repeats. */
import type { Terms } from "../../roster/model.ts";
import { valueAt } from "../../text/json.ts";
import {
  formatDate,
  formatTime,
  type LocalDate,
  parseDate,
  parseTime,
  type WallTime,
} from "../../time/date.ts";
import { formatHours } from "../../time/length.ts";
import { findYearsOfHandoffs } from "../ahead.ts";
import { findRelevantCovers } from "../concern.ts";
import { findOddDuty, findOddTime, type OddTime } from "../odd-duty.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const oddWallTime: Rule = {
  id: "odd-wall-time",
  severity: "warning",
  silenceable: true,
  what: "a clock change skips or repeats a wall time in the roster, or shortens hours of duty",
  why: "a skipped time moves forward by the gap, and of a repeated one the earlier counts: people may mean the other",
  fix: "choose another time for the handoff or the hours of duty; give a cover's time its offset, such as 2026-11-01T01:30-05:00",
  check: (context) => [...handoffs(context), ...duty(context), ...covers(context)],
};

function duty({ timeline, now }: RuleContext): readonly RuleFinding[] {
  return findOddDuty(timeline, now).flatMap(({ terms, date, odd, lasts, usual }): readonly RuleFinding[] => {
    const path = [...terms.path, "duty"];
    if (odd === undefined) {
      const [now, otherwise] = [lasts, usual].map(formatHours);
      return [
        {
          path,
          severity: "info",
          message: `the window of \`duty\` that begins on ${formatDate(date)} lasts ${now} instead of ${otherwise}: the clocks in ${terms.zone.name} change in it`,
          help: "nothing to do, unless somebody counts on the full time",
        },
      ];
    }
    const then = lasts <= 0 ? "is not there that day" : `lasts ${formatHours(lasts)} that day`;
    return [
      {
        path,
        message: `${formatDate(date)} ${describeOdd(terms, odd)}; this window of \`duty\` ${then}`,
        help: "let them begin and end at times that every day has once",
      },
    ];
  });
}

function handoffs({ timeline, now }: RuleContext): readonly RuleFinding[] {
  const reported = new Set<Terms>();
  const found: RuleFinding[] = [];
  for (const { terms, date } of findYearsOfHandoffs(timeline, timeline.rotation.handoffs.currentAt(now))) {
    const odd = reported.has(terms) ? undefined : oddity(terms, date, terms.handoff);
    if (odd === undefined) continue;
    reported.add(terms);
    found.push({
      path: [...terms.path, "handoff"],
      message: `the handoff of ${formatDate(date)} ${odd}`,
      help: "choose a time that every day has once",
    });
  }
  return found;
}

function covers(context: RuleContext): readonly RuleFinding[] {
  const { said, timeline } = context;
  return findRelevantCovers(context).flatMap(({ cover }) => {
    if (cover.span.kind !== "time") return [];
    return (["from", "until"] as const).flatMap((key): readonly RuleFinding[] => {
      const text = said && valueAt(said, ["changes", cover.index, key]);
      const [, day = "", clock = "00:00"] =
        typeof text === "string" ? (/^(\S{10})(?: (\d{2}:\d{2}))?$/.exec(text) ?? []) : [];
      const date = parseDate(day);
      const time = parseTime(clock);
      if (date === undefined || time === undefined) return [];
      const { rotation } = timeline.roster;
      const odd = oddity(rotation.findLast(({ start }) => start <= date) ?? rotation[0], date, time);
      if (odd === undefined) return [];
      return [
        {
          path: [...cover.path, key],
          message: `${formatDate(date)} ${odd}`,
          help: "write it with its offset, such as 2026-11-01T01:30-05:00",
        },
      ];
    });
  });
}

function oddity(terms: Pick<Terms, "zone">, date: LocalDate, time: WallTime): string | undefined {
  const odd = findOddTime(terms, date, time);
  return odd && describeOdd(terms, odd);
}

function describeOdd({ zone }: Pick<Terms, "zone">, { time, count }: OddTime): string {
  const clock = `${formatTime(time)} in ${zone.name}`;
  return count === 0
    ? `has no ${clock}: the clocks skip it, and it moves forward by as much`
    : `has ${clock} twice: the earlier one counts`;
}
