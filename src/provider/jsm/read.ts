/** Reads what Jira Service Management has of a target: schedules, overrides, its own final timeline, the escalation and where a team's alerts go. */
import { EXIT, Fault } from "../../fault.ts";
import type { Remote, RemoteSchedule, TargetRole, Who } from "../../plan/model.ts";
import type { Role } from "../../roster/model.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import { readList, readText } from "../fields.ts";
import { isOurs } from "../marks.ts";
import { type MatchedOverride, markOwn } from "../match.ts";
import { readMark } from "../push-mark.ts";
import { joinPeople, mergeSlots, noteForwarding, readFrame, sortRotations } from "../rotation.ts";
import { readRules } from "../rules.ts";
import type { PushSubject, ScheduleReader } from "../schedules.ts";
import { type Accounts, findAccount, readProfiles } from "./accounts.ts";
import type { JsmApi } from "./api.ts";
import { TITLE } from "./environment.ts";
import { isForwarded, readAssignment, readForwarder, readPeriods } from "./periods.ts";

const WEEK_MS = 7 * DAY_MS;

export interface JsmReading {
  readonly api: JsmApi;
  readonly subject: PushSubject;
  readonly accounts: Accounts;
  /** The id of the team that owns the schedules. */
  readonly team: string;
  readonly account: string;
}

