/** Prints the schedule as comma-separated values (RFC 4180) for spreadsheets: a line for each entry of rotation.md's list. */
import { formatInstant } from "../time/zone.ts";
import { forCsv } from "./escape.ts";
import { listStretches, type Schedule } from "./schedule.ts";

const HEADER = ["role", "engineer", "name", "scheduled", "scheduled_name", "start", "end"] as const;

/** A vacant role has empty fields; times carry their offset. */
export function scheduleCsv(schedule: Schedule): string {
  const { people, zone } = schedule;
  const rows = listStretches(schedule).map(({ role, engineer, scheduled, start, end }) => {
    const who = [engineer, scheduled].flatMap((id) =>
      id === null ? ["", ""] : [id, people.get(id)?.name ?? id],
    );
    return [role, ...who, formatInstant(zone, start), formatInstant(zone, end)].map(forCsv);
  });
  return [HEADER, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
