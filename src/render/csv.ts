/** Prints the schedule as comma-separated values (RFC 4180) for spreadsheets: a line for each entry of rotation.md's list. */
import { formatInstant } from "../time/zone.ts";
import { forCsv } from "./escape.ts";
import { listStretches, type Schedule } from "./schedule.ts";

const HEADER = ["role", "engineer", "name", "scheduled", "scheduled_name", "start", "end"] as const;

/** A vacant role has empty fields; times carry their offset. */
export function scheduleCsv(schedule: Schedule): string {
  return writeRows([HEADER, ...listRows(schedule)]);
}

/** Likewise for several rosters, the team in front. */
export function schedulesCsv(schedules: readonly Schedule[]): string {
  return writeRows([
    ["team", ...HEADER],
    ...schedules.flatMap((schedule) => listRows(schedule).map((row) => [schedule.team, ...row])),
  ]);
}

function listRows(schedule: Schedule): readonly (readonly string[])[] {
  const { people, zone } = schedule;
  return listStretches(schedule).map(({ role, engineer, scheduled, start, end }) => {
    const who = [engineer, scheduled].flatMap((id) =>
      id === null ? ["", ""] : [id, people.get(id)?.name ?? id],
    );
    return [role, ...who, formatInstant(zone, start), formatInstant(zone, end)];
  });
}

function writeRows(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(forCsv).join(",")}\r\n`).join("");
}
