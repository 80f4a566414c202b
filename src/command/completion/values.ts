/** Lists what a shell may offer for a value: people, roles, coming handoffs, lines of the log, rules, zones. */

import { EXPLAINED, OF_EDITS } from "../../lint/explained.ts";
import type { Id } from "../../roster/model.ts";
import { ALLOWABLE, PAGE_RULES, PUSH_RULES } from "../../rules/ids.ts";
import { describeAbsence, describeEntry } from "../../rules/words.ts";
import { formatDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Shift } from "../../timeline/model.ts";
import { listRoles } from "../shared/people.ts";
import type { Candidate, ValueSources } from "./complete.ts";

const SHIFTS = 104;
const DATES = 12;

export function listValues(timeline: Timeline, now: Instant): ValueSources {
  const { roster } = timeline;
  const people = [...roster.people.values()].map(({ id, name }) => ({ word: id, says: name }));
  const manager = { word: "manager", says: "a manager on record of each engineer concerned" };
  const handoffs = (words: readonly string[]) => listDates(timeline, now, findCovered(words, timeline));
  return {
    id: () => people,
    ids: () => people,
    approvers: () => [manager, ...people],
    whom: () => [...listRoles(roster).map((word) => ({ word, says: "role" })), ...people],
    role: () => listRoles(roster).map((word) => ({ word, says: "role" })),
    date: handoffs,
    shift: (words) => [{ word: "next", says: "their next one" }, ...handoffs(words)],
    when: (words) => [{ word: "now", says: "this moment" }, ...handoffs(words)],
    line: (words) => [
      ...(words.includes("undo")
        ? roster.away.map((absence) => ({ word: String(absence.line), says: describeAbsence(absence) }))
        : []),
      ...roster.changes
        .toReversed()
        .map((entry) => ({ word: String(entry.line), says: describeEntry(entry) })),
    ],
    rules: (words) => listRules(words).map((word) => ({ word, says: "rule" })),
    rule: () => [...EXPLAINED, ...OF_EDITS].map(({ id, what }) => ({ word: id, says: what })),
    tz: () => Intl.supportedValuesOf("timeZone").map((word) => ({ word, says: "" })),
  };
}

/** What `--allow` of the command lets pass. */
function listRules(words: readonly string[]): readonly string[] {
  if (words.includes("push")) return PUSH_RULES;
  return words.includes("page") ? PAGE_RULES : ALLOWABLE;
}

/** Coming handoffs, each with who serves; with a person, only those of shifts in which they do. */
function listDates(timeline: Timeline, now: Instant, person: Id | undefined): readonly Candidate[] {
  const first = timeline.shiftFrom(now);
  const ahead = Array.from({ length: SHIFTS }, (_, step) => timeline.shift(first + 1 + step));
  const serves = ({ stretches }: Shift) =>
    person === undefined || stretches.some(({ engineer }) => engineer === person);
  return ahead
    .filter(serves)
    .slice(0, DATES)
    .map(({ date, stretches }) => {
      const who = stretches.map(({ role, engineer }) => `${role} ${engineer ?? "nobody"}`);
      return { word: formatDate(date), says: who.join(", ") };
    });
}

/** Whose time is covered, if that was typed already. */
function findCovered(words: readonly string[], { roster }: Timeline): Id | undefined {
  const verb = words.indexOf("cover");
  return verb === -1
    ? undefined
    : words.slice(verb + 1).find((word, index, all) => {
        return roster.people.has(word) && !(all[index - 1] ?? "").startsWith("-");
      });
}
