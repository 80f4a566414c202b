/** Prints answers as JSON for scripts: cli.md, "JSON (version 1)". Keys and their order are promised. */

import type { Report } from "../lint/report.ts";
import { formatInstant, type Zone } from "../time/zone.ts";
import type { Change } from "../timeline/changes.ts";
import type { Stretch } from "../timeline/model.ts";
import { forJson } from "./escape.ts";
import { listStretches, type Schedule } from "./schedule.ts";
import type { WhoView } from "./who.ts";

/** One entry of rotation.md's list, with the name of the engineer; null if nobody does. */
function shiftRecord(
  { role, engineer, scheduled, start, end }: Stretch,
  { zone, people }: Pick<Schedule, "zone" | "people">,
): object {
  const times = { start: formatInstant(zone, start), end: formatInstant(zone, end) };
  const name = engineer === null ? null : (people.get(engineer)?.name ?? engineer);
  return { role, engineer, scheduled, ...times, name };
}

/** The `schedule` document; `from` and `until` are null only where there is no shift at all. */
export function scheduleJson(schedule: Schedule): string {
  return jsonDocument({ version: 1, ...scheduleRecord(schedule) });
}

export function scheduleRecord(schedule: Schedule): object {
  const { shifts, team, zone } = schedule;
  const first = shifts[0];
  const last = shifts.at(-1);
  return {
    team,
    timezone: zone.name,
    from: first === undefined ? null : formatInstant(zone, first.start),
    until: last === undefined ? null : formatInstant(zone, last.end),
    shifts: listStretches(schedule).map((stretch) => shiftRecord(stretch, schedule)),
  };
}

/** The `who` document. */
export function whoJson(who: WhoView): string {
  return jsonDocument({ version: 1, ...whoRecord(who) });
}

export function whoRecord(who: WhoView): object {
  return {
    team: who.team,
    at: formatInstant(who.zone, who.at),
    ...(who.asOf && { as_of: { revision: who.asOf.revision, commit: who.asOf.commit } }),
    on_call: who.onCall.map((serving) => ({
      ...shiftRecord(serving, who),
      ...(serving.offDuty && { off_duty: true }),
    })),
    next: who.next.map((stretch) => shiftRecord(stretch, who)),
  };
}

/** The `lint` document. Without a base to compare with, no shift has changed. */
export function lintJson(report: Report): string {
  return jsonDocument({ version: 1, ...lintRecord(report) });
}

export function lintRecord({ findings, comparison }: Report): object {
  return {
    findings: findings.map(({ rule, severity, message, help, file, place }) => ({
      rule,
      severity,
      message,
      file,
      line: place.line,
      column: place.column,
      end_line: place.endLine,
      end_column: place.endColumn,
      help: help ?? null,
    })),
    changed_shifts: comparison?.changes.map((change) => changeRecord(change, comparison.zone)) ?? [],
  };
}

/** A time that changes hands. */
export function changeRecord({ role, start, end, from, to, offDuty }: Change, zone: Zone): object {
  const times = { start: formatInstant(zone, start), end: formatInstant(zone, end) };
  return { role, ...times, from, to, ...(offDuty && { off_duty: true }) };
}

/** The document for several rosters: of each its file, and what its own document has. */
export function rostersJson(rosters: readonly object[]): string {
  return jsonDocument({ version: 1, rosters });
}

export function jsonDocument(value: object): string {
  return `${forJson(JSON.stringify(value, undefined, 2))}\n`;
}
