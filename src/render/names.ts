/** Turns ids and roles into the names that people know, safe for their target, and so that no two people look alike. */
import type { Id, Person, Role } from "../roster/model.ts";
import { oneLine } from "./escape.ts";

/** What people read if a role is vacant. */
export const NOBODY = "NOBODY";

/** Instead of a name where nobody is on call, and nobody should be. */
export const OFF_DUTY = "off duty";

/** The name of a person; `NOBODY` for nobody. */
export interface Names {
  (id: Id | null): string;
  role(role: Role): string;
  /** Any other text of the roster. */
  text(words: string): string;
}

/** Builds names made `safe` for a target. Two people of the same name each get their id after it. */
export function buildNames(people: ReadonlyMap<Id, Person>, safe: (text: string) => string): Names {
  const looks = new Set([simplify(NOBODY)]);
  const shared = new Set<string>();
  for (const person of people.values()) {
    const look = simplify(person.name);
    (looks.has(look) ? shared : looks).add(look);
  }
  const name = (id: Id | null): string => {
    if (id === null) return NOBODY;
    const given = people.get(id)?.name.trim();
    if (given === undefined || given === "") return safe(id);
    return safe(shared.has(simplify(given)) ? `${given} (${id})` : given);
  };
  return Object.assign(name, { role: safe, text: safe });
}

/** Reduces a name to what a reader sees at a glance. */
function simplify(name: string): string {
  return oneLine(name)
    .normalize("NFKC")
    .replace(/\ufffd|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
