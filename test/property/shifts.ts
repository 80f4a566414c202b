/** Asks the product for shifts: who has a role, and when. */
import type { PlainRoster, PlainShift } from "../naive/roster.ts";
import type { DatedShift } from "../naive/schedule.ts";
import { realAnswer } from "./real.ts";
import { buildRotation } from "./rosters.ts";
import { SEED, scaleRuns } from "./seed.ts";

export const RUNS = { numRuns: scaleRuns(250), seed: SEED };

/** The shifts of a valid roster, by the product. */
export function shiftsOf(roster: PlainRoster, from: string, weeks: number): readonly DatedShift[] {
  const answer = realAnswer(roster);
  if (answer.kind === "invalid") throw new Error(`invalid: ${JSON.stringify(answer.faults)}`);
  return answer.window(from, weeks);
}

/** One role of one shift. */
export function ofRole({ stretches }: DatedShift, role: string | undefined): readonly PlainShift[] {
  return stretches.filter((stretch) => stretch.role === role);
}

/** Who has a role in a shift by the queue. */
export function scheduled(shift: DatedShift, role: number): string | null | undefined {
  return ofRole(shift, shift.roles[role])[0]?.scheduled;
}

/** The date of handoff 0. */
export function startOf(roster: PlainRoster): string {
  return buildRotation(roster)[0]?.start ?? "";
}
