/** What OpsGenie has of a target: schedules, overrides and its own final timeline as instants and people of the roster. */
import { EXIT, Fault } from "../../fault.ts";
import type { Held, Pattern, Remote, RemoteOverride, RemoteSchedule, Rule, Who } from "../../plan/model.ts";
import { HORIZON_WEEKS } from "../../plan/target.ts";
import { readText } from "../../roster/decode/scalar.ts";
import type { Id, Role } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { type Instant, parseInstant, wallOf, type Zone } from "../../time/zone.ts";
import type { Asked, Reader } from "../model.ts";
import { MARK, segmentOf, UNFINISHED } from "./alias.ts";
import type { Api } from "./api.ts";

/** Roster ids to user ids; no two people are one user. */
export type Users = ReadonlyMap<Id, string>;

export async function usersOf(api: Api, { roster, people }: Asked): Promise<Users> {
  const users = new Map<Id, string>();
  const wrong: string[] = [];
  for (const id of people) {
    const person = roster.people.get(id);
    const name = person?.name ?? id;
    const username = person && usernameOf(person);
    const who = name === id ? id : `${name} (${id})`;
    const user = username === undefined ? undefined : await userNamed(api, username);
    const key = textIn(user, "id");
    const other = [...users].find(([, known]) => known === key)?.[0];
    if (username === undefined) wrong.push(`${who} has neither an email nor \`opsgenie:\` in the roster`);
    else if (key === undefined)
      wrong.push(`OpsGenie has no user of the ${person?.opsgenie ? "name" : "email"} of ${who}`);
    else if (other !== undefined) wrong.push(`${other} and ${id} are the same user in OpsGenie`);
    else if (isJsonMap(user) && user["blocked"] === true) wrong.push(`${who} is blocked in OpsGenie`);
    else users.set(id, key);
  }
  if (wrong.length === 0) return users;
  const help = "invite them there, or write `opsgenie: USERNAME` below the person in the roster";
  throw new Fault(EXIT.service, wrong[0] ?? "", help, [], wrong.slice(1));
}

/** Undefined where the key may not see it. */
export async function accountName(api: Api): Promise<string | undefined> {
  return textIn(await api.get("/v2/account", {}, true), "name");
}

/** Capitals do not count there, but who looks for a name by its letters may not know. */
export async function userNamed(
  api: Api,
  username: string,
  optional = false,
): Promise<JsonValue | undefined> {
  const found = await api.get(`/v2/users/${encodeURIComponent(username)}`, {}, optional);
  const lower = username.toLowerCase();
  if (found !== undefined || lower === username) return found;
  return api.get(`/v2/users/${encodeURIComponent(lower)}`, {}, optional);
}

