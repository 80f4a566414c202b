/** Adds up what each person serves over their roles, and over several rosters. */
import { fold } from "../text/letters.ts";
import type { Served, Stats, Total } from "./model.ts";

/** Each person over all rosters, by name; it is the same person who has the same email or, without one, the same id. */
export function sumByPerson(all: readonly Stats[]): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const { people, profiles } of all) {
    for (const { id, total } of people) {
      const profile = profiles.get(id);
      const key = fold(profile?.email ?? id);
      const before = totals.get(key);
      const name = before?.name ?? profile?.name ?? id;
      totals.set(key, { name, ...(before === undefined ? total : addServed(before, total)) });
    }
  }
  return [...totals.values()].sort((one, other) => (fold(one.name) < fold(other.name) ? -1 : 1));
}

export function addServed(one: Served, other: Served): Served {
  return {
    shifts: one.shifts + other.shifts,
    time: one.time + other.time,
    past: one.past + other.past,
    night: one.night + other.night,
    weekendDays: one.weekendDays + other.weekendDays,
    holidays: one.holidays + other.holidays,
    share: one.share + other.share,
  };
}