export function createReader({ api, subject, accounts, team, account }: JsmReading): ScheduleReader {
  const { roster, target, now } = subject;
  const known = new Map([...accounts].map(([id, each]) => [each, id]));
  // People whom the target does not need are known if the roster says which account they have.
  for (const { id, jsm } of roster.people.values())
    if (jsm !== undefined && !known.has(jsm)) known.set(jsm, id);
  const names = new Map<string, string>();
  const former = new Map<string, Promise<string | undefined>>();
  const schedules = new Map<Role, string>();
  const notes = new Set<string>();

  const whoIs = (responder: JsonValue | undefined): Who | null => {
    if (readText(responder, "type") === "noone") return null;
    const id = readText(responder, "id") ?? "";
    return known.get(id) ?? `@${names.get(id) ?? id}`;
  };

  /** Asks once for the names of accounts that the roster does not know. */
  async function learnNames(values: readonly (JsonValue | undefined)[]): Promise<void> {
    const users = values.filter((value) => ["user", undefined].includes(readText(value, "type")));
    const ids = new Set(users.flatMap((value) => readText(value, "id") ?? []));
    const unknown = [...ids].filter((id) => !known.has(id) && !names.has(id));
    for (const [id, { name, email }] of await readProfiles(api, unknown)) {
      names.set(id, name);
      const person = [...roster.people.values()].find((each) => isSameEmail(each.email, email));
      if (person !== undefined && !accounts.has(person.id)) known.set(id, person.id);
    }
  }

  async function readSchedule(wanted: TargetRole): Promise<RemoteSchedule | undefined> {
    const { role, address } = wanted;
    const name = address.schedule;
    const schedule = await findSchedule(api, name, team);
    const id = readText(schedule, "id");
    if (schedule === undefined || id === undefined) return undefined;
    schedules.set(role, id);
    const path = `/schedules/${encodeURIComponent(id)}`;
    const zone = subject.zoneOf(readText(schedule, "timezone") ?? "");
    const all = Array.isArray(schedule["rotations"])
      ? readList(schedule, "rotations")
      : (await api.list(`${path}/rotations`)).filter(isJsonMap);
    const rotations = sortRotations(all, address);
    const rotationId = readText(rotations.own, "id");
    const found = (await api.list(`${path}/overrides`)).filter(isJsonMap);
    const timeline = await api.get(`${path}/timeline`, {
      interval: `${Math.ceil((target.until - now()) / WEEK_MS) + 2}`,
      intervalUnit: "weeks",
      date: new Date(now()).toISOString(),
      expand: "base,override,forwarding",
    });
    const periods = readPeriods(timeline, address.rotation === undefined ? undefined : (rotationId ?? ""));
    await learnNames([
      ...found.map((each) => each["responder"]),
      ...periods.map((period) => period["responder"]),
      ...all.flatMap((each) => readList(each, "participants")),
    ]);
    for (const period of periods.filter(isForwarded)) {
      notes.add(noteForwarding(whoIs(readForwarder(period)), whoIs(period["responder"])));
    }
    const { frame, notes: said } = readFrame(wanted, { id, schedule, zone, rotations, title: TITLE, whoIs });
    for (const note of said) notes.add(note);
    const description = readText(schedule, "description") ?? "";
    const owner = readText(schedule, "teamId");
    return {
      ...frame,
      blockers: [
        ...frame.blockers,
        ...(owner !== undefined && owner !== team
          ? [`it belongs to another team than ${roster.jsm?.team}: choose another name, or move it there`]
          : []),
      ],
      overrides: await readOverrides(wanted, description, found, rotationId),
      final: mergeSlots(
        periods.flatMap((period) => readAssignment(period, whoIs)),
        now(),
      ),
      forwardings: periods.filter(isForwarded).flatMap((period) =>
        readAssignment(period, whoIs).map(({ start, end, who: from }) => ({
          ...{ start, end, from },
          to: whoIs(period["responder"]),
        })),
      ),
    };
  }

  /** Those that apply to our rotation. */
  async function readOverrides(
    { role, address, overrides: wanted, pattern }: TargetRole,
    description: string,
    found: readonly JsonMap[],
    rotation: string | undefined,
  ): Promise<RemoteSchedule["overrides"]> {
    const overrides = found.flatMap((each): readonly MatchedOverride[] => {
      const bound = each["rotationIds"];
      const isBound = Array.isArray(bound) && bound.length > 0;
      if (isBound && (rotation === undefined || !bound.includes(rotation))) return [];
      // Where others share the schedule, ours apply to our rotation alone.
      const isCandidate = address.rotation === undefined || (isBound && bound.length === 1);
      const responder = each["responder"];
      const account = readText(responder, "type") === "noone" ? undefined : readText(responder, "id");
      const key = readText(each, "alias") ?? "";
      return readAssignment(each, whoIs).map((slot) => ({ ...slot, key, account, isCandidate }));
    });
    const findMade = () =>
      subject
        .findPushed(readMark(description))
        .map(({ people, overrides: duties, patterns, isSuperseded }) => ({
          ...{ people, overrides: duties.get(role) ?? [], pattern: patterns.get(role), isSuperseded },
        }));
    const current = { people: roster.people, overrides: wanted, pattern, isSuperseded: false };
    return markOwn(overrides, current, findMade, findFormer, now());
  }

  /** Somebody whom the target does not need any more is looked up once, and need not be there. */
  function findFormer(id: string, person: Parameters<typeof findAccount>[2]): Promise<string | undefined> {
    const account = accounts.get(id);
    if (account !== undefined) return Promise.resolve(account);
    const key = `${id} ${person?.jsm} ${person?.email}`;
    const asked =
      former.get(key) ??
      findAccount(api, id, person).then((found) => (found.kind === "found" ? found.id : undefined));
    former.set(key, asked);
    return asked;
  }

  async function readEscalation(name: string): Promise<Remote["escalation"]> {
    const escalation = await findEscalation(api, team, name);
    const id = readText(escalation, "id");
    if (escalation === undefined || id === undefined) return undefined;
    const roles = new Map([...schedules].map(([role, schedule]) => [schedule, role]));
    await learnNames(readList(escalation, "rules").map((rule) => rule["recipient"]));
    const rules = readRules(escalation, roles, whoIs, readDelay);
    const isEnabled = escalation["enabled"] !== false;
    if (!isEnabled)
      notes.add(`the escalation ${name} is disabled in Jira Service Management, and notifies nobody`);
    return {
      id,
      isOurs: isOurs(readText(escalation, "description") ?? ""),
      // One that is disabled is written anew, which enables it.
      rules: isEnabled ? rules : [],
    };
  }

  return {
    async read() {
      notes.clear();
      const found = new Map<Role, RemoteSchedule>();
      for (const wanted of target.roles) {
        const schedule = await readSchedule(wanted);
        if (schedule !== undefined) found.set(wanted.role, schedule);
      }
      const { escalation } = target;
      const policy = escalation && (await readEscalation(escalation.name));
      const routing = escalation === undefined ? [] : await checkRouting(escalation.name, policy?.id);
      return { account, schedules: found, escalation: policy, notes: [...routing, ...notes] };
    },
    async findOnCall(role, at) {
      const wanted = target.roles.find((each) => each.role === role)?.address.schedule ?? "";
      const id = schedules.get(role) ?? readText(await findSchedule(api, wanted, team), "id");
      if (id === undefined) return null;
      const answer = await api.get(`/schedules/${encodeURIComponent(id)}/on-calls`, {
        flat: "true",
        date: new Date(at).toISOString(),
      });
      const ids = isJsonMap(answer) && Array.isArray(answer["onCallUsers"]) ? answer["onCallUsers"] : [];
      const users = ids.map((id) => ({ type: "user", id }));
      await learnNames(users);
      return joinPeople(users.map(whoIs));
    },
  };

  /** Alerts that are sent to a team follow its default routing rule, which no push changes. */
  async function checkRouting(escalation: string, id: string | undefined): Promise<readonly string[]> {
    const rules = await api.list(`/teams/${encodeURIComponent(team)}/routing-rules`);
    const main = rules.find((rule) => isJsonMap(rule) && rule["isDefault"] === true);
    const goal = readText(valueAt(main, ["notify"]), "id");
    if (main === undefined || (goal !== undefined && goal === id)) return [];
    return [
      `the default routing rule of team ${roster.jsm?.team} ${goal === undefined ? "notifies nobody" : "notifies something else"}: change it to ${escalation} in the team's settings in Jira`,
    ];
  }
}

