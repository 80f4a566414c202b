/** Finds people and roles as users type them: by id, name or email. */
import { EXIT, Fault } from "../../fault.ts";
import type { Person, Role, Roster } from "../../roster/model.ts";
import { fold } from "../../text/letters.ts";
import { suggest } from "../../text/suggest.ts";
import { formatInstant, type Instant, type Zone } from "../../time/zone.ts";
import type { Shift } from "../../timeline/model.ts";

/** The person with that id or, if only one has it, that name or email. Case does not matter. */
export function findPerson(roster: Roster, text: string): Person {
  const found = matchPerson(roster, text);
  if (found !== undefined) return found;
  const meant = suggestPerson(roster, text);
  throw new Fault(
    EXIT.usage,
    `nobody in ${roster.file} is called ${JSON.stringify(text)}`,
    meant === undefined ? `people: ${[...roster.people.keys()].join(", ")}` : `did you mean ${meant.id}?`,
  );
}

/** Likewise; undefined if nobody matches. Throws if several do. */
export function matchPerson(roster: Roster, text: string): Person | undefined {
  const exact = roster.people.get(text);
  if (exact !== undefined) return exact;
  const wanted = fold(text);
  const named = [...roster.people.values()].filter((person) => listNames(person).includes(wanted));
  const [only, ...others] = named;
  if (only === undefined || others.length === 0) return only;
  const ids = named.map(({ id }) => id).join(", ");
  throw new Fault(EXIT.usage, `${JSON.stringify(text)} could be any of ${ids}`, "give the id");
}

/** The person whose id or name is closest, if it is close enough to be a slip. */
export function suggestPerson(roster: Roster, text: string): Person | undefined {
  const people = [...roster.people.values()];
  const near = suggest(text, [...people.map(({ id }) => id), ...people.map(({ name }) => name)]);
  return people.find((person) => person.id === near || person.name === near);
}

function listNames({ id, name, email }: Person): readonly string[] {
  const names = [id, fold(name)];
  return email === undefined ? names : [...names, fold(email)];
}

/** The person with the email that git is configured with. */
export function findMe(roster: Roster, email: string | undefined): Person {
  if (email === undefined) {
    throw new Fault(
      EXIT.usage,
      "git has no email for you",
      "set `git config user.email`, or give an id instead of me",
    );
  }
  const me = matchEmail(roster, email);
  if (me !== undefined) return me;
  throw new Fault(
    EXIT.usage,
    `nobody in ${roster.file} has the email of your git config`,
    `give an id instead of me: ${[...roster.people.keys()].join(", ")}`,
  );
}

/** The person with an email; undefined if there is none, or no email. */
export function matchEmail(roster: Roster, email: string | undefined): Person | undefined {
  if (email === undefined) return undefined;
  return [...roster.people.values()].find(
    (person) => person.email !== undefined && fold(person.email) === fold(email),
  );
}

/** The roles of all terms in order, the newest terms first. */
export function listRoles(roster: Roster): readonly Role[] {
  return [...new Set(roster.rotation.toReversed().flatMap(({ roles }) => roles))];
}

/** A role that any of the terms has. */
export function findRole(roster: Roster, text: string): Role {
  const roles = listRoles(roster);
  const found = roles.find((role) => fold(role) === fold(text));
  if (found !== undefined) return found;
  const near = suggest(text, roles);
  throw new Fault(
    EXIT.usage,
    `${roster.file} has no role ${JSON.stringify(text)}`,
    near === undefined ? `its roles are ${roles.join(", ")}` : `did you mean ${near}?`,
  );
}

/** For a role that other terms have: it does not exist then, so nobody is missing. */
export function missingRole(role: Role | undefined, at: Instant, zone: Zone, { terms }: Shift): Fault {
  return new Fault(
    EXIT.no,
    `there is no ${role} at ${formatInstant(zone, at)}`,
    `the roles then are ${terms.roles.join(", ")}`,
  );
}
