/** A wish to join and a roster in; what `people` must be told of the newcomer out. */
import type { Edit } from "../edit/model.ts";
import type { Person, Roster } from "../roster/model.ts";
import { rephrase, writeCommand } from "../rules/command.ts";
import type { JoinWish } from "../rules/wish.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

export function peopleEdits(wish: JoinWish, roster: Roster): readonly Edit[] | WishRefusal {
  const { person: id, fields = {} } = wish;
  const { name, email, phone, manager } = fields;
  if (roster.people.has(id)) {
    if (Object.values(fields).every((value) => value === undefined)) return [];
    // Whoever could name their manager here could name their approver.
    return refuse({
      rule: "known-person",
      message: `${id} stands in \`people\` already`,
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
    return refuse({
      rule: "unknown-person",
      message: `${roster.file} does not name ${id} in \`people\` yet`,
      help: `say who that is: ${writeCommand({ ...wish, fields: { name: "NAME", email: email ?? "EMAIL", manager: manager ?? "ID", phone } }, roster)}`,
    });
  }
  return [{ kind: "add-person", id, person: { name, email, phone, manager } }];
}

/** The roster as if the person who joins stood in it: who may approve for a newcomer is asked of their managers. */
export function withPerson(roster: Roster, { person: id, fields = {} }: JoinWish): Roster {
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
    zone: undefined,
    hours: undefined,
    verified: undefined,
  };
  return { ...roster, people: new Map([...roster.people, [id, person]]) };
}
