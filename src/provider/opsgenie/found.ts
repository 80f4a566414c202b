/**
 * Reads what OpsGenie has into the terms of an import: from the answers of its API, from the files of its official backup,
 * or from what `terraform show -json` prints. They differ in what they wrap things in.
 */
import type {
  AccountUser,
  FoundEscalation,
  FoundException,
  FoundPeriod,
  FoundRecipient,
  FoundRotation,
  FoundSchedule,
} from "../../import/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { formatTime, WEEKDAYS } from "../../time/date.ts";
import { readInstant, readList, readText } from "./fields.ts";
import { readMinutes } from "./schedule.ts";

/** Everything of one kind that some JSON holds, however it is wrapped. */
export interface FoundObjects {
  readonly users: readonly AccountUser[];
  readonly schedules: readonly FoundSchedule[];
  readonly escalations: readonly FoundEscalation[];
}

/** Looks for users, schedules and escalations anywhere in the documents. */
export function readObjects(documents: readonly JsonValue[]): FoundObjects {
  const users = new Map<string, AccountUser>();
  const schedules = new Map<string, FoundSchedule>();
  const escalations = new Map<string, FoundEscalation>();
  const apart: { readonly schedule: string; readonly rotation: FoundRotation }[] = [];
  const look = (value: JsonValue): void => {
    if (Array.isArray(value)) for (const each of value) look(each);
    if (!isJsonMap(value)) return;
    const type = readText(value, "type") ?? "";
    // Terraform keeps the fields of a resource apart from its name.
    const inner = value["values"];
    const scheduled = value["schedule"];
    const has = (key: string) => readText(value, key) !== undefined;
    if (/^opsgenie_/.test(type) && isJsonMap(inner)) {
      if (type === "opsgenie_schedule_rotation")
        apart.push({ schedule: readText(inner, "schedule_id") ?? "", rotation: readRotation(inner) });
      if (type === "opsgenie_schedule") keep(schedules, readSchedule(inner, []));
      if (type === "opsgenie_user") keep(users, readUser(inner));
      if (type === "opsgenie_escalation") keep(escalations, readEscalation(inner));
    } else if (isJsonMap(scheduled) && Array.isArray(scheduled["rotations"]))
      keep(schedules, readSchedule(scheduled, readList(value, "scheduleOverrideList")));
    else if (has("username") && (has("fullName") || isJsonMap(value["role"]))) keep(users, readUser(value));
    else if (has("timezone") && has("name")) keep(schedules, readSchedule(value, []));
    else if (Array.isArray(value["rules"]) && has("name")) keep(escalations, readEscalation(value));
    else for (const each of Object.values(value)) look(each);
  };
  for (const document of documents) look(document);
  const all = [...schedules.values()].map((schedule) => ({
    ...schedule,
    rotations: [
      ...schedule.rotations,
      ...apart.filter((one) => one.schedule === schedule.id).map(({ rotation }) => rotation),
    ],
  }));
  return {
    users: addParticipants([...users.values()], all),
    schedules: all,
    escalations: [...escalations.values()],
  };
}

function keep<Thing extends { readonly id?: string; readonly name: string }>(
  map: Map<string, Thing>,
  thing: Thing,
): void {
  map.set(thing.id ?? thing.name, thing);
}

/** A backup or an answer without users still names those in the rotations. */
export function addParticipants(
  users: readonly AccountUser[],
  schedules: readonly FoundSchedule[],
): readonly AccountUser[] {
  const found = [...users];
  const named = schedules.flatMap(({ rotations, overrides }) => [
    ...rotations.flatMap(({ participants }) => participants),
    ...overrides.map(({ recipient }) => recipient),
  ]);
  for (const { kind, id, name } of named) {
    if (kind !== "user" || name === undefined) continue;
    if (found.some((user) => user.id === id || user.username.toLowerCase() === name.toLowerCase())) continue;
    found.push({ id: id ?? name, username: name, name, zone: undefined, isActive: true });
  }
  return found;
}

export function readUser(value: JsonMap): AccountUser {
  const username = readText(value, "username") ?? "";
  return {
    id: readText(value, "id") ?? username,
    username,
    name: readText(value, "fullName") ?? readText(value, "full_name") ?? username,
    zone: readText(value, "timeZone") ?? readText(value, "timezone"),
    isActive: value["blocked"] !== true && value["verified"] !== false,
  };
}

export function readSchedule(value: JsonMap, overrides: readonly JsonMap[]): FoundSchedule {
  return {
    id: readText(value, "id") ?? readText(value, "name") ?? "",
    name: readText(value, "name") ?? "",
    zone: readText(value, "timezone") ?? "",
    isEnabled: value["enabled"] !== false,
    team: isJsonMap(value["ownerTeam"]) ? readText(value["ownerTeam"], "name") : undefined,
    rotations: readList(value, "rotations").map(readRotation),
    overrides: overrides.flatMap(readException),
    final: undefined,
  };
}