export function readerOf(api: Api, asked: Asked, users: Users): Reader {
  const { roster, target, now } = asked;
  const ids = new Map([...users].map(([id, user]) => [user, id]));
  // Whom the target does not need is known by name.
  const names = new Map(
    [...roster.people.values()].map((person) => [usernameOf(person)?.toLowerCase(), person.id]),
  );
  const schedules = new Map<Role, string>();
  const remarks = new Set<string>();
  const whoIs = (recipient: JsonValue | undefined): Who | null => {
    if (textIn(recipient, "type") === "none") return null;
    const id = textIn(recipient, "id") ?? "";
    const name = textIn(recipient, "username") ?? textIn(recipient, "name") ?? id;
    return ids.get(id) ?? names.get(name.toLowerCase()) ?? `@${name}`;
  };

  async function scheduleNamed(role: Role, name: string): Promise<RemoteSchedule | undefined> {
    const found = await api.get(`/v2/schedules/${encodeURIComponent(name)}`, { identifierType: "name" });
    const id = textIn(found, "id");
    if (id === undefined) return undefined;
    schedules.set(role, id);
    const zone = asked.zoneOf(textIn(found, "timezone") ?? "");
    const [rotation, ...more] = listIn(found, "rotations");
    const by = { scheduleIdentifierType: "id" };
    const listed = await api.list(`/v2/schedules/${id}/overrides`, by);
    const overrides: JsonValue[] = [];
    for (const each of listed) {
      const alias = textIn(each, "alias") ?? "";
      const isAhead = heldOf(each, "user", whoIs).some(
        ({ start, end }) => end > now() && start < target.until,
      );
      // Lists need not tell for which rotations one is. Ours are for all, and may be many.
      const isOpen = isAhead && alias !== "" && segmentOf(alias, role) === undefined;
      const path = `/v2/schedules/${id}/overrides/${encodeURIComponent(alias)}`;
      overrides.push((isOpen ? await api.get(path, by) : undefined) ?? each);
    }
    const timeline = await api.get(`/v2/schedules/${id}/timeline`, {
      identifierType: "id",
      interval: `${HORIZON_WEEKS + 2}`,
      intervalUnit: "weeks",
      date: new Date(now()).toISOString(),
    });
    const rows = listIn(isJsonMap(timeline) ? timeline["finalTimeline"] : undefined, "rotations");
    const periods = rows.flatMap((row) => listIn(row, "periods"));
    for (const period of periods.filter(isForwarded)) {
      const [from, to] = ["fromUser", "recipient"].map((key) => whoIs(period[key]));
      remarks.add(`by a forwarding rule, alerts to ${from} go to ${to} for some time`);
    }
    const isEnabled = isJsonMap(found) && found["enabled"] !== false;
    if (!isEnabled) remarks.add(`the schedule ${name} is disabled there: it alerts nobody`);
    return {
      id,
      isOurs: (textIn(found, "description") ?? "").includes(MARK),
      isFinished: !(textIn(found, "description") ?? "").includes(UNFINISHED),
      isEnabled,
      zone,
      rotation: rotation && {
        id: textIn(rotation, "id") ?? "",
        pattern: zone && patternOf(rotation, zone, whoIs),
        from: instantIn(rotation, "startDate") ?? Infinity,
      },
      faults: faultsOf(rotation, more.length),
      overrides: overrides.flatMap((each) => overrideOf(each, role, textIn(rotation, "id"), whoIs)),
      final: together(
        periods.flatMap((period) => heldOf(period, isForwarded(period) ? "fromUser" : "recipient", whoIs)),
        now(),
      ),
    };
  }

  async function escalationNamed(name: string): Promise<Remote["escalation"]> {
    const found = await api.get(`/v2/escalations/${encodeURIComponent(name)}`, { identifierType: "name" });
    const id = textIn(found, "id");
    if (id === undefined) return undefined;
    const roles = new Map([...schedules].map(([role, schedule]) => [schedule, role]));
    const rules = listIn(found, "rules").map((rule): Rule => {
      const recipient = isJsonMap(rule) ? rule["recipient"] : undefined;
      const role = roles.get(textIn(recipient, "id") ?? "");
      const minutes = minutesOf(isJsonMap(rule) ? rule["delay"] : undefined);
      const how = `${textIn(rule, "condition")} ${textIn(rule, "notifyType")}`;
      if (how !== "if-not-acked default") return { kind: "other", notify: how, minutes };
      if (role !== undefined) return { kind: "role", notify: role, minutes };
      return { kind: "person", notify: whoIs(recipient) ?? "@", minutes };
    });
    const isOurs = (textIn(found, "description") ?? "").includes(MARK);
    return { id, isOurs, rules: rules.toSorted((one, other) => one.minutes - other.minutes) };
  }

  return {
    async read() {
      remarks.clear();
      const account = (await accountName(api)) ?? "unknown";
      const found = new Map<Role, RemoteSchedule>();
      for (const { role, name } of target.roles) {
        const schedule = await scheduleNamed(role, name);
        if (schedule !== undefined) found.set(role, schedule);
      }
      const escalation = target.escalation && (await escalationNamed(target.escalation.name));
      const { team } = roster.opsgenie ?? {};
      const notes =
        team === undefined ? [] : await routingNotes(api, team, target.escalation?.name, escalation?.id);
      return { account, schedules: found, escalation, notes: [...notes, ...remarks] };
    },
    async onCall(role, at) {
      const query = { scheduleIdentifierType: "id", date: new Date(at).toISOString() };
      const found = await api.get(`/v2/schedules/${schedules.get(role)}/on-calls`, query);
      return severalOf(listIn(found, "onCallParticipants").map(whoIs));
    },
  };
}

/** It moves alerts and not the schedule; the one who forwards is the one on call. */
function isForwarded(period: JsonMap): boolean {
  return /^forward/.test(textIn(period, "type") ?? "") && isJsonMap(period["fromUser"]);
}

