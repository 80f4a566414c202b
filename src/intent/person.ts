/** Adds somebody who joins to `people`, unless they are there already. */
import type { Edit } from "../edit/model.ts";
import type { Person, Roster } from "../roster/model.ts";
import { rephrase, writeCommand } from "../rules/command.ts";
import type { JoinWish } from "../rules/wish.ts";
import { suggest } from "../text/suggest.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

export function draftPerson(wish: JoinWish, roster: Roster): readonly Edit[] | WishRefusal {
  const { person: id, fields = {} } = wish;
  const { name, email, phone, manager } = fields;
  if (roster.people.has(id)) {
    if (Object.values(fields).every((value) => value === undefined)) return [];
    // Otherwise people could name their own manager here, and so their approver.
    return refuse({
      rule: "known-person",
      message: `${id} is in \`people\` already`,
      help: `edit ${id} there, then: ${rephrase<JoinWish>(wish, { fields: undefined, approvedBy: wish.approvedBy.map(() => "manager").slice(0, 1) }, roster)}`,
    });
  }
  if (!/^[a-z][a-z0-9_-]*$/.test(id) || id === "manager") {
    return refuse({
      rule: "bad-id",
      message: `${JSON.stringify(id)} cannot be the id of a person`,
      help: "an id is small letters, digits, `_` and `-`, begins with a letter, and is not `manager`",
    });
  }
  if (name === undefined) {
    const near = suggest(id, [...roster.people.keys()]);
    const fields = { name: "NAME", email: email ?? "EMAIL", manager: manager ?? "ID", phone };
    return refuse({
      rule: "unknown-person",
      message: `--name is missing: ${roster.file} does not have ${id} in \`people\` yet`,
      help: `say who that is: ${writeCommand({ ...wish, fields }, roster)}${near === undefined ? "" : `; or did you mean ${near}?`}`,
    });
  }
  return [{ kind: "add-person", id, person: { name, email, phone, manager } }];
}

/** The roster with the person who joins: a newcomer has their own managers, who may approve. */
export function addPerson(roster: Roster, { person: id, fields = {} }: JoinWish): Roster {
  if (roster.people.has(id)) return roster;
  const { manager = [] } = fields;
  const person: Person = {
    id,
    path: ["people", id],
    name: fields.name ?? id,
    email: fields.email,
    phone: undefined,
    managers: [manager].flat(),
    github: undefined,
    slack: undefined,
    opsgenie: undefined,
    jsm: undefined,
    zone: undefined,
    hours: undefined,
    country: undefined,
    verified: undefined,
  };
  return { ...roster, people: new Map([...roster.people, [id, person]]) };
}