function readRotation(value: JsonMap): FoundRotation {
  const length = value["length"];
  const name = readText(value, "name") ?? "rotation";
  return {
    id: readText(value, "id") ?? name,
    name,
    start: readInstant(value, "startDate") ?? readInstant(value, "start_date") ?? 0,
    end: readInstant(value, "endDate") ?? readInstant(value, "end_date"),
    unit: (readText(value, "type") ?? "").toLowerCase(),
    length: typeof length === "number" ? length : 1,
    participants: [...readList(value, "participants"), ...readList(value, "participant")].map(readRecipient),
    duty: readDuty(value["timeRestriction"] ?? value["time_restriction"]),
  };
}

export function readRecipient(value: JsonValue | undefined): FoundRecipient {
  const type = (readText(value, "type") ?? "user").toLowerCase();
  const kinds = ["user", "team", "escalation", "schedule", "group", "none"] as const;
  return {
    kind: kinds.find((kind) => kind === type) ?? "group",
    id: readText(value, "id"),
    name: readText(value, "username") ?? readText(value, "name"),
  };
}

export function readException(value: JsonMap): readonly FoundException[] {
  const [start, end] = [readInstant(value, "startDate"), readInstant(value, "endDate")];
  if (start === undefined || end === undefined) return [];
  const rotations = readList(value, "rotations").flatMap((one) => readText(one, "id") ?? []);
  return [
    { key: readText(value, "alias") ?? "", start, end, recipient: readRecipient(value["user"]), rotations },
  ];
}

export function readPeriods(timeline: JsonValue | undefined): readonly FoundPeriod[] {
  const rows = readList(isJsonMap(timeline) ? timeline["finalTimeline"] : undefined, "rotations");
  return rows.flatMap((row) =>
    readList(row, "periods").flatMap((period): readonly FoundPeriod[] => {
      const [start, end] = [readInstant(period, "startDate"), readInstant(period, "endDate")];
      if (start === undefined || end === undefined) return [];
      return [
        { rotation: readText(row, "id") ?? "", start, end, recipient: readRecipient(period["recipient"]) },
      ];
    }),
  );
}

export function readEscalation(value: JsonMap): FoundEscalation {
  return {
    name: readText(value, "name") ?? "",
    repeats: isJsonMap(value["repeat"]) && value["repeat"]["count"] !== 0,
    steps: readList(value, "rules").map((rule) => {
      const how = `${readText(rule, "condition")} ${readText(rule, "notifyType") ?? readText(rule, "notify_type")}`;
      const [first] = readList(rule, "recipient");
      return {
        recipient: readRecipient(first ?? rule["recipient"]),
        minutes: typeof rule["delay"] === "number" ? rule["delay"] : readMinutes(rule["delay"]),
        isPlain: how === "if-not-acked default",
      };
    }),
  };
}

interface RestrictedTime {
  readonly first: string;
  readonly last: string;
  readonly from: string;
  readonly until: string;
}

/** A restriction as the roster writes hours of duty. */
function readDuty(value: JsonValue | undefined): readonly string[] | undefined {
  const restriction = Array.isArray(value) ? value[0] : value;
  if (!isJsonMap(restriction)) return undefined;
  const one = restriction["restriction"];
  const single = Array.isArray(one) ? one[0] : one;
  if (readText(restriction, "type") === "time-of-day" && isJsonMap(single))
    return [`${readClock(single, "start")}-${readClock(single, "end")}`];
  const many = readList(restriction, "restrictions").map(
    (each): RestrictedTime => ({
      first: readDay(each, "start"),
      last: readDay(each, "end"),
      from: readClock(each, "start"),
      until: readClock(each, "end"),
    }),
  );
  const daily = new Map<string, string[]>();
  const others: string[] = [];
  for (const { first, last, from, until } of many) {
    const days = (SHORT.indexOf(last) - SHORT.indexOf(first) + 7) % 7;
    const isDaily = (days === 0 && from < until) || (days === 1 && until <= from);
    const time = `${from}-${until}`;
    if (isDaily) daily.set(time, [...(daily.get(time) ?? []), first]);
    else others.push(`${first} ${from} - ${last} ${until}`);
  }
  const texts = [...daily].map(([time, days]) => `${joinDays(days)} ${time}`);
  return [...texts, ...others];
}

const SHORT = WEEKDAYS.map((name) => name.slice(0, 3));

/** `mon-fri`, or `mon,wed`. */
function joinDays(days: readonly string[]): string {
  const indexes = [...new Set(days.map((day) => SHORT.indexOf(day)))].sort((one, other) => one - other);
  const [first = 0] = indexes;
  const last = indexes.at(-1) ?? first;
  const isRange = indexes.length > 2 && last - first === indexes.length - 1;
  return isRange ? `${SHORT[first]}-${SHORT[last]}` : indexes.map((index) => SHORT[index]).join(",");
}

function readDay(value: JsonMap, end: "start" | "end"): string {
  return (readText(value, `${end}Day`) ?? readText(value, `${end}_day`) ?? "").toLowerCase().slice(0, 3);
}

function readClock(value: JsonMap, end: "start" | "end"): string {
  const [hour, minute] = [`${end}Hour`, `${end}Min`].map((key) => {
    const number = value[key] ?? value[key.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)];
    return typeof number === "number" ? number : 0;
  });
  return formatTime((hour ?? 0) * 60 + (minute ?? 0));
}
