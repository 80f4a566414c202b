/** Joins rotations of one schedule that follow each other, and turns each into terms of a roster, or says why it cannot be one. */
import { formatTime, type LocalDate, type WallTime } from "../time/date.ts";
import { type Instant, MINUTE_MS, wallOf, type Zone } from "../time/zone.ts";
import type { FoundRecipient, FoundRotation, FoundSchedule, ImportNote } from "./model.ts";

/** One list of people over time. */
export interface Chain {
  readonly schedule: FoundSchedule;
  /** The last of its rotations. */
  readonly name: string;
  /** Oldest first, never empty. */
  readonly rotations: readonly FoundRotation[];
}

export interface TermsDraft {
  readonly start: LocalDate;
  readonly handoff: WallTime;
  readonly zone: Zone;
  readonly every: number;
  readonly duty: readonly string[] | undefined;
  /** Ids of users there. */
  readonly queue: readonly string[];
}

/** People join the end of one rotation and the start of the next by hand, some hours apart. */
const JOINT_MS = 12 * 60 * MINUTE_MS;

/** Rotations that have ended without a successor are left out. */
export function findChains(
  schedule: FoundSchedule,
  now: Instant,
): { readonly chains: readonly Chain[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const sorted = schedule.rotations.toSorted((one, other) => one.start - other.start);
  const taken = new Set<FoundRotation>();
  const chains: Chain[] = [];
  for (const first of sorted) {
    if (taken.has(first)) continue;
    const rotations = [first];
    taken.add(first);
    for (let last = first; last.end !== undefined; ) {
      const { end } = last;
      const next = sorted
        .filter((each) => !taken.has(each) && Math.abs(each.start - end) <= JOINT_MS && isAlike(last, each))
        .toSorted((one, other) => countShared(last, other) - countShared(last, one))[0];
      if (next === undefined) break;
      noteJoint(schedule, last, next, notes);
      rotations.push(next);
      taken.add(next);
      last = next;
    }
    const { end, name } = rotations.at(-1) ?? first;
    const subject = `${schedule.name}/${name}`;
    if (end !== undefined && end <= now)
      notes.push({
        ...{ code: "rotation-ended", subject, isHarmless: true },
        message: "this rotation has ended, and no other follows it: it is left out",
      });
    else {
      if (end !== undefined)
        notes.push({
          ...{ code: "rotation-ends", subject },
          message: "this rotation has an end, which a roster has not: it would go on",
        });
      chains.push({ schedule, name, rotations });
    }
  }
  return { chains, notes };
}

/** A successor has the same hours, and some of the same people. */
function isAlike(one: FoundRotation, next: FoundRotation): boolean {
  return String(one.duty) === String(next.duty) && countShared(one, next) > 0;
}

function countShared(one: FoundRotation, next: FoundRotation): number {
  return next.participants.filter(({ id, name }) =>
    one.participants.some((other) => (id === undefined ? other.name === name : other.id === id)),
  ).length;
}

function noteJoint(
  { name }: FoundSchedule,
  { end = 0, ...one }: FoundRotation,
  next: FoundRotation,
  notes: ImportNote[],
): void {
  const minutes = Math.round((end - next.start) / MINUTE_MS);
  if (minutes === 0) return;
  const isOver = minutes > 0;
  notes.push({
    code: isOver ? "overlapping-successors" : "gap-between-successors",
    subject: `${name}/${next.name}`,
    message: isOver
      ? `it begins ${minutes} minutes before ${one.name}, which it follows, ends: both were on call then, in the roster only the new one is`
      : `it begins ${-minutes} minutes after ${one.name}, which it follows, ends: nobody was on call then, in the roster somebody is`,
  });
}

/** What the roster cannot hold of a rotation, or the terms. */
export function draftTerms(
  rotation: FoundRotation,
  zone: Zone,
  userOf: (recipient: FoundRecipient) => string | undefined,
): TermsDraft | Omit<ImportNote, "subject"> {
  const { participants, unit, length, duty, start } = rotation;
  const days = { daily: 1, weekly: 7, hourly: 1 / 24 }[unit] ?? 0;
  const every = days * length;
  if (!Number.isInteger(every) || every < 1)
    return {
      code: "hourly-rotation",
      message: `turns of ${length} × ${unit} are no whole days, and a roster hands off at most once a day`,
    };
  const other = participants.find(({ kind }) => kind !== "user");
  if (other !== undefined)
    return {
      code: other.kind === "none" ? "participant-nobody" : `participant-${other.kind}`,
      message:
        other.kind === "none"
          ? "a turn of it is nobody's, and every place in a queue is somebody's"
          : `a turn of it is the ${other.kind} ${other.name ?? other.id ?? ""}, and every place in a queue is one person's`,
    };
  const queue = participants.map(userOf);
  const known = queue.flatMap((id) => id ?? []);
  if (known.length < queue.length)
    return {
      code: "unknown-participant",
      message: `it names somebody whom the account does not have: ${participants.find((one) => userOf(one) === undefined)?.id ?? "without a name"}`,
    };
  if (known.length === 0) return { code: "no-participants", message: "nobody takes part in it" };
  if (new Set(known).size < known.length)
    return {
      code: "same-person-twice",
      message: "somebody has two places in it, and a queue holds everybody once",
    };
  const { date, time } = wallOf(zone, start);
  return { start: date, handoff: time, zone, every, duty, queue: known };
}

/** `list` is `other` with its first `by` people moved to the end. */
export function isTurned(list: readonly string[], other: readonly string[], by: number): boolean {
  return list.length === other.length && list.every((id, index) => id === other[(index + by) % other.length]);
}

/** All but the queue. */
export function describeRhythm({ start, handoff, zone, every, duty }: TermsDraft): string {
  return [start, formatTime(handoff), zone.name, every, duty?.join(";") ?? ""].join(" ");
}
