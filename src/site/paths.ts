/** Names the files of a roster's part of the site; every one is a word that a URL needs no escapes for. */
import type { Id, Role } from "../roster/model.ts";

export const ALL_CALENDAR = "all.ics";

export const personPage = (id: Id): string => `people/${nameFile(id)}.html`;

export const personCalendar = (id: Id): string => `people/${nameFile(id)}.ics`;

/** No file on Windows can have such a name, whatever follows its first dot. */
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/;
/** A file name has room for 255 bytes. */
const LONGEST = 100;

/** Ids begin with a letter, so no other id is that file. */
function nameFile(id: Id): string {
  return RESERVED.test(id) ? `0${id}` : id;
}

/** By role; two roles whose names have the same letters are numbered. */
export function nameRoleCalendars(roles: readonly Role[]): ReadonlyMap<Role, string> {
  const words = nameUniquely(roles, "role");
  return new Map(roles.map((role, index) => [role, `roles/${words[index]}.ics`]));
}

/** A word of letters, digits and hyphens for each name; `fallback` where a name has none of them. */
export function nameUniquely(names: readonly string[], fallback: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const letters = name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-/, "")
      .slice(0, LONGEST)
      .replace(/-$/, "");
    const word = letters === "" ? fallback : RESERVED.test(letters) ? `${fallback}-${letters}` : letters;
    let unique = word;
    for (let count = 2; taken.has(unique); count += 1) unique = `${word}-${count}`;
    taken.add(unique);
    return unique;
  });
}
