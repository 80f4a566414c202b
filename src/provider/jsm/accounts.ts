/**
 * Finds the people of a roster among the accounts of the site. Its search takes a prefix of a name or an address, and people
 * may hide their address: only an equal address is proof, else the roster has to say which account it is.
 */
import type { Account } from "../../doctor/facts.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Id, Person, Roster } from "../../roster/model.ts";
import type { JsonMap } from "../../text/json.ts";
import { readList, readText } from "../fields.ts";
import type { JsmApi } from "./api.ts";
import type { JsmAccess } from "./environment.ts";

/** Roster ids to account ids; no two people share an account. */
export type Accounts = ReadonlyMap<Id, string>;

export type AccountLookup =
  | { readonly kind: "found"; readonly id: string }
  | { readonly kind: "missing"; readonly message: string; readonly help: string };

const MAX_HITS = "50";

/** Throws a Fault that lists everybody who cannot be put on call there. */
export async function findAccounts(
  api: JsmApi,
  { people: persons }: Pick<Roster, "people">,
  people: readonly Id[],
): Promise<Accounts> {
  const accounts = new Map<Id, string>();
  const reasons: { readonly message: string; readonly help: string }[] = [];
  for (const id of people) {
    const found = await findAccount(api, id, persons.get(id));
    const other = [...accounts].find(([, known]) => found.kind === "found" && known === found.id)?.[0];
    if (found.kind === "missing") reasons.push(found);
    else if (other !== undefined)
      reasons.push({
        message: `${other} and ${id} are the same account in Jira`,
        help: "correct the `email` or `jsm` of one of the two in the roster",
      });
    else accounts.set(id, found.id);
  }
  const [first, ...others] = reasons;
  if (first === undefined) return accounts;
  const help = [...new Set(reasons.map((reason) => reason.help))].join("; ");
  const more = others.map(({ message }) => message);
  throw new Fault(EXIT.service, first.message, help, [], more);
}

/** By the account id that the roster gives, else by email. */
export async function findAccount(api: JsmApi, id: Id, person: Person | undefined): Promise<AccountLookup> {
  const name = person?.name ?? id;
  const who = name === id ? id : `${name} (${id})`;
  const missing = (message: string, help: string): AccountLookup => ({ kind: "missing", message, help });
  const way = `give ${id} the account id in the roster, \`jsm: ID\`: it is at the end of the address of their profile in Jira`;
  if (person?.jsm !== undefined) return { kind: "found", id: person.jsm };
  const email = person?.email;
  if (email === undefined)
    return missing(`${who} has neither an email nor an account id of Jira in the roster`, way);
  const hits = await searchAccounts(api, email);
  if (hits === undefined)
    return missing(`${who} cannot be found by email without \`jsm.site\` in the roster`, way);
  const isEqual = (hit: JsonMap) => readText(hit, "emailAddress")?.toLowerCase() === email.toLowerCase();
  const equal = hits.filter(isEqual);
  const active = equal.filter((hit) => hit["active"] !== false);
  const [only, ...others] = active;
  const found = readText(only, "accountId");
  if (found !== undefined && others.length === 0) return { kind: "found", id: found };
  if (others.length > 0) return missing(`${active.length} accounts in Jira have the email of ${who}`, way);
  if (equal.length > 0)
    return missing(`the account of ${who} in Jira is not active`, "ask an admin of the site to activate it");
  const hidden = hits.filter((hit) => readText(hit, "emailAddress") === undefined);
  if (hidden.length > 0)
    return missing(
      `Jira finds ${hidden.length === 1 ? "an account" : "accounts"} for the email of ${who}, but not whether it is the same: the address is hidden`,
      way,
    );
  return missing(`Jira has no account with the email of ${who}`, `invite them to the site, or ${way}`);
}

/** People alone, no apps. Undefined: the site is not known. */
async function searchAccounts(api: JsmApi, email: string): Promise<readonly JsonMap[] | undefined> {
  const answer = await api.getFromSite("/rest/api/3/user/search", { query: email, maxResults: MAX_HITS });
  if (answer === undefined) return undefined;
  return readList(answer, "values").filter(
    (hit) => (readText(hit, "accountType") ?? "atlassian") === "atlassian",
  );
}

/** Throws a Fault if the site is not known. `account`: as the roster gives it, or as it was found. */
export async function readAccount(
  api: JsmApi,
  { siteUrl }: Pick<JsmAccess, "siteUrl">,
  id: Id,
  account: string,
): Promise<Account> {
  if (siteUrl === undefined)
    throw new Fault(
      EXIT.service,
      "the roster does not name the site, which has the accounts",
      "add `site` to `jsm`",
    );
  const user = await api.getFromSite("/rest/api/3/user", { accountId: account });
  if (user === undefined)
    return {
      kind: "missing",
      message: `Jira has no account ${account}, which the roster gives ${id}`,
      help: `correct \`jsm\` of ${id} in the roster`,
    };
  if (user["active"] === false)
    return {
      kind: "missing",
      message: `the account of ${id} in Jira is not active`,
      help: "ask an admin of the site to activate it",
    };
  return { kind: "found", standing: "active", isVerified: true, isBlocked: false, mutedUntil: undefined };
}

export interface Profile {
  readonly name: string;
  /** Undefined: they hide it. */
  readonly email: string | undefined;
  readonly zone: string | undefined;
  readonly isActive: boolean;
}

/** Undefined: the site does not show it. */
export function readProfile(user: JsonMap | undefined): Profile | undefined {
  const name = readText(user, "displayName");
  if (name === undefined) return undefined;
  const isActive = user?.["active"] !== false;
  return { name, email: readText(user, "emailAddress"), zone: readText(user, "timeZone"), isActive };
}

/** What the site shows of accounts; those that it does not show are left out. */
export async function readProfiles(
  api: JsmApi,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Profile>> {
  const profiles = new Map<string, Profile>();
  for (const id of new Set(ids)) {
    const answer = await api.getFromSite("/rest/api/3/user/bulk", { accountId: id, maxResults: "1" });
    const [user] = readList(answer, "values");
    const profile = readProfile(user);
    if (profile !== undefined) profiles.set(id, profile);
  }
  return profiles;
}