/** By its whole name; the service ignores capitals. If two teams have one of that name, it is that of `team`, an id. */
export async function findSchedule(
  api: JsmApi,
  name: string,
  team: string | undefined,
): Promise<JsonMap | undefined> {
  const found = await api.list("/schedules", { query: name, expand: "rotation" });
  const equal = found.filter(isJsonMap).filter((each) => readText(each, "name") === name);
  const schedule = equal.find((each) => readText(each, "teamId") === team) ?? equal[0];
  const other = found.find((each) => readText(each, "name")?.toLowerCase() === name.toLowerCase());
  if (schedule === undefined && other !== undefined)
    throw new Fault(
      EXIT.service,
      `the schedule ${name} is written ${readText(other, "name")} in Jira Service Management, which lets only one of the two exist`,
      "write it so in `jsm.schedules` of the roster",
    );
  return schedule;
}

export async function findEscalation(api: JsmApi, team: string, name: string): Promise<JsonMap | undefined> {
  const all = (await api.list(`/teams/${encodeURIComponent(team)}/escalations`)).filter(isJsonMap);
  return all.find((each) => readText(each, "name") === name);
}

/** A delay is a number of minutes. */
export function readDelay(delay: JsonValue | undefined): number {
  return typeof delay === "number" ? delay : 0;
}

/** The id of a team, which also shows that the token sees it: to one that does not, what there is looks empty. */
export async function findTeam(api: JsmApi, name: string): Promise<string> {
  const teams = readList(await api.get("/teams"), "platformTeams");
  const team = teams.find((each) => readText(each, "teamName") === name);
  const id = readText(team, "teamId");
  if (id !== undefined) return id;
  const seen = teams.flatMap((each) => readText(each, "teamName") ?? []);
  throw new Fault(
    EXIT.service,
    `the account in JSM_EMAIL cannot see a team ${name} with operations in Jira Service Management`,
    seen.length === 0
      ? "make it an admin of that team, or correct `jsm.team` in the roster; it sees no team at all"
      : `make it an admin of that team, or correct \`jsm.team\` in the roster; it sees ${seen.slice(0, 5).join(", ")}`,
  );
}

function isSameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
