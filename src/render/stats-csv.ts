/** Prints stats as comma-separated values (RFC 4180): a line for each person, so that every column may be added up. */
import type { Role } from "../roster/model.ts";
import type { Stats } from "../stats/model.ts";
import { forCsv } from "./escape.ts";
import { hoursOf } from "./stats-json.ts";

const COUNTS = ["shifts", "hours", "night_hours", "weekend_days", "holidays", "fair_share_hours"] as const;

/** Each role has its columns; empty where a roster has no such role. */
export function statsCsv(all: readonly Stats[]): string {
  const roles = [...new Set(all.flatMap((stats) => stats.roles))];
  const header = [
    ...["team", "id", "name"],
    ...roles.flatMap((role) => COUNTS.map((count) => `${role}_${count}`)),
    ...["covers_given_hours", "covers_taken_hours", "swaps"],
  ];
  const rows = all.flatMap((stats) => stats.people.map((person) => personRow(stats, person, roles)));
  return [header, ...rows].map((row) => `${row.map(forCsv).join(",")}\r\n`).join("");
}

function personRow(
  { team, profiles }: Stats,
  { id, roles: own, given, taken, swaps }: Stats["people"][number],
  roles: readonly Role[],
): readonly string[] {
  const counts = roles.flatMap((role): readonly (number | string)[] => {
    const served = own.get(role);
    if (served === undefined) return COUNTS.map(() => "");
    const { shifts, time, night, weekendDays, holidays, share } = served;
    return [shifts, hoursOf(time), hoursOf(night), weekendDays, holidays, hoursOf(share)];
  });
  const name = profiles.get(id)?.name ?? id;
  return [team, id, name, ...counts, hoursOf(given), hoursOf(taken), swaps].map(String);
}
