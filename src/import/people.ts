/** Gives the users of a service ids of a roster: of the local part of the email, else of the name; numbered if several have it. */
import { isId } from "../template/person.ts";
import type { AccountUser, FoundRecipient } from "./model.ts";

export interface ImportedPerson extends AccountUser {
  readonly person: string;
  readonly email: string | undefined;
}

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

export function nameUsers(users: readonly AccountUser[]): readonly ImportedPerson[] {
  const taken = new Set<string>();
  return users.map((user) => {
    const email = EMAIL.test(user.username) ? user.username.toLowerCase() : undefined;
    const base = slug(email?.replace(/@.*/, "") ?? user.name, "person");
    let person = base;
    for (let count = 2; taken.has(person); count += 1) person = `${base}-${count}`;
    taken.add(person);
    return { ...user, person, email };
  });
}

/** Text as an id; `instead`: if nothing is left of it. */
export function slug(text: string, instead: string): string {
  const letters = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return isId(letters) ? letters : instead;
}

export function findUser<User extends AccountUser>(
  users: readonly User[],
  { id, name }: FoundRecipient,
): User | undefined {
  return users.find(
    (user) => user.id === id || (name !== undefined && user.username.toLowerCase() === name.toLowerCase()),
  );
}
