/** Reads what OpsGenie has of a target: schedules, overrides, its own final timeline, the escalation and where a team's alerts go. */
import { EXIT, Fault } from "../../fault.ts";
import type { Remote, RemoteSchedule, TargetRole, Who } from "../../plan/model.ts";
import { toText } from "../../roster/decode/scalar.ts";
import type { Role } from "../../roster/model.ts";
import { isJsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import { readList, readText } from "../fields.ts";
import { isOurs } from "../marks.ts";
import { joinPeople, mergeSlots, noteForwarding, readFrame, sortRotations, type WhoIs } from "../rotation.ts";
import { readRules } from "../rules.ts";
import type { PushSubject, ScheduleReader } from "../schedules.ts";
import type { Api } from "./api.ts";
import { nameOwner, nameRotationOwner, readAlias } from "./override-alias.ts";
import { isForwarded, readMinutes, readOverride, readSlot } from "./schedule.ts";
import { createWhoIs, type Users } from "./users.ts";

const WEEK_MS = 7 * DAY_MS;

export function createReader(api: Api, subject: PushSubject, users: Users): ScheduleReader {
  const { roster, target, now } = subject;
  const whoIs = createWhoIs(roster, users);
  const schedules = new Map<Role, string>();
  const notes = new Set<string>();

  async function readSchedule(wanted: TargetRole, withPast: boolean): Promise<RemoteSchedule | undefined> {
    const { role, address } = wanted;
    const name = address.schedule;
    const schedule = await api.get(`/v2/schedules/${encodeURIComponent(name)}`, { identifierType: "name" });
    const id = readText(schedule, "id");
    if (id === undefined || !isJsonMap(schedule)) return undefined;
    schedules.set(role, id);
    const zone = subject.zoneOf(readText(schedule, "timezone") ?? "");
    const rotations = sortRotations(readList(schedule, "rotations"), address);
    const { others } = rotations;
    const rotationId = readText(rotations.own, "id");
    const overrides = await readOverrides(wanted, id, others, withPast);
    const timeline = await api.get(`/v2/schedules/${id}/timeline`, {
      identifierType: "id",
      interval: `${Math.ceil((target.until - now()) / WEEK_MS) + 2}`,
      intervalUnit: "weeks",
      date: new Date(now()).toISOString(),
    });
    const rows = readList(isJsonMap(timeline) ? timeline["finalTimeline"] : undefined, "rotations").filter(
      (row) =>
        address.rotation === undefined || (rotationId !== undefined && readText(row, "id") === rotationId),
    );
    const periods = rows.flatMap((row) => readList(row, "periods"));
    for (const period of periods.filter(isForwarded)) {
      const [from = null, to = null] = ["fromUser", "recipient"].map((key) => whoIs(period[key]));
      notes.add(noteForwarding(from, to));
    }
    const { frame, notes: said } = readFrame(wanted, {
      id,
      schedule,
      zone,
      rotations,
      title: "OpsGenie",
      whoIs,
    });
    for (const note of said) notes.add(note);
    return {
      ...frame,
      overrides: overrides.flatMap((each) => readOverride(each, wanted, rotationId, whoIs)),
      final: mergeSlots(
        periods.flatMap((period) => readSlot(period, isForwarded(period) ? "fromUser" : "recipient", whoIs)),
        now(),
      ),
      forwardings: periods
        .filter(isForwarded)
        .flatMap((period) =>
          readSlot(period, "fromUser", whoIs).flatMap(({ who: from, ...time }) =>
            readSlot(period, "recipient", whoIs).map(({ who: to }) => ({ ...time, from, to })),
          ),
        ),
    };
  }

  /**
   * The list need not say to which rotations an override applies. Ours, and those of rosters that share the schedule, may be
   * many: their aliases say it.
   */
  async function readOverrides(
    wanted: TargetRole,
    schedule: string,
    others: readonly string[],
    withPast: boolean,
  ): Promise<readonly JsonValue[]> {
    const owner = nameOwner(wanted);
    const query = { scheduleIdentifierType: "id" };
    const overrides: JsonValue[] = [];
    for (const each of await api.list(`/v2/schedules/${schedule}/overrides`, query)) {
      const alias = readText(each, "alias") ?? "";
      const isInReach = readSlot(each, "user", whoIs).some(
        ({ start, end }) => (withPast || end > now()) && start < target.until,
      );
      if (others.some((other) => readAlias(alias, nameRotationOwner(other)) !== undefined)) continue;
      const isForeign = isInReach && alias !== "" && readAlias(alias, owner) === undefined;
      const path = `/v2/schedules/${schedule}/overrides/${encodeURIComponent(alias)}`;
      overrides.push((isForeign ? await api.get(path, query) : undefined) ?? each);
    }
    return overrides;
  }

  async function readEscalation(name: string): Promise<Remote["escalation"]> {
    const escalation = await api.get(`/v2/escalations/${encodeURIComponent(name)}`, {
      identifierType: "name",
    });
    const id = readText(escalation, "id");
    if (id === undefined) return undefined;
    return {
      id,
      isOurs: isOurs(readText(escalation, "description") ?? ""),
      rules: readRules(escalation, listScheduleRoles(schedules), whoIs, readMinutes),
    };
  }

  return {
    async read({ withPast = false } = {}) {
      notes.clear();
      const account = (await readAccountName(api)) ?? "unknown";
      const found = new Map<Role, RemoteSchedule>();
      for (const wanted of target.roles) {
        const schedule = await readSchedule(wanted, withPast);
        if (schedule !== undefined) found.set(wanted.role, schedule);
      }
      const escalation = target.escalation && (await readEscalation(target.escalation.name));
      const { team } = roster.opsgenie ?? {};
      const routing =
        team === undefined ? [] : await checkRouting(api, team, target.escalation?.name, escalation?.id);
      return { account, schedules: found, escalation, notes: [...routing, ...notes] };
    },
    findOnCall: (role, at) => askOnCall(api, schedules.get(role) ?? "", at, whoIs),
  };
}

/** `schedule`: its id. */
export async function askOnCall(api: Api, schedule: string, at: Instant, whoIs: WhoIs): Promise<Who | null> {
  const query = { scheduleIdentifierType: "id", date: new Date(at).toISOString() };
  const answer = await api.get(`/v2/schedules/${schedule}/on-calls`, query);
  return joinPeople(readList(answer, "onCallParticipants").map(whoIs));
}

/** The roles of schedules by their ids. */
export function listScheduleRoles(schedules: ReadonlyMap<Role, string>): ReadonlyMap<string, Role> {
  return new Map([...schedules].map(([role, schedule]) => [schedule, role]));
}

/** Undefined if the key may not see it. */
export async function readAccountName(api: Api): Promise<string | undefined> {
  return readText(await api.get("/v2/account", {}, true), "name");
}

/** Alerts that are sent to a team follow its default routing rule, which no push changes. */
async function checkRouting(
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
  // OpsGenie does not document whether an answer has both.
  const [goal, id] = ["name", "id"].map((key) => toText(valueAt(main ?? null, ["notify", key])));
  const isRight = goal === escalation || (goal === undefined && id !== undefined && id === escalationId);
  if (escalation === undefined || main === undefined || isRight) return [];
  const notified = goal ?? id;
  const rule = `the default routing rule of team ${team} notifies`;
  const where = "in the team's settings in OpsGenie";
  return [
    notified === undefined
      ? `${rule} nobody: change it to ${escalation} ${where}`
      : `${rule} ${notified}, not ${escalation}: change it ${where}`,
  ];
}
