/** Reports hours of the week at which nobody has duty: in one roster, or in all that share a team and a role. */
import type { Role, Terms } from "../../roster/model.ts";
import { formatMomentIn, joinWords } from "../../rules/words.ts";
import type { Interval } from "../../time/interval.ts";
import type { Rule, RuleContext, TogetherFinding } from "../rule.ts";
import type { Companion } from "../together/companion.ts";
import { unpackSpans } from "../together/packed-spans.ts";
import { findHoursOff, nameWeekHours, toWeekHours, type WeekHours } from "../together/week-hours.ts";

export const uncoveredHours: Rule = {
  id: "uncovered-hours",
  severity: "warning",
  silenceable: true,
  what: "hours of the week at which none of the rosters that name the same team and role has duty; for one roster alone it is an information",
  why: "a page in these hours reaches no one",
  fix: "add the hours to the `duty` of one of them, or suppress it at the `rotation`",
  check: (context) =>
    listTerms(context).flatMap(({ duty, path }) =>
      duty === undefined
        ? []
        : [
            {
              path: [...path, "duty"],
              severity: "info",
              message: `nobody is on call ${nameWeekHours(findHoursOff(duty))}`,
              help: "if another roster of the team has these hours, lint them together: -r FOLDER",
            },
          ],
    ),
  checkTogether: (companions) => {
    const shared = listShared(companions);
    return [...groupByQueue(companions).values()].flatMap(({ role, of }) => {
      if (of.length > 1) return findGap(role, of);
      // Of its other roles all are judged together, so it has said nothing of itself alone.
      return of.some((companion) => shared.has(companion))
        ? findGap(role, of).map((finding) => ({ ...finding, severity: "info" }))
        : [];
    });
  },
};

/** The terms that run now and those to come. */
function listTerms({ timeline, now }: RuleContext): readonly Terms[] {
  const { roster, rotation } = timeline;
  const { terms } = rotation.handoffs.at(rotation.handoffs.currentAt(now));
  return roster.rotation.filter(({ index }) => index >= terms.index);
}

/** The rosters whose information about themselves says nothing: others have the same queues, and all are judged together. */
export function listShared(companions: readonly Companion[]): ReadonlySet<Companion> {
  const groups = [...groupByQueue(companions).values()].filter(({ of }) => of.length > 1);
  return new Set(groups.flatMap(({ of }) => of));
}

interface SharedQueue {
  readonly role: Role;
  readonly of: Companion[];
}

/** By team and role. */
function groupByQueue(companions: readonly Companion[]): ReadonlyMap<string, SharedQueue> {
  const queues = new Map<string, SharedQueue>();
  for (const companion of companions) {
    for (const role of companion.duty.keys()) {
      const key = JSON.stringify([companion.team, role]);
      const queue = queues.get(key) ?? { role, of: [] };
      queue.of.push(companion);
      queues.set(key, queue);
    }
  }
  return queues;
}

/** In the year to come, from when all of them have begun. */
function findGap(role: Role, companions: readonly Companion[]): readonly TogetherFinding[] {
  const [first, ...others] = companions;
  const spot = first?.hours;
  if (first === undefined || spot === undefined || others.some(({ hours }) => hours === undefined)) return [];
  const year = {
    start: Math.max(...companions.map(({ ahead }) => ahead.start)),
    end: Math.min(...companions.map(({ ahead }) => ahead.end)),
  };
  const gaps = findGaps(
    year,
    companions.flatMap(({ duty }) => unpackSpans(duty.get(role) ?? new Float64Array())),
  );
  const [gap] = gaps;
  if (gap === undefined) return [];
  // The first and the last may be cut, and a part of some hours is no other hours.
  const whole = gaps.filter(({ start, end }) => start > year.start && end < year.end);
  const { zone, team } = first;
  const span = `first from ${formatMomentIn(zone, gap.start)} until ${formatMomentIn(zone, gap.end)}`;
  return [
    {
      ...spot,
      message: `nobody is ${role} of ${team} ${nameWeekHours(listHours(whole.length === 0 ? gaps : whole, first))}, ${span}`,
      help: `add the hours to the \`duty\` of this roster${others.length === 0 ? "" : `, or of ${nameFiles(others)}`}`,
    },
  ];
}

function findGaps({ start, end }: Interval, duty: readonly Interval[]): readonly Interval[] {
  const gaps: Interval[] = [];
  let covered = start;
  for (const span of duty.toSorted((one, other) => one.start - other.start)) {
    if (span.start > covered && covered < end) gaps.push({ start: covered, end: Math.min(span.start, end) });
    covered = Math.max(covered, span.end);
  }
  if (covered < end) gaps.push({ start: covered, end });
  return gaps;
}

const MOST_NAMED = 3;

function nameFiles(companions: readonly Companion[]): string {
  const rest = companions.length - MOST_NAMED;
  const files = companions.slice(0, MOST_NAMED).map(({ file }) => file);
  return joinWords(rest > 0 ? [...files, `${rest} more`] : files, "or");
}

/** Each once, in the order in which they first come. */
function listHours(gaps: readonly Interval[], { zone }: Companion): readonly WeekHours[] {
  const hours = new Map<string, WeekHours>();
  for (const gap of gaps) {
    const week = toWeekHours(zone, gap);
    hours.set(`${week.from} ${week.length}`, week);
  }
  return [...hours.values()].sort((one, other) => one.from - other.from);
}
