/** Reads all that an alert passes in Jira Service Management on its way to a phone. Nothing here writes. */
import type { AlertSource, ContactMethod, Forwarding, TeamRouting } from "../../doctor/facts.ts";
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Who } from "../../plan/model.ts";
import type { Id, JsmSection, Role } from "../../roster/model.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { readContact } from "../contacts.ts";
import type { AlertPath, AlertPathReader } from "../doctor.ts";
import { readInstant, readText } from "../fields.ts";
import { readLimits } from "../hours.ts";
import { readRules } from "../rules.ts";
import type { PushSubject } from "../schedules.ts";
import { type AccountLookup, findAccount, readAccount, readProfiles } from "./accounts.ts";
import type { JsmApi } from "./api.ts";
import { createReader, findEscalation, findSchedule, findTeam, readDelay } from "./read.ts";
import { listBlindSpots, type OpenedToken, openToken } from "./token.ts";

/** Throws a Fault if the address is wrong. `subject.people`: those who are examined. */
export function findAlertPath(
  http: Http,
  env: Environment,
  section: JsmSection,
  subject: PushSubject,
): AlertPath {
  const token = openToken(http, env, section);
  return {
    readConfigurationKey: token.readState,
    readAlertKey: token.readAlertState,
    open() {
      const { opened, owner } = token;
      if (opened === undefined) throw new Fault(EXIT.service, "there is no token to read it with");
      return openReader(opened, section, subject, owner());
    },
  };
}

async function openReader(
  { api, access }: OpenedToken,
  section: JsmSection,
  subject: PushSubject,
  owner: string | undefined,
): Promise<AlertPathReader> {
  const { roster, people, target } = subject;
  const accounts = new Map<Id, string>();
  const found = new Map<Id, AccountLookup | Fault>();
  for (const id of people) {
    const account = await findAccount(api, id, roster.people.get(id)).catch((error: unknown) => {
      if (error instanceof Fault) return error;
      throw error;
    });
    found.set(id, account);
    if (!(account instanceof Fault) && account.kind === "found") accounts.set(id, account.id);
  }
  const find = (id: Id): AccountLookup => {
    const account = found.get(id) ?? new Fault(EXIT.service, `${id} was not looked for`);
    if (account instanceof Fault) throw account;
    return account;
  };
  /** To a token that does not see it, lists are empty: what they lack may be there all the same. */
  const requireVisibleTeam = () => {
    if (section.team !== undefined) return findTeam(api, section.team);
    throw new Fault(EXIT.roster, "the roster names no team of Jira", "add `team` to `jsm`");
  };
  const open = async () =>
    createReader({ api, subject, accounts, team: await requireVisibleTeam(), account: access.account });
  const whoIs = (responder: JsonValue | undefined): Who | null => {
    const id = readText(responder, "id") ?? "";
    return [...accounts].find(([, account]) => account === id)?.[0] ?? `@${id}`;
  };
  const getSchedule = async (role: Role) => {
    const { schedule = "" } = target.roles.find((each) => each.role === role)?.address ?? {};
    return findSchedule(api, schedule, await requireVisibleTeam());
  };
  return {
    blindSpots: listBlindSpots(owner),
    readRemote: async () => (await open()).read(),
    async readSchedule(role) {
      const schedule = await getSchedule(role);
      return schedule && { isEnabled: schedule["enabled"] !== false };
    },
    findOnCall: async (role, at) => (await open()).findOnCall(role, at),
    async readEscalation() {
      const { escalation: name } = section;
      const escalation =
        name === undefined ? undefined : await findEscalation(api, await requireVisibleTeam(), name);
      if (escalation === undefined) return undefined;
      const roles = new Map<string, Role>();
      for (const { role } of target.roles) roles.set(readText(await getSchedule(role), "id") ?? "", role);
      const repeat = isJsonMap(escalation["repeat"]) ? escalation["repeat"] : {};
      const [count = 0, minutes = 0] = ["count", "waitInterval"].map((key) => Number(repeat[key] ?? 0));
      const closes = repeat["closeAlertAfterAll"] === true;
      return {
        rules: readRules(escalation, roles, whoIs, readDelay),
        isEnabled: escalation["enabled"] !== false,
        // An interval of nought turns it off.
        repeat: count === 0 || minutes === 0 ? undefined : { count, minutes, closes },
      };
    },
    readRouting: () => readRouting(api, section),
    readSources: async (wanted) => readSources(api, await requireVisibleTeam(), wanted),
    async readForwardings() {
      await requireVisibleTeam();
      return readForwardings(api, accounts);
    },
    async readAccount(id) {
      const account = find(id);
      return account.kind === "found" ? readAccount(api, access, id, account.id) : account;
    },
    async readContacts(id) {
      const account = find(id);
      if (account.kind === "missing") throw new Fault(EXIT.service, "there is no account to ask");
      return readContacts(api, account.id);
    },
    async readRules() {
      throw new Fault(
        EXIT.service,
        "Jira shows notification rules to the person alone whose they are",
        "a test alert tells: oncall verify-notifications --via jsm",
      );
    },
  };
}

