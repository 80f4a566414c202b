/** Reads all that an alert passes in OpsGenie on its way to a phone. Nothing here writes. */
import type { BlindSpot, EscalationState, KeyState } from "../../doctor/facts.ts";
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { EscalationRule } from "../../plan/model.ts";
import type { Id, OpsgenieSection, Role } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { AlertPath, AlertPathReader } from "../doctor.ts";
import { readText } from "../fields.ts";
import { readRules } from "../rules.ts";
import type { PushSubject } from "../schedules.ts";
import { readSetting } from "../setting.ts";
import type { Api } from "./api.ts";
import { readRouting, readSources } from "./intake.ts";
import { judgeAlertKey, openKey, tryKey } from "./keys.ts";
import { readAccount, readContacts, readForwardings, readNotificationRules } from "./reach.ts";
import { askOnCall, createReader, listScheduleRoles } from "./read.ts";
import { readMinutes } from "./schedule.ts";
import { createWhoIs, type FoundUser, identify, separate } from "./users.ts";

const BY_NAME = { identifierType: "name" };
const WITH_CONTACTS = { expand: "contact" };

const SAME_KEY =
  "it is the same as OPSGENIE_API_KEY, and a key of the account sends no alerts; that of an API integration may do both";

const BLIND_SPOTS: readonly BlindSpot[] = [
  {
    check: "configuration-key",
    message: "whether OPSGENIE_API_KEY may also change schedules is not known: only a push tells",
    help: "for a check or a plan it need not",
  },
  {
    check: "alert-key",
    message: "whether OPSGENIE_ALERT_KEY may send alerts is not known: only an alert tells",
    help: "send one: oncall verify-notifications --via opsgenie",
  },
  {
    check: "rule",
    message:
      "whether quiet hours, a notification policy or a maintenance window hold an alert back is not known: they are not read",
    help: "a test alert tells: oncall verify-notifications --via opsgenie",
  },
];

/** Throws a Fault if the address is wrong. `subject.people`: those who are examined. */
export function findAlertPath(
  http: Http,
  env: Environment,
  section: OpsgenieSection,
  subject: PushSubject,
): AlertPath {
  const configuration = openKey(http, env, section, "OPSGENIE_API_KEY");
  const alerts = openKey(http, env, section, "OPSGENIE_ALERT_KEY");
  const { roster, people } = subject;
  const api = configuration.kind === "open" ? configuration.api : undefined;
  const isSame = readSetting(env, "OPSGENIE_API_KEY") === readSetting(env, "OPSGENIE_ALERT_KEY");
  let isAccepted = false;

  return {
    async readConfigurationKey() {
      if (configuration.kind === "closed") return configuration.state;
      const state = await tryKey(configuration, listProbes(configuration.api, section, subject));
      isAccepted = state.kind !== "useless";
      return state;
    },
    async readAlertKey() {
      if (alerts.kind === "closed") return alerts.state;
      try {
        const state = await tryKey(alerts, []);
        if (isSame && state.kind === "accepted")
          return { kind: "unread", name: alerts.name, reason: SAME_KEY };
        const [known] = [...roster.people.values()].filter(({ id }) => people.includes(id));
        const username = known && usernameOf(known);
        return await judgeAlertKey(state, alerts.api, isAccepted ? api : undefined, username);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        const { message: reason, help } = error;
        return { kind: "unread", name: alerts.name, reason, help } satisfies KeyState;
      }
    },
    open() {
      if (api === undefined) throw new Fault(EXIT.service, "there is no key to read it with");
      return openReader(api, section, subject);
    },
  };
}

/** What a push reads first: the same requests, so that they are remembered. */
function listProbes(api: Api, section: OpsgenieSection, { roster, people, target }: PushSubject) {
  const byName = (kind: string, name: string) => () =>
    api.get(`/v2/${kind}/${encodeURIComponent(name)}`, BY_NAME);
  return [
    ...people.slice(0, 1).map((id) => () => identify(api, roster, id, WITH_CONTACTS)),
    ...target.roles.map(({ address }) => byName("schedules", address.schedule)),
    ...(section.escalation === undefined ? [] : [byName("escalations", section.escalation)]),
  ];
}

async function openReader(
  api: Api,
  section: OpsgenieSection,
  subject: PushSubject,
): Promise<AlertPathReader> {
  const { roster, people, target } = subject;
  const users = new Map<Id, string>();
  const identities = new Map<Id, FoundUser | Fault>();
  for (const id of people) {
    try {
      const found = separate(id, await identify(api, roster, id, WITH_CONTACTS), users);
      identities.set(id, found);
      if (found.kind === "found") users.set(id, found.key);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      identities.set(id, error);
    }
  }
  const find = (id: Id): FoundUser => {
    const found = identities.get(id) ?? new Fault(EXIT.service, `${id} was not looked for`);
    if (found instanceof Fault) throw found;
    return found;
  };
  const findUser = (id: Id) => {
    const found = find(id);
    if (found.kind === "found") return found;
    throw new Fault(EXIT.service, "there is no account to ask");
  };
  const whoIs = createWhoIs(roster, users);
  const getSchedule = async (role: Role) => {
    const name = target.roles.find((each) => each.role === role)?.address.schedule ?? "";
    return api.get(`/v2/schedules/${encodeURIComponent(name)}`, BY_NAME);
  };
  return {
    blindSpots: BLIND_SPOTS,
    readRemote: () => createReader(api, subject, users).read(),
    async readSchedule(role) {
      const schedule = await getSchedule(role);
      return isJsonMap(schedule) ? { isEnabled: schedule["enabled"] !== false } : undefined;
    },
    async findOnCall(role, at) {
      const id = readText(await getSchedule(role), "id");
      return id === undefined ? null : askOnCall(api, id, at, whoIs);
    },
    async readEscalation() {
      const schedules = new Map<Role, string>();
      for (const { role } of target.roles) {
        const id = readText(await getSchedule(role), "id");
        if (id !== undefined) schedules.set(role, id);
      }
      return readEscalation(api, section.escalation, (escalation) =>
        readRules(escalation, listScheduleRoles(schedules), whoIs, readMinutes),
      );
    },
    readRouting: () => readRouting(api, section),
    readSources: (wanted) => readSources(api, section, wanted),
    readForwardings: () => readForwardings(api, whoIs),
    async readAccount(id) {
      const found = find(id);
      return found.kind === "found" ? readAccount(found.user) : found;
    },
    async readContacts(id) {
      const { key, user } = findUser(id);
      return readContacts(api, key, user);
    },
    readRules: async (id) => readNotificationRules(api, findUser(id).key),
  };
}

async function readEscalation(
  api: Api,
  name: string | undefined,
  rulesOf: (escalation: JsonValue) => readonly EscalationRule[],
): Promise<EscalationState | undefined> {
  if (name === undefined) return undefined;
  const path = `/v2/escalations/${encodeURIComponent(name)}`;
  const escalation = await api.get(path, BY_NAME);
  if (!isJsonMap(escalation)) return undefined;
  const repeat = isJsonMap(escalation["repeat"]) ? escalation["repeat"] : {};
  const [count, minutes] = ["count", "waitInterval"].map((key) => Number(repeat[key] ?? 0));
  return {
    rules: rulesOf(escalation),
    isEnabled: escalation["enabled"] !== false,
    repeat:
      count === undefined || count === 0
        ? undefined
        : { count, minutes: minutes ?? 0, closes: repeat["closeAlertAfterAll"] === true },
  };
}
