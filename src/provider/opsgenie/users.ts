/** Finds the people of a roster among the users of OpsGenie. */
import { EXIT, Fault } from "../../fault.ts";
import type { Id } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { readText } from "../fields.ts";
import type { PushSubject } from "../schedules.ts";
import type { Api } from "./api.ts";

/** Roster ids to user ids; no two people share a user. */
export type Users = ReadonlyMap<Id, string>;

export const INVITE =
  "invite them in OpsGenie, or set their user name there in the roster: `opsgenie: USERNAME`";
export const UNBLOCK = "ask an admin of the OpsGenie account to unblock them: blocked users are not notified";

/** Throws a Fault that lists everybody who cannot be put on call there. */
export async function findUsers(api: Api, { roster, people }: PushSubject): Promise<Users> {
  const users = new Map<Id, string>();
  const reasons: { readonly message: string; readonly help: string }[] = [];
  for (const id of people) {
    const person = roster.people.get(id);
    const name = person?.name ?? id;
    const username = person && usernameOf(person);
    const who = name === id ? id : `${name} (${id})`;
    const user = username === undefined ? undefined : await findUser(api, username);
    const key = readText(user, "id");
    const other = [...users].find(([, known]) => known === key)?.[0];
    const report = (message: string, help: string) => reasons.push({ message, help });
    if (username === undefined)
      report(
        `${who} has neither an email nor a user name of OpsGenie in the roster`,
        `give ${id} an \`email\`, or \`opsgenie: USERNAME\``,
      );
    else if (key === undefined)
      report(`OpsGenie has no user with the ${person?.opsgenie ? "user name" : "email"} of ${who}`, INVITE);
    else if (other !== undefined)
      report(
        `${other} and ${id} are the same user in OpsGenie`,
        `correct the \`email\` or \`opsgenie\` of one of the two in the roster`,
      );
    else if (isJsonMap(user) && user["blocked"] === true) report(`${who} is blocked in OpsGenie`, UNBLOCK);
    else users.set(id, key);
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

/** OpsGenie ignores capitals, but perhaps not when a user is looked up. Undefined: there is none; null: see `Api.get`. */
export async function findUser(api: Api, username: string, optional = false): Promise<JsonValue | undefined> {
  const user = await api.get(`/v2/users/${encodeURIComponent(username)}`, {}, optional);
  const lower = username.toLowerCase();
  if (user !== undefined || lower === username) return user;
  return api.get(`/v2/users/${encodeURIComponent(lower)}`, {}, optional);
}
