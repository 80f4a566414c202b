/** Reads all that an alert passes in Jira Service Management on its way to a phone. Nothing here writes. */
import type {
  AlertSource,
  BlindSpot,
  ContactMethod,
  Forwarding,
  KeyState,
  TeamRouting,
} from "../../doctor/facts.ts";
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Who } from "../../plan/model.ts";
import type { Id, JsmSection, Role } from "../../roster/model.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { AlertPath, AlertPathReader } from "../doctor.ts";
import { readInstant, readText } from "../fields.ts";
import { readLimits } from "../hours.ts";
import { remember } from "../remember.ts";
import type { PushSubject } from "../schedules.ts";
import { type AccountLookup, findAccount } from "./accounts.ts";
import { createApi, type JsmApi } from "./api.ts";
import { type JsmAccess, readJsmAccess } from "./environment.ts";
import { TokenFault } from "./failure.ts";
import { createReader, findEscalation, findSchedule, findTeam, readRules } from "./read.ts";

/** A request without an answer is made twice: there are many others, and somebody waits for the answer. */
const PATIENCE = 2;

const TOKEN = "JSM_API_TOKEN";

/** Throws a Fault if the address is wrong. `subject.people`: those who are examined. */
export function findAlertPath(
  http: Http,
  env: Environment,
  section: JsmSection,
  subject: PushSubject,
): AlertPath {
  const opened = openToken(http, env, section);
  let owner: string | undefined;
  return {
    async readConfigurationKey() {
      if (opened.kind === "closed") return opened.state;
      const { api, access } = opened;
      const { account } = access;
      try {
        owner = await readOwner(api);
        if (section.team !== undefined) await findTeam(api, section.team);
        return { kind: "accepted", name: TOKEN, account };
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        const { message, help = "" } = error;
        if (error instanceof TokenFault && error.isUnknown)
          return { kind: "useless", name: TOKEN, account, message, help };
        // It answers, and does not show what is needed.
        if (error instanceof TokenFault || owner !== undefined)
          return { kind: "lacking", name: TOKEN, account, message, help };
        throw error;
      }
    },
    async readAlertKey() {
      if (opened.kind === "closed") return opened.state;
      return {
        ...{ kind: "unread", name: TOKEN },
        reason: "one token does everything here, and only an alert tells whether it may send one",
        help: "send one: oncall verify-notifications --via jsm",
      } satisfies KeyState;
    },
    open() {
      if (opened.kind === "closed") throw new Fault(EXIT.service, "there is no token to read it with");
      return openReader(opened.api, opened.access, section, subject, owner);
    },
  };
}

type OpenedToken =
  | { readonly kind: "open"; readonly api: JsmApi; readonly access: JsmAccess }
  | { readonly kind: "closed"; readonly state: KeyState };

function openToken(http: Http, env: Environment, section: JsmSection): OpenedToken {
  try {
    const access = readJsmAccess(env, section);
    const api = createApi(http, access, PATIENCE);
    const remembered = {
      get: remember((path, query) => api.get(path, query)),
      getFromSite: remember((path, query) => api.getFromSite(path, query)),
      list: remember((path, query) => api.list(path, query)),
    } satisfies Partial<JsmApi>;
    return { kind: "open", api: { ...api, ...remembered }, access };
  } catch (error) {
    if (!(error instanceof Fault) || error.exit !== EXIT.service) throw error;
    const { message, help = "" } = error;
    const [name = TOKEN] = /^JSM_[A-Z_]+/.exec(message) ?? [];
    return { kind: "closed", state: { kind: "useless", name, account: undefined, message, help } };
  }
}

/** `Ann Ames (ann@example.com)`; undefined where the site is not known. */
async function readOwner(api: JsmApi): Promise<string | undefined> {
  const myself = await api.getFromSite("/rest/api/3/myself", {});
  const [name, email] = ["displayName", "emailAddress"].map((key) => readText(myself, key));
  return name === undefined || email === undefined ? (name ?? email) : `${name} (${email})`;
}

