/** Reads what OpsGenie has, and in large part its successor, into the terms of an import. */
import type {
  AccountUser,
  FoundEscalation,
  FoundException,
  FoundPeriod,
  FoundRecipient,
  FoundRotation,
  FoundSchedule,
} from "../../import/model.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readInstant, readList, readText } from "../fields.ts";
import { readRestriction } from "../restriction.ts";
import { isForwarded, readMinutes } from "./schedule.ts";

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
    name: readText(value, "fullName") || username,
    // Terraform spells it so.
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
    team: readText(value["ownerTeam"], "name"),
    rotations: readList(value, "rotations").map(readRotation),
    overrides: overrides.flatMap(readException),
    final: undefined,
  };
}

export function readRotation(value: JsonMap): FoundRotation {
  const length = value["length"];
  const name = readText(value, "name") ?? "rotation";
  return {
    id: readText(value, "id") ?? name,
    name,
    start: readInstant(value, "startDate"),
    end: readInstant(value, "endDate"),
    unit: (readText(value, "type") ?? "").toLowerCase(),
    length: typeof length === "number" ? length : 1,
    participants: readList(value, "participants").map(readRecipient),
    hours: readRestriction(value["timeRestriction"]),
  };
}

const KINDS = ["user", "team", "escalation", "schedule", "group", "none"] as const;

export function readRecipient(value: JsonValue | undefined): FoundRecipient {
  const type = (readText(value, "type") ?? "user").toLowerCase().replace("noone", "none");
  return {
    kind: KINDS.find((kind) => kind === type) ?? "group",
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

/** `key`: which of the timelines. */
export function readPeriods(timeline: JsonValue | undefined, key = "finalTimeline"): readonly FoundPeriod[] {
  return readList(valueAt(timeline, [key]), "rotations").flatMap((row) =>
    readList(row, "periods").flatMap((period): readonly FoundPeriod[] => {
      const [start, end] = [readInstant(period, "startDate"), readInstant(period, "endDate")];
      if (start === undefined || end === undefined) return [];
      const place = { rotation: readText(row, "id") ?? "", start, end };
      const to = readRecipient(period["recipient"]);
      return isForwarded(period)
        ? [{ ...place, recipient: readRecipient(period["fromUser"]), forwardedTo: to }]
        : [{ ...place, recipient: to }];
    }),
  );
}

export function readEscalation(value: JsonMap): FoundEscalation {
  const repeat = value["repeat"];
  return {
    name: readText(value, "name") ?? "",
    // The successor says 0 where nothing is repeated.
    repeats: isJsonMap(repeat) && repeat["count"] !== 0 && repeat["waitInterval"] !== 0,
    steps: readList(value, "rules").map((rule) => ({
      recipient: readRecipient(rule["recipient"]),
      minutes: typeof rule["delay"] === "number" ? rule["delay"] : readMinutes(rule["delay"]),
      isPlain: `${readText(rule, "condition")} ${readText(rule, "notifyType")}` === "if-not-acked default",
    })),
  };
}
