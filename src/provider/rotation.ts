/**
 * Translates schedules and their rotations into the terms of a plan and back, where services describe them alike: OpsGenie, and
 * Jira Service Management, which descends from it.
 */
import type { Assignment, Pattern, RemoteSchedule, TargetRole, Who } from "../plan/model.ts";
import { handoffAt } from "../plan/pattern.ts";
import { writeAddress } from "../roster/address.ts";
import type { ScheduleAddress } from "../roster/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";
import { type Instant, wallOf, type Zone } from "../time/zone.ts";
import { readInstant, readList, readText } from "./fields.ts";
import { isFinished, isOurs, isOwnRotation, nameRotation } from "./marks.ts";
import { isRestricted, readRestriction, writeRestriction } from "./restriction.ts";

/** Names the person of the roster whom a recipient is; null: nobody. */
export type WhoIs = (recipient: JsonValue | undefined) => Who | null;

/** The rotations of a schedule: the one that is ours, how many more are called so, and the names of those of others. */
export function sortRotations(all: readonly JsonMap[], address: ScheduleAddress) {
  const [own, ...more] = all.filter((one) => isOwnRotation(one, address));
  const others = all.flatMap((one) => (isOwnRotation(one, address) ? [] : (readText(one, "name") ?? [])));
  return { own, more: more.length, others };
}

export interface ScheduleParts {
  readonly id: string;
  readonly schedule: JsonMap;
  readonly zone: Zone | undefined;
  readonly rotations: ReturnType<typeof sortRotations>;
  /** What people call the service. */
  readonly title: string;
  readonly whoIs: WhoIs;
}

type Frame = Omit<RemoteSchedule, "overrides" | "final" | "forwardings">;

/** A schedule without what changes in it from week to week, and what is worth knowing about it. */
export function readFrame(
  wanted: Pick<TargetRole, "address">,
  { id, schedule, zone, rotations, title, whoIs }: ScheduleParts,
): { readonly frame: Frame; readonly notes: readonly string[] } {
  const { schedule: name, rotation: shared } = wanted.address;
  const { own, more, others } = rotations;
  const description = readText(schedule, "description") ?? "";
  const isEnabled = schedule["enabled"] !== false;
  const frame: Frame = {
    id,
    isOurs: isOurs(description),
    isFinished:
      shared === undefined
        ? isFinished(description)
        : readText(own, "name") === nameRotation(wanted.address, true),
    ...{ isEnabled, zone },
    rotation: own && {
      id: readText(own, "id") ?? "",
      pattern: zone && readPattern(own, zone, whoIs),
      from: readInstant(own, "startDate") ?? Infinity,
    },
    blockers: [
      ...findBlockers(wanted, own, more, title),
      ...(shared !== undefined && !isEnabled ? [`the schedule is disabled: enable it in ${title}`] : []),
    ],
  };
  const notes = [
    ...(own === undefined && others.length > 0
      ? [
          `the schedule ${name} has other rotations, and whoever is on duty in them is paged too: ${others.join(", ")}; if one was this roster's under another name, delete it in ${title}`,
        ]
      : []),
    ...(isEnabled ? [] : [`the schedule ${name} is disabled in ${title}, and notifies nobody`]),
  ];
  return { frame, notes };
}

export function noteForwarding(from: Who | null, to: Who | null): string {
  const [one, other] = [from, to].map((who) => who?.replace(/^@/, "") ?? "nobody");
  return `a forwarding rule sends some alerts for ${one} to ${other}`;
}

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
function findBlockers(
  { address }: Pick<TargetRole, "address">,
  rotation: JsonValue | undefined,
  more: number,
  title: string,
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

/** What a rotation is to be; `before`: what it is. */
export function writeRotation(
  pattern: Pattern,
  before: RemoteSchedule["rotation"],
  user: (who: Who) => object,
): object {
  return {
    startDate: formatDate(handoffAt(pattern, 0)),
    ...(pattern.every % 7 === 0
      ? { type: "weekly", length: pattern.every / 7 }
      : { type: "daily", length: pattern.every }),
    participants: pattern.people.map(user),
    ...((pattern.hours !== undefined || isRestricted(before)) && {
      timeRestriction: writeRestriction(pattern.hours),
    }),
  };
}

export function formatDate(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