/** In their order, the default one last. */
async function readRouting(api: JsmApi, { team, escalation }: JsmSection): Promise<TeamRouting> {
  if (team === undefined) return { kind: "unnamed" };
  const path = `/teams/${encodeURIComponent(await findTeam(api, team))}`;
  const escalations = await api.list(`${path}/escalations`);
  const rules = (await api.list(`${path}/routing-rules`)).filter(isJsonMap).map((rule) => {
    const type = readText(rule["notify"], "type") ?? "none";
    const id = readText(rule["notify"], "id");
    const name = readText(
      escalations.find((each) => id !== undefined && readText(each, "id") === id),
      "name",
    );
    const isDefault = rule["isDefault"] === true;
    return {
      order: isDefault ? Infinity : Number(rule["order"] ?? 0),
      name: isDefault ? null : (readText(rule, "name") ?? "without a name"),
      goal: type === "none" ? undefined : `${type} ${name ?? id ?? ""}`,
      isRight: type === "escalation" && name !== undefined && name === escalation,
      ...readLimits(rule),
    };
  });
  const ordered = rules.toSorted((one, other) => one.order - other.order);
  return { kind: "rules", team, rules: ordered.map(({ order: _, ...rule }) => rule) };
}

/** A team's integration alerts that team. */
async function readSources(api: JsmApi, team: string, wanted: string): Promise<readonly AlertSource[]> {
  const isMeant = (text: string | undefined) => text?.toLowerCase() === wanted.toLowerCase();
  const all = (await api.list("/integrations")).filter(isJsonMap);
  return all
    .filter((each) => isMeant(readText(each, "type")) || isMeant(readText(each, "name")))
    .map((each) => {
      const [name = "", type = "", owner = ""] = ["name", "type", "teamId"].map((key) => readText(each, key));
      const properties = isJsonMap(each["typeSpecificProperties"]) ? each["typeSpecificProperties"] : {};
      return {
        ...{ name: name === "" ? type : name, type, isEnabled: each["enabled"] !== false },
        isSilent: properties["suppressNotifications"] === true,
        goal:
          owner === team
            ? { kind: "team" }
            : owner === ""
              ? { kind: "unread", reason: "no team owns it, and Jira does not say whom it alerts" }
              : { kind: "elsewhere", whom: `the team ${owner}` },
      };
    });
}

/** Of everybody, in one request. One whose times cannot be read is in force. */
async function readForwardings(
  api: JsmApi,
  accounts: ReadonlyMap<Id, string>,
): Promise<readonly Forwarding[]> {
  const all = await api.list("/forwarding-rules", { showAll: "true" });
  const sides = ["fromUserId", "toUserId"] as const;
  const unknown = all.flatMap((each) => sides.flatMap((side) => readText(each, side) ?? []));
  const ours = new Map([...accounts].map(([id, account]) => [account, id]));
  const profiles = await readProfiles(
    api,
    unknown.filter((id) => !ours.has(id)),
  );
  return all.map((each) => {
    const [from = null, to = null] = sides.map((side): Who | undefined => {
      const id = readText(each, side);
      return id === undefined ? undefined : (ours.get(id) ?? `@${profiles.get(id)?.name ?? id}`);
    });
    return {
      ...{ from, to, start: readInstant(each, "startDate") ?? 0 },
      end: readInstant(each, "endDate") ?? Infinity,
    };
  });
}

/** An admin may see those of others. */
async function readContacts(api: JsmApi, account: string): Promise<readonly ContactMethod[]> {
  const contacts = await api.list("/users/contacts", { targetAccountId: account });
  return contacts.filter(isJsonMap).map((contact) => readContact(contact, api.redact));
}
