/** Says what the policy asks of whoever is on call: in the note for a change of shift, and on the page of the team. */
import type { Role } from "../roster/model.ts";

/** Of whoever answers first. */
const FIRST = [
  "does no regular work during the shift",
  "is reachable at all times of it",
  "has the laptop within 15 minutes, and a network",
  "keeps customers, the team and management informed",
  "writes incidents and actions down where engineering can read them",
  "asks others for help",
];
/** Of everybody behind them. */
const BEHIND = ["takes on nothing that would block others", "hands off what would"];

export interface Expected {
  readonly role: Role;
  /** What whoever holds the role does: each goes on from their name. */
  readonly items: readonly string[];
}

export function listExpected(roles: readonly Role[]): readonly Expected[] {
  return roles.map((role, index) => ({ role, items: index === 0 ? FIRST : BEHIND }));
}
