/** Builds the roster that a change is held to, so that nobody disarms a guard in the change that it guards. */
import type { Person, Roster } from "../../roster/model.ts";

/**
 * Policy, managers and GitHub names as they were. Somebody who is new has the managers whom the change gives them, as far
 * as those were somebody's managers before: a change cannot bring its own approver along.
 */
export function takeGuards(before: Roster, after: Roster): Roster {
  const managers = new Set([...before.people.values()].flatMap((person) => person.managers));
  const people = [...after.people.values()].map((person): Person => {
    const old = before.people.get(person.id);
    if (old !== undefined) return { ...person, managers: old.managers, github: old.github };
    return { ...person, managers: person.managers.filter((id) => managers.has(id)) };
  });
  return { ...after, policy: before.policy, people: new Map(people.map((person) => [person.id, person])) };
}
