/**
 * Finds the people of a roster among the accounts of a workspace: by the member ID that the roster gives, else by email. Only
 * an account that Slack shows, and an address that is equal, is taken for somebody: nobody is mentioned by mistake.
 */
import type { WebClient } from "@slack/web-api";
import type { Person } from "../../roster/model.ts";
import type { Recognized } from "../groups.ts";
import type { Slack } from "./client.ts";
import { SlackFault } from "./failure.ts";

export interface SlackAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  /** False: it was deactivated. */
  readonly isActive: boolean;
  /** Slack takes neither guests nor bots into a user group. */
  readonly kind: "member" | "guest" | "bot";
}

export type SlackLookup =
  | { readonly kind: "found"; readonly account: SlackAccount }
  | { readonly kind: "missing"; readonly message: string; readonly help: string };

/** What Slack tells of a user, as far as it is asked. */
interface ToldUser {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly profile?: { readonly email?: string };
}

const GIVE_ID =
  "give them their member ID in the roster, `slack: U…` (in Slack: profile, three dots, Copy member ID)";

const NONE = ["users_not_found", "user_not_found", "user_not_visible"];

/** Throws a Fault if Slack cannot be asked. */
export async function findAccount(slack: Slack, person: Person): Promise<SlackLookup> {
  const who = nameFully(person);
  const { id, email, slack: member } = person;
  if (member !== undefined) {
    const account = await readAccount(slack, member);
    const help = `correct \`slack\` of ${id}`;
    if (account === undefined)
      return missing(`Slack has no account ${member}, which the roster gives ${who}`, help);
    return checkAccount(account, who, help);
  }
  if (email === undefined)
    return missing(`${who} has neither an email nor a member ID of Slack in the roster`, GIVE_ID);
  const account = await searchAccount(slack, email);
  const help = `invite them to the workspace, or ${GIVE_ID}`;
  if (account === undefined) return missing(`Slack has no active account with the email of ${who}`, help);
  return checkAccount(account, who, help);
}

function missing(message: string, help: string): SlackLookup {
  return { kind: "missing", message, help };
}

function checkAccount(account: SlackAccount, who: string, help: string): SlackLookup {
  if (!account.isActive)
    return missing(
      `the account of ${who} in Slack is deactivated`,
      "ask an admin of the workspace to activate it, or correct the roster",
    );
  if (account.kind === "bot") return missing(`the account of ${who} in Slack is that of a bot`, help);
  return { kind: "found", account };
}

/** Whose account it is. An account that Slack does not show may be anybody's. */
export async function recognizeAccount(
  slack: Slack,
  id: string,
  people: readonly Person[],
): Promise<Recognized> {
  const account = await readAccount(slack, id);
  const email = account?.email?.toLowerCase();
  const person =
    people.find((one) => one.slack === id) ??
    people.find(
      (one) => one.slack === undefined && email !== undefined && one.email?.toLowerCase() === email,
    );
  return { person, name: account?.name ?? id, isActive: account?.isActive ?? true };
}

/** By member ID; undefined: Slack has no such account. */
function readAccount(slack: Slack, id: string): Promise<SlackAccount | undefined> {
  return readUser(slack, (client) => client.users.info({ user: id }));
}

async function searchAccount(slack: Slack, email: string): Promise<SlackAccount | undefined> {
  const account = await readUser(slack, (client) => client.users.lookupByEmail({ email }));
  return account?.email?.toLowerCase() === email.toLowerCase() ? account : undefined;
}

async function readUser(
  slack: Slack,
  call: (client: WebClient) => Promise<{ readonly user?: ToldUser }>,
): Promise<SlackAccount | undefined> {
  try {
    const { user } = await slack.ask("read accounts", call);
    return user && describeUser(user);
  } catch (error) {
    if (error instanceof SlackFault && NONE.includes(error.word)) return undefined;
    throw error;
  }
}

function describeUser(user: ToldUser): SlackAccount | undefined {
  const { id, profile } = user;
  if (id === undefined) return undefined;
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
  return {
    id,
    name: user.real_name ?? user.name ?? id,
    email: profile?.email,
    isActive: user.deleted !== true,
    kind: user.is_bot === true ? "bot" : isGuest ? "guest" : "member",
  };
}

/** `Ann Ames (ann)`. */
export function nameFully({ id, name }: Pick<Person, "id" | "name">): string {
  return name === id ? id : `${name} (${id})`;
}
