/** People and roles as users type them: an id, a name or an email in, the one that is meant out; or who may be meant. */
import { EXIT, Fault } from "../../fault.ts";
import type { Person, Role, Roster } from "../../roster/model.ts";
import { fold } from "../../text/letters.ts";
import { suggest } from "../../text/suggest.ts";
import { formatInstant, type Instant, type Zone } from "../../time/zone.ts";
import type { Shift } from "../../timeline/model.ts";

/** The person of that id, or of that name or email if it is one person's alone; capitals do not count. */
export function findPerson(roster: Roster, text: string): Person {
  const found = personCalled(roster, text);
  if (found !== undefined) return found;
  const meant = personNear(roster, text);
  throw new Fault(
    EXIT.usage,
    `nobody in ${roster.file} is called ${JSON.stringify(text)}`,
    meant === undefined ? `people: ${[...roster.people.keys()].join(", ")}` : `did you mean ${meant.id}?`,
  );
}

/** The same, undefined where there is nobody; throws where several may be meant. */
export function personCalled(roster: Roster, text: string): Person | undefined {
  const exact = roster.people.get(text);
  if (exact !== undefined) return exact;
  const wanted = fold(text);
  const named = [...roster.people.values()].filter((person) => namesOf(person).includes(wanted));
  const [only, ...others] = named;
  if (only === undefined || others.length === 0) return only;
  const ids = named.map(({ id }) => id).join(", ");
  throw new Fault(EXIT.usage, `${JSON.stringify(text)} may be any of ${ids}`, "give the id");
}

/** Whose id or name is so little different that it may have been meant. */
export function personNear(roster: Roster, text: string): Person | undefined {
  const people = [...roster.people.values()];
  const near = suggest(text, [...people.map(({ id }) => id), ...people.map(({ name }) => name)]);
  return people.find((person) => person.id === near || person.name === near);
}

function namesOf({ id, name, email }: Person): readonly string[] {
  const names = [id, fold(name)];
  return email === undefined ? names : [...names, fold(email)];
}

/** The person whose email git is set up with. */
export function findMe(roster: Roster, email: string | undefined): Person {
  if (email === undefined) {
    throw new Fault(
      EXIT.usage,
      "git does not know who you are",
      "set `git config user.email`, or give an id instead of me",
    );
  }
  const me = [...roster.people.values()].find(
    (person) => person.email !== undefined && fold(person.email) === fold(email),
  );
  if (me !== undefined) return me;
  throw new Fault(
    EXIT.usage,
    `nobody in ${roster.file} has the email of your git config`,
    `give an id instead of me: ${[...roster.people.keys()].join(", ")}`,
  );
}

/** The roles of all terms, in their order, the newest terms first. */
export function rolesOf(roster: Roster): readonly Role[] {
  return [...new Set(roster.rotation.toReversed().flatMap(({ roles }) => roles))];
}

/** A role that some terms have. */
export function findRole(roster: Roster, text: string): Role {
  const roles = rolesOf(roster);
  const found = roles.find((role) => fold(role) === fold(text));
  if (found !== undefined) return found;
  const near = suggest(text, roles);
  throw new Fault(
    EXIT.usage,
    `${roster.file} has no role ${JSON.stringify(text)}`,
    near === undefined ? `its roles are ${roles.join(", ")}` : `did you mean ${near}?`,
  );
}

/** A role that other terms have, asked for in a shift of terms that do not: nobody is missing there. */
export function noSuchRole(role: Role | undefined, at: Instant, zone: Zone, { terms }: Shift): Fault {
  return new Fault(
    EXIT.no,
    `there is no ${role} at ${formatInstant(zone, at)}`,
    `the roles are then ${terms.roles.join(", ")}`,
  );
}
