/** Finds the people of a roster among the users of OpsGenie. */
import { EXIT, Fault } from "../../fault.ts";
import type { Id, Roster } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { readText } from "../fields.ts";
import type { WhoIs } from "../rotation.ts";
import type { PushSubject } from "../schedules.ts";
import type { Api, Query } from "./api.ts";

/** Roster ids to user ids; no two people share a user. */
export type Users = ReadonlyMap<Id, string>;

export const INVITE =
  "invite them in OpsGenie, or set their user name there in the roster: `opsgenie: USERNAME`";
export const UNBLOCK = "ask an admin of the OpsGenie account to unblock them: blocked users are not notified";

/** A person of the roster among the users of OpsGenie, or why there is none. */
export type FoundUser =
  | { readonly kind: "found"; readonly key: string; readonly user: JsonValue }
  | { readonly kind: "missing"; readonly message: string; readonly help: string };

/** Throws a Fault that lists everybody who cannot be put on call there. */
export async function findUsers(api: Api, { roster, people }: PushSubject): Promise<Users> {
  const users = new Map<Id, string>();
  const reasons: { readonly message: string; readonly help: string }[] = [];
  for (const id of people) {
    const found = separate(id, await identify(api, roster, id), users);
    if (found.kind === "missing") reasons.push(found);
    else if (isJsonMap(found.user) && found.user["blocked"] === true)
      reasons.push({ message: `${nameFully(roster, id)} is blocked in OpsGenie`, help: UNBLOCK });
    else users.set(id, found.key);
  }
  const [first, ...others] = reasons;
  if (first === undefined) return users;
  const help = [...new Set(reasons.map((reason) => reason.help))].join("; ");
  throw new Fault(
    EXIT.service,
    first.message,
    help,
    [],
    others.map(({ message }) => message),
  );
}

/** Looks a person up. `query`: what else to ask of the user. */
export async function identify(api: Api, roster: Roster, id: Id, query: Query = {}): Promise<FoundUser> {
  const person = roster.people.get(id);
  const username = person && usernameOf(person);
  const who = nameFully(roster, id);
  if (username === undefined)
    return {
      kind: "missing",
      message: `${who} has neither an email nor a user name of OpsGenie in the roster`,
      help: `give ${id} an \`email\`, or \`opsgenie: USERNAME\``,
    };
  const user = await findUser(api, username, false, query);
  const key = readText(user, "id");
  if (user !== undefined && key !== undefined) return { kind: "found", key, user };
  const what = person?.opsgenie === undefined ? "email" : "user name";
  return { kind: "missing", message: `OpsGenie has no user with the ${what} of ${who}`, help: INVITE };
}

/** Two people may not be one user. `users`: those found before. */
export function separate(id: Id, found: FoundUser, users: Users): FoundUser {
  const other = found.kind === "found" ? [...users].find(([, known]) => known === found.key)?.[0] : undefined;
  if (other === undefined) return found;
  return {
    kind: "missing",
    message: `${other} and ${id} are the same user in OpsGenie`,
    help: `correct the \`email\` or \`opsgenie\` of one of the two in the roster`,
  };
}

function nameFully(roster: Roster, id: Id): string {
  const name = roster.people.get(id)?.name ?? id;
  return name === id ? id : `${name} (${id})`;
}

/** Names the people of the roster whom recipients are; somebody else is `@` and their name. */
export function createWhoIs(roster: Roster, users: Users): WhoIs {
  const ids = new Map([...users].map(([id, user]) => [user, id]));
  // Users that were not looked up are known only by name.
  const names = new Map(
    [...roster.people.values()].map((person) => [usernameOf(person)?.toLowerCase(), person.id]),
  );
  return (recipient) => {
    if (readText(recipient, "type") === "none") return null;
    const id = readText(recipient, "id") ?? "";
    const name = readText(recipient, "username") ?? readText(recipient, "name") ?? id;
    return ids.get(id) ?? names.get(name.toLowerCase()) ?? `@${name}`;
  };
}

/** OpsGenie ignores capitals, but perhaps not when a user is looked up. Undefined: there is none; null: see `Api.get`. */
export async function findUser(
  api: Api,
  username: string,
  optional = false,
  query: Query = {},
): Promise<JsonValue | undefined> {
  const user = await api.get(`/v2/users/${encodeURIComponent(username)}`, query, optional);
  const lower = username.toLowerCase();
  if (user !== undefined || lower === username) return user;
  return api.get(`/v2/users/${encodeURIComponent(lower)}`, query, optional);
}
