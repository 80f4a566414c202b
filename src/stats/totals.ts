/** Adds up what each person serves over their roles, and over several rosters. */
import type { Id } from "../roster/model.ts";
import { fold } from "../text/letters.ts";
import type { Served, Stats, Total } from "./model.ts";

/**
 * Each person over all rosters, by name. It is the same person who has the same email; where a roster gives none, the same
 * id.
 */
export function sumByPerson(all: readonly Stats[]): readonly Total[] {
  const sums: Sum[] = [];
  for (const { people, profiles } of all) {
    for (const { id, total } of people) {
      const { email, name = id } = profiles.get(id) ?? {};
      const address = email && fold(email);
      const at = sums.findIndex((sum) =>
        address === undefined || sum.address === undefined ? sum.id === id : sum.address === address,
      );
      const known = sums[at];
      const served = known === undefined ? total : addServed(known.total, total);
      const sum = { id, address: known?.address ?? address, name: known?.name ?? name, total: served };
      if (at === -1) sums.push(sum);
      else sums[at] = sum;
    }
  }
  return sums
    .map(({ name, total }) => ({ name, ...total }))
    .sort((one, other) => (fold(one.name) < fold(other.name) ? -1 : 1));
}

/** Somebody, and what they serve so far. */
interface Sum {
  readonly id: Id;
  readonly address: string | undefined;
  readonly name: string;
  readonly total: Served;
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