/** Alerts that are sent to the team go where its default routing rule leads them, whatever we push. */
async function routingNotes(
  api: Api,
  team: string,
  escalation: string | undefined,
  escalationId: string | undefined,
): Promise<readonly string[]> {
  const path = `/v2/teams/${encodeURIComponent(team)}`;
  if ((await api.get(path, { identifierType: "name" })) === undefined)
    throw new Fault(EXIT.service, `OpsGenie has no team ${team}`, "correct `opsgenie.team` in the roster");
  const rules = await api.get(`${path}/routing-rules`, { teamIdentifierType: "name" }, true);
  const main = (Array.isArray(rules) ? rules : []).find(
    (rule) => isJsonMap(rule) && rule["isDefault"] === true,
  );
  // Whether an answer has both is not known.
  const [goal, id] = ["name", "id"].map((key) => readText(valueAt(main ?? null, ["notify", key])));
  const isTheirs = goal === escalation || (goal === undefined && id !== undefined && id === escalationId);
  if (escalation === undefined || main === undefined || isTheirs) return [];
  return [
    `alerts to the team ${team} go to ${goal ?? id ?? "nobody"} by its default routing rule, not to ${escalation}: change that rule in the team's settings there`,
  ];
}

function patternOf(
  rotation: JsonValue,
  zone: Zone,
  whoIs: (one: JsonValue) => Who | null,
): Pattern | undefined {
  const start = instantIn(rotation, "startDate");
  const length = isJsonMap(rotation) && typeof rotation["length"] === "number" ? rotation["length"] : 1;
  const every = length * ({ daily: 1, weekly: 7 }[textIn(rotation, "type") ?? ""] ?? 1 / 24);
  const people = listIn(rotation, "participants").flatMap((one) => whoIs(one) ?? []);
  const isWhole = people.length > 0 && people.length === listIn(rotation, "participants").length;
  if (start === undefined || !Number.isInteger(every) || !isWhole) return undefined;
  return { zone, ...wallOf(zone, start), every, people };
}

/** What makes hours with nobody or with two, and is somebody's will: it is not undone by itself. */
function faultsOf(rotation: JsonValue | undefined, more: number): readonly string[] {
  const has = (key: string) => isJsonMap(rotation) && (rotation[key] ?? null) !== null;
  return [
    ...(more > 0
      ? [`it has ${more + 1} rotations, which are on call all at once: delete all but one there`]
      : []),
    ...(has("endDate") ? ["its rotation has an end: take it out there"] : []),
    ...(has("timeRestriction") ? ["its rotation is restricted to some hours: take that out there"] : []),
  ];
}

/** None where it is for rotations that are not ours. */
function overrideOf(
  value: JsonValue,
  role: Role,
  rotation: string | undefined,
  whoIs: (one: JsonValue | undefined) => Who | null,
): readonly RemoteOverride[] {
  const bound = listIn(value, "rotations").map((one) => textIn(one, "id"));
  if (bound.length > 0 && !bound.includes(rotation)) return [];
  const key = textIn(value, "alias") ?? "";
  return heldOf(value, "user", whoIs).map((held) => ({ ...held, key, segment: segmentOf(key, role) }));
}

function heldOf(
  value: JsonValue,
  key: string,
  whoIs: (one: JsonValue | undefined) => Who | null,
): readonly Held[] {
  const start = instantIn(value, "startDate");
  const end = instantIn(value, "endDate");
  return start === undefined || end === undefined || !isJsonMap(value)
    ? []
    : [{ start, end, who: whoIs(value[key]) }];
}

/** Several rotations are on call together. */
function together(periods: readonly Held[], now: Instant): readonly Held[] {
  const live = periods.filter(({ start, end }) => end > Math.max(now, start));
  const cuts = [...new Set(live.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? end;
    return {
      start,
      end,
      who: severalOf(live.filter((each) => each.start < end && each.end > start).map(({ who }) => who)),
    };
  });
}

function severalOf(all: readonly (Who | null)[]): Who | null {
  const people = [...new Set(all.filter((who) => who !== null))].sort();
  return people.length === 0 ? null : people.join(" + ");
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };

function minutesOf(delay: JsonValue | undefined): number {
  const amount = isJsonMap(delay) ? delay["timeAmount"] : undefined;
  return (typeof amount === "number" ? amount : 0) * (UNITS[textIn(delay, "timeUnit") ?? ""] ?? 1);
}

export function textIn(value: JsonValue | undefined, key: string): string | undefined {
  return isJsonMap(value) ? readText(value[key]) : undefined;
}

function instantIn(value: JsonValue, key: string): Instant | undefined {
  return parseInstant(textIn(value, key) ?? "");
}

export function listIn(value: JsonValue | undefined, key: string): readonly JsonMap[] {
  const list = isJsonMap(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isJsonMap) : [];
}
