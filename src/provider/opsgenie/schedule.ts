/** Translates parts of an OpsGenie schedule into the terms of a plan: rotations, overrides, periods. */
import type { Assignment, Pattern, RemoteOverride, TargetRole, Who } from "../../plan/model.ts";
import { writeAddress } from "../../roster/address.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { type Instant, wallOf, type Zone } from "../../time/zone.ts";
import { readInstant, readList, readText } from "../fields.ts";
import { findSegment } from "./override-alias.ts";
import { readRestriction } from "./restriction.ts";

/** Names the person of the roster whom a recipient is; null: nobody. */
export type WhoIs = (recipient: JsonValue | undefined) => Who | null;

/** Undefined if a rotation is no plain pattern of people. */
export function readPattern(rotation: JsonValue, zone: Zone, whoIs: WhoIs): Pattern | undefined {
  const start = readInstant(rotation, "startDate");
  const length = isJsonMap(rotation) && typeof rotation["length"] === "number" ? rotation["length"] : 1;
  const every = length * ({ daily: 1, weekly: 7 }[readText(rotation, "type") ?? ""] ?? 1 / 24);
  const people = readList(rotation, "participants").flatMap((one) => whoIs(one) ?? []);
  const isWhole = people.length > 0 && people.length === readList(rotation, "participants").length;
  const hours = readRestriction(isJsonMap(rotation) ? rotation["timeRestriction"] : undefined);
  if (start === undefined || !Number.isInteger(every) || !isWhole || hours === null) return undefined;
  return { zone, ...wallOf(zone, start), every, people, hours };
}

/** What leaves time to nobody, or to two people. Somebody wanted it so: oncall does not undo it. */
export function findBlockers(
  { address }: Pick<TargetRole, "address">,
  rotation: JsonValue | undefined,
  more: number,
  title = "OpsGenie",
): readonly string[] {
  const own = address.rotation;
  const [what, instead] =
    own === undefined
      ? [
          "rotations",
          `, or name the roster's own in its address, as ${writeAddress({ ...address, rotation: "NAME" })}`,
        ]
      : [`rotations called ${own}`, ""];
  const has = (key: string) => isJsonMap(rotation) && (rotation[key] ?? null) !== null;
  return [
    ...(more > 0
      ? [`it has ${more + 1} ${what}, all on call at once: delete all but one in ${title}${instead}`]
      : []),
    ...(has("endDate") ? [`its rotation has an end date: remove it in ${title}`] : []),
  ];
}

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

/** Cuts slots that overlap, since several rotations are on call together. Those that have ended are left out. */
export function mergeSlots(slots: readonly Assignment[], now: Instant): readonly Assignment[] {
  const live = slots.filter(({ start, end }) => end > Math.max(now, start));
  const cuts = [...new Set(live.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? end;
    const present = live.filter((each) => each.start < end && each.end > start);
    return { start, end, who: joinPeople(present.map(({ who }) => who)) };
  });
}

export function joinPeople(all: readonly (Who | null)[]): Who | null {
  const people = [...new Set(all.filter((who) => who !== null))].sort();
  return people.length === 0 ? null : people.join(" + ");
}

const UNIT_MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };

export function readMinutes(delay: JsonValue | undefined): number {
  const amount = isJsonMap(delay) ? delay["timeAmount"] : undefined;
  return (typeof amount === "number" ? amount : 0) * (UNIT_MINUTES[readText(delay, "timeUnit") ?? ""] ?? 1);
}
