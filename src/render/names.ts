/** Ids and roles to the words that people know, made safe for their target and so that no two people look alike. */
import type { Id, Person, Role } from "../roster/model.ts";
import { oneLine } from "./escape.ts";

/** What a vacant role is called, wherever people read it. */
export const NOBODY = "NOBODY";

/** The name of a person; `NOBODY` for nobody. */
export interface Names {
  (id: Id | null): string;
  role(role: Role): string;
  /** Any other words of the roster. */
  text(words: string): string;
}

/** Names made `safe` for a target. Where two people bear the same name each has the id behind it. */
export function namesOf(people: ReadonlyMap<Id, Person>, safe: (text: string) => string): Names {
  const looks = new Set([lookOf(NOBODY)]);
  const shared = new Set<string>();
  for (const person of people.values()) {
    const look = lookOf(person.name);
    (looks.has(look) ? shared : looks).add(look);
  }
  const name = (id: Id | null): string => {
    if (id === null) return NOBODY;
    const given = people.get(id)?.name.trim();
    if (given === undefined || given === "") return safe(id);
    return safe(shared.has(lookOf(given)) ? `${given} (${id})` : given);
  };
  return Object.assign(name, { role: safe, text: safe });
}

/** What is left of a name for somebody who reads it in passing. */
function lookOf(name: string): string {
  return oneLine(name)
    .normalize("NFKC")
    .replace(/\ufffd|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
