/** Sends alerts by Jira Service Management, which names responders by id alone, and follows them. */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { AlertState } from "../../proof/alert.ts";
import type { JsmSection } from "../../roster/model.ts";
import type { JsonMap } from "../../text/json.ts";
import type { AlertService, AlertTarget, NewAlert, PreparedAlert } from "../alerts.ts";
import { readList, readText } from "../fields.ts";
import { CLOSING_NOTE, prepareAlert } from "../prepared-alert.ts";
import { findAccount, readProfiles } from "./accounts.ts";
import { createApi, type JsmApi } from "./api.ts";
import type { JsmAccess } from "./environment.ts";
import { findEscalation, findSchedule, findTeam } from "./read.ts";

/** The one an alert was for. */
interface Addressee {
  readonly type: "user" | "escalation" | "schedule";
  readonly id: string;
  /** As people know it. */
  readonly name: string;
}

export function connectAlerts(
  http: Http,
  access: JsmAccess,
  section: Pick<JsmSection, "team"> | undefined,
): AlertService {
  const api = createApi(http, access);
  return {
    limits: { message: 130, description: 15_000 },
    readAccountName: async () => access.account,
    prepare: (alert) => prepareJsm(api, http.sleep, section?.team, alert),
  };
}

function prepareJsm(
  api: JsmApi,
  sleep: Http["sleep"],
  team: string | undefined,
  asked: NewAlert,
): PreparedAlert {
  const pathOf = (id: string) => `/alerts/${encodeURIComponent(id)}`;
  const readAlert = (id: string | undefined) =>
    id === undefined ? api.get("/alerts/alias", { alias: asked.alias }) : api.get(pathOf(id));
  return prepareAlert<Addressee>(sleep, {
    find: () => findSubject(api, team, asked.to),
    async create({ type, id }, search) {
      const { alias, message, description, tag, priority } = asked;
      const body = {
        ...{ message, alias, description, responders: [{ type, id }], tags: [tag], source: "oncall" },
        ...(priority !== undefined && { priority }),
      };
      return readText(await api.create("/alerts", body, search), "requestId");
    },
    async readRequest(request) {
      const answer = await api.get(`/alerts/requests/${encodeURIComponent(request)}`);
      if (answer === undefined) return { kind: "waiting" };
      if (answer["isSuccess"] === false)
        return { kind: "refused", reason: api.redact(readText(answer, "status") ?? "it does not say why") };
      return { kind: "done", id: readText(answer, "alertId") };
    },
    readAlert,
    readState: (alert, subject) => readState(api, alert, subject),
    async close(id) {
      const known = id ?? readText(await readAlert(undefined), "id");
      // Not created yet: there is nothing to close, and the caller looks again.
      if (known === undefined) return undefined;
      return api.create(`${pathOf(known)}/close`, { source: "oncall", note: CLOSING_NOTE }, async () => true);
    },
  });
}

async function findSubject(api: JsmApi, team: string | undefined, target: AlertTarget): Promise<Addressee> {
  if (target.kind === "person") {
    const { id: person, name } = target.person;
    const found = await findAccount(api, person, target.person);
    if (found.kind === "missing") throw new Fault(EXIT.service, found.message, found.help);
    return { type: "user", id: found.id, name };
  }
  const { kind, name } = target;
  const found =
    kind === "schedule"
      ? await findSchedule(api, name, team === undefined ? undefined : await findTeam(api, team))
      : await findEscalation(api, await requireTeam(api, team), name);
  const id = readText(found, "id");
  if (id !== undefined) return { type: kind, id, name };
  throw new Fault(
    EXIT.service,
    `Jira Service Management has no ${kind} ${name}, or the account in JSM_EMAIL cannot see it`,
    "push first: oncall push jsm",
  );
}

async function requireTeam(api: JsmApi, team: string | undefined): Promise<string> {
  if (team !== undefined) return findTeam(api, team);
  throw new Fault(
    EXIT.roster,
    "the roster does not say which team of Jira has the escalation",
    "add `team` to `jsm`",
  );
}

async function readState(api: JsmApi, alert: JsonMap, subject: Addressee | undefined): Promise<AlertState> {
  const status = readText(alert, "status");
  const isAcknowledged = alert["acknowledged"] === true || status === "acked";
  const owner = isAcknowledged ? readText(alert, "owner") : undefined;
  const responders = readList(alert, "responders");
  const ids = [owner, ...responders.map((each) => readText(each, "id"))].filter((id) => id !== undefined);
  const profiles = await readProfiles(
    api,
    ids.filter((id) => id !== subject?.id),
  );
  const nameOf = (id: string) => (id === subject?.id ? subject.name : (profiles.get(id)?.name ?? id));
  const isOther = (responder: JsonMap) =>
    subject !== undefined &&
    (readText(responder, "id") !== subject.id || readText(responder, "type") !== subject.type);
  const created = {
    isAcknowledged,
    acknowledgedBy: owner === undefined ? undefined : nameOf(owner),
    isProof: subject?.type === "user" && owner === subject.id,
    isAstray: responders.some(isOther),
    isMissed: responders.every(isOther),
    responders: responders.map((each) => `${readText(each, "type")} ${nameOf(readText(each, "id") ?? "")}`),
    // Its log says it only in words of its own.
    notified: [],
  };
  return status === "closed"
    ? { kind: "closed", closedBy: undefined, ...created }
    : { kind: "open", ...created };
}
