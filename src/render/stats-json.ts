/** Prints stats as JSON (cli.md, `stats`): hours as numbers, exact to a few seconds. */
import type { PersonStats, Stats } from "../stats/model.ts";
import { formatInstant } from "../time/zone.ts";
import { jsonDocument } from "./json.ts";

const HOUR = 3_600_000;

export function statsJson(stats: Stats): string {
  return jsonDocument({ version: 1, ...statsRecord(stats) });
}

/** What one roster's document has, without the version. */
export function statsRecord({ team, zone, span, people }: Stats): object {
  return {
    team,
    timezone: zone.name,
    from: formatInstant(zone, span.start),
    until: formatInstant(zone, span.end),
    people: people.map(personRecord),
  };
}

function personRecord({ id, roles, given, taken, swaps }: PersonStats): object {
  const served = [...roles].map(([role, { shifts, time, night, weekendDays, holidays }]) => [
    role,
    {
      shifts,
      hours: hoursOf(time),
      night_hours: hoursOf(night),
      weekend_days: weekendDays,
      holidays,
    },
  ]);
  return {
    id,
    roles: Object.fromEntries(served),
    covers_given_hours: hoursOf(given),
    covers_taken_hours: hoursOf(taken),
    swaps,
  };
}

/** Milliseconds as hours, to four decimals. */
export function hoursOf(time: number): number {
  return Math.round((time / HOUR) * 10_000) / 10_000;
}
