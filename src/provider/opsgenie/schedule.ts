/** Translates what changes in an OpsGenie schedule from week to week into the terms of a plan: overrides and periods. */
import type { Assignment, RemoteOverride, TargetRole } from "../../plan/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { readInstant, readList, readText } from "../fields.ts";
import type { WhoIs } from "../rotation.ts";
import { findSegment } from "./override-alias.ts";

/** None if it applies only to rotations that are not ours. */
export function readOverride(
  value: JsonValue,
  wanted: TargetRole,
  rotation: string | undefined,
  whoIs: WhoIs,
): readonly RemoteOverride[] {
  const rotations = readList(value, "rotations").map((one) => readText(one, "id"));
  if (rotations.length > 0 && !rotations.includes(rotation)) return [];
  const key = readText(value, "alias") ?? "";
  const recipient = isJsonMap(value) ? value["user"] : undefined;
  const type = readText(recipient, "type") ?? "user";
  const group = type === "user" || type === "none" ? undefined : type;
  return readSlot(value, "user", whoIs).map((slot) => {
    const found = { ...slot, key, ...(group !== undefined && { group }) };
    return { ...found, segment: findSegment(found, wanted) };
  });
}

/** `key`: where the value says who it is. None if its times cannot be read. */
export function readSlot(value: JsonValue, key: string, whoIs: WhoIs): readonly Assignment[] {
  const start = readInstant(value, "startDate");
  const end = readInstant(value, "endDate");
  return start === undefined || end === undefined || !isJsonMap(value)
    ? []
    : [{ start, end, who: whoIs(value[key]) }];
}

/** Forwarding moves alerts and not the schedule: whoever forwards them is still the one on call. */
export function isForwarded(period: JsonMap): boolean {
  return /^forward/.test(readText(period, "type") ?? "") && isJsonMap(period["fromUser"]);
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };

export function readMinutes(delay: JsonValue | undefined): number {
  const amount = isJsonMap(delay) ? delay["timeAmount"] : undefined;
  return (typeof amount === "number" ? amount : 0) * (UNIT_MINUTES[readText(delay, "timeUnit") ?? ""] ?? 1);
}
