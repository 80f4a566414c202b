/** Reads where alerts come in and go: the routing rules of the team, and integrations. */
import type { AlertSource, TeamRouting } from "../../doctor/facts.ts";
import { Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import type { Api } from "./api.ts";
import { readList, readText } from "./fields.ts";
import { readLimits } from "./hours.ts";

/** The rules in their order; the default one, which takes what is left, last. */
export async function readRouting(api: Api, { team, escalation }: OpsgenieSection): Promise<TeamRouting> {
  if (team === undefined) return { kind: "unnamed" };
  const path = `/v2/teams/${encodeURIComponent(team)}`;
  if ((await api.get(path, { identifierType: "name" })) === undefined) return { kind: "missing", team };
  const answer = await api.get(`${path}/routing-rules`, { teamIdentifierType: "name" });
  const ours = await readEscalationId(api, escalation);
  const rules = (Array.isArray(answer) ? answer : []).filter(isJsonMap).map((rule) => {
    const notify = rule["notify"] ?? null;
    const type = readText(notify, "type") ?? "none";
    const name = readText(notify, "name");
    const id = readText(notify, "id");
    const isDefault = rule["isDefault"] === true;
    return {
      order: isDefault ? Infinity : Number(rule["order"] ?? 0),
      name: isDefault ? null : (readText(rule, "name") ?? "without a name"),
      goal: type === "none" ? undefined : `${type} ${name ?? readText(notify, "username") ?? id ?? ""}`,
      isRight:
        type === "escalation" && (name === undefined ? id !== undefined && id === ours : name === escalation),
      ...readLimits(rule),
    };
  });
  const ordered = rules.toSorted((one, other) => one.order - other.order);
  return { kind: "rules", team, rules: ordered.map(({ order: _, ...rule }) => rule) };
}

async function readEscalationId(api: Api, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  try {
    const path = `/v2/escalations/${encodeURIComponent(name)}`;
    return readText(await api.get(path, { identifierType: "name" }), "id");
  } catch (error) {
    // Its name may be enough.
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

export async function readSources(
  api: Api,
  section: OpsgenieSection,
  wanted: string,
): Promise<readonly AlertSource[]> {
  const isMeant = (text: string | undefined) => text?.toLowerCase() === wanted.toLowerCase();
  const all = await api.list("/v2/integrations");
  const meant = all
    .filter(isJsonMap)
    .filter((each) => isMeant(readText(each, "type")) || isMeant(readText(each, "name")));
  const found: AlertSource[] = [];
  for (const meta of meant) found.push(await readSource(api, section, meta));
  return found;
}

async function readSource(api: Api, section: OpsgenieSection, meta: JsonMap): Promise<AlertSource> {
  const [id = "", name = "", type = ""] = ["id", "name", "type"].map((key) => readText(meta, key));
  const isEnabled = meta["enabled"] !== false;
  const source = { name: name === "" ? type : name, type, isEnabled };
  // Where the alerts of a disabled one would go does not matter.
  if (!isEnabled) return { ...source, isSilent: false, goal: { kind: "elsewhere", whom: undefined } };
  try {
    const whole = await api.get(`/v2/integrations/${encodeURIComponent(id)}`);
    const isSilent = isJsonMap(whole) && whole["suppressNotifications"] === true;
    return { ...source, isSilent, goal: await readGoal(api, section, meta, whole ?? null) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...source, isSilent: false, goal: { kind: "unread", reason: error.message } };
  }
}

/** A team's integration alerts that team; any other one, whom it names itself. */
async function readGoal(
  api: Api,
  { team, escalation }: OpsgenieSection,
  meta: JsonMap,
  whole: JsonValue,
): Promise<AlertSource["goal"]> {
  if (team === undefined) return { kind: "unread", reason: "the roster names no team" };
  const ours = await api.get(`/v2/teams/${encodeURIComponent(team)}`, { identifierType: "name" });
  const owner = isJsonMap(whole) ? (whole["ownerTeam"] ?? whole["assignedTeam"] ?? null) : null;
  const ownerId = readText(owner, "id") ?? readText(meta, "teamId");
  const ownerName = readText(owner, "name");
  if ((ownerId ?? "") !== "" || ownerName !== undefined) {
    const isOurs = ownerName === team || (ownerId !== undefined && ownerId === readText(ours, "id"));
    return isOurs ? { kind: "team" } : { kind: "elsewhere", whom: `the team ${ownerName ?? ownerId}` };
  }
  if (!isJsonMap(whole) || !Array.isArray(whole["responders"]))
    return { kind: "unread", reason: "no team owns it, and OpsGenie does not say whom it alerts" };
  const responders = readList(whole, "responders").map((each) => {
    const [type = "", id, name] = ["type", "id", "name"].map((key) => readText(each, key));
    const isTeam = type === "team" && (name === team || (id !== undefined && id === readText(ours, "id")));
    const isEscalation = type === "escalation" && name !== undefined && name === escalation;
    return {
      isRight: isTeam || isEscalation,
      text: `${type} ${name ?? readText(each, "username") ?? id ?? ""}`,
    };
  });
  if (responders.some(({ isRight }) => isRight)) return { kind: "team" };
  const texts = responders.map(({ text }) => `the ${text}`).join(", ");
  return { kind: "elsewhere", whom: texts === "" ? undefined : texts };
}