function listBlindSpots(owner: string | undefined): readonly BlindSpot[] {
  return [
    {
      check: "configuration-key",
      message: `${TOKEN} is that of ${owner ?? "the person in JSM_EMAIL"}: it ends with that account, and a year after it was made at the latest; when, is not known`,
      help: "note the day at id.atlassian.com/manage-profile/security/api-tokens, and make a new one before it",
    },
    {
      check: "configuration-key",
      message: `whether ${TOKEN} may also change schedules is not known: only a push tells`,
      help: "for a check or a plan it need not",
    },
    {
      check: "configuration-key",
      message: `whether ${TOKEN} may also delete overrides is not known: only a deletion tells`,
      help: "without that right, a push makes an obsolete override name whomever the rotation has",
    },
    {
      check: "rule",
      message:
        "whether quiet hours, a notification policy or a maintenance window hold an alert back is not known: they are not read",
      help: "a test alert tells: oncall verify-notifications --via jsm",
    },
  ];
}

async function openReader(
  api: JsmApi,
  access: JsmAccess,
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
  const requireTeam = () => {
    if (section.team !== undefined) return findTeam(api, section.team);
    throw new Fault(EXIT.roster, "the roster names no team of Jira", "add `team` to `jsm`");
  };
  const open = async () =>
    createReader({ api, subject, accounts, team: await requireTeam(), account: access.account });
  const whoIs = (responder: JsonValue | undefined): Who | null => {
    const id = readText(responder, "id") ?? "";
    return [...accounts].find(([, account]) => account === id)?.[0] ?? `@${id}`;
  };
  const getSchedule = (role: Role) =>
    findSchedule(api, target.roles.find((each) => each.role === role)?.address.schedule ?? "");
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
        name === undefined ? undefined : await findEscalation(api, await requireTeam(), name);
      if (escalation === undefined) return undefined;
      const roles = new Map<string, Role>();
      for (const { role } of target.roles) roles.set(readText(await getSchedule(role), "id") ?? "", role);
      const repeat = isJsonMap(escalation["repeat"]) ? escalation["repeat"] : {};
      const [count = 0, minutes = 0] = ["count", "waitInterval"].map((key) => Number(repeat[key] ?? 0));
      const closes = repeat["closeAlertAfterAll"] === true;
      return {
        rules: readRules(escalation, roles, whoIs),
        isEnabled: escalation["enabled"] !== false,
        // An interval of nought turns it off.
        repeat: count === 0 || minutes === 0 ? undefined : { count, minutes, closes },
      };
    },
    readRouting: () => readRouting(api, section),
    readSources: async (wanted) => readSources(api, await requireTeam(), wanted),
    readForwardings: () => readForwardings(api, whoIs),
    async readAccount(id) {
      const account = find(id);
      return account.kind === "found"
        ? { kind: "found", isVerified: true, isBlocked: false, mutedUntil: undefined }
        : account;
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
  whoIs: (responder: JsonValue) => Who | null,
): Promise<readonly Forwarding[]> {
  return (await api.list("/forwarding-rules", { showAll: "true" })).map((each) => {
    const [from, to] = ["fromUserId", "toUserId"].map((key) => readText(each, key));
    return {
      from: from === undefined ? null : whoIs({ type: "user", id: from }),
      to: to === undefined ? null : whoIs({ type: "user", id: to }),
      start: readInstant(each, "startDate") ?? 0,
      end: readInstant(each, "endDate") ?? Infinity,
    };
  });
}

/** An admin may see those of others. */
async function readContacts(api: JsmApi, account: string): Promise<readonly ContactMethod[]> {
  return (await api.list("/users/contacts", { targetAccountId: account }))
    .filter(isJsonMap)
    .map((contact) => {
      const method = readText(contact, "method") ?? "";
      const status = isJsonMap(contact["status"]) ? contact["status"] : {};
      const reason = readText(status, "disabledReason");
      return {
        kind: method === "sms" || method === "voice" ? "phone" : "other",
        method: method === "mobile" ? "app" : method,
        to: readText(contact, "to") ?? "",
        isEnabled: status["enabled"] !== false,
        reason: reason === undefined ? undefined : api.redact(reason),
      };
    });
}
