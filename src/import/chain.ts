/** Joins rotations of one schedule that follow each other. */
import { findWindows } from "../time/week.ts";
import { type Instant, MINUTE_MS, type Zone } from "../time/zone.ts";
import type { FoundRotation, FoundSchedule, ImportNote } from "./model.ts";

/** One list of people over time. */
export interface Chain {
  readonly schedule: FoundSchedule;
  /** Its last rotation, which is the one in force. */
  readonly name: string;
  /** What all of its rotations may be called: `Ops` and `Ops without Bob` are `Ops`. */
  readonly title: string;
  /** Oldest first, never empty. */
  readonly rotations: readonly StartedRotation[];
}

export interface StartedRotation extends FoundRotation {
  readonly start: Instant;
}

/** People join the end of one rotation and the start of the next by hand, some hours apart. */
const JOINT_MS = 12 * 60 * MINUTE_MS;

/** Rotations that have ended without a successor are left out, and those of which nobody knows when they begin. */
export function findChains(
  schedule: FoundSchedule,
  zone: Zone,
  now: Instant,
): { readonly chains: readonly Chain[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const started = schedule.rotations.flatMap((rotation): readonly StartedRotation[] => {
    const { start, name } = rotation;
    if (start !== undefined) return [{ ...rotation, start }];
    const message = "nobody can tell when it began: its start is no date";
    notes.push({ code: "unreadable-start", subject: `${schedule.name}/${name}`, message });
    return [];
  });
  const sorted = started.toSorted((one, other) => one.start - other.start);
  const taken = new Set<StartedRotation>();
  const chains: Chain[] = [];
  for (const first of sorted) {
    if (taken.has(first)) continue;
    const rotations = [first];
    taken.add(first);
    let last = first;
    while (last.end !== undefined) {
      const next = findNext(last, last.end, sorted, taken);
      if (next === undefined) break;
      notes.push(...noteJoint(schedule, zone, { ...last, end: last.end }, next));
      rotations.push(next);
      taken.add(next);
      last = next;
    }
    const { end, name } = last;
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
      const title = rotations.reduce((text, one) => (one.name.length < text.length ? one.name : text), name);
      chains.push({ schedule, name, title, rotations });
    }
  }
  return { chains, notes };
}

/** The one that takes over where another ends; of several, the one that shares the most people. */
function findNext(
  last: FoundRotation,
  end: Instant,
  sorted: readonly StartedRotation[],
  taken: ReadonlySet<StartedRotation>,
): StartedRotation | undefined {
  return sorted
    .filter((each) => !taken.has(each) && Math.abs(each.start - end) <= JOINT_MS && isAlike(last, each))
    .toSorted((one, other) => countShared(last, other) - countShared(last, one))[0];
}

/** A successor has the same hours, and some of the same people. */
function isAlike(one: FoundRotation, next: FoundRotation): boolean {
  return JSON.stringify(one.hours) === JSON.stringify(next.hours) && countShared(one, next) > 0;
}

function countShared(one: FoundRotation, next: FoundRotation): number {
  return next.participants.filter(({ id, name }) =>
    one.participants.some((other) => (id === undefined ? other.name === name : other.id === id)),
  ).length;
}

/** What the joint of two leaves to two people, or to nobody. */
function noteJoint(
  { name }: FoundSchedule,
  zone: Zone,
  { end, hours, ...one }: FoundRotation & { readonly end: Instant },
  { start, ...next }: StartedRotation,
): readonly ImportNote[] {
  const span = { start: Math.min(start, end), end: Math.max(start, end) };
  const minutes = Math.round((span.end - span.start) / MINUTE_MS);
  if (minutes === 0) return [];
  const duty = hours ? findWindows(zone, hours, span) : [span];
  const onDuty = Math.round(duty.reduce((sum, each) => sum + each.end - each.start, 0) / MINUTE_MS);
  const isOver = start < end;
  const how = isOver
    ? `it begins ${minutes} minutes before ${one.name}, which it follows, ends`
    : `it begins ${minutes} minutes after ${one.name}, which it follows, has ended`;
  const effect = isOver
    ? `both were on call for ${onDuty} minutes, in the roster only the new one is`
    : `nobody was on call for ${onDuty} minutes, in the roster somebody is`;
  return [
    {
      code: isOver ? "overlapping-successors" : "gap-between-successors",
      subject: `${name}/${next.name}`,
      message: `${how}: ${onDuty === 0 ? "none of that time is on duty" : effect}`,
      isHarmless: onDuty === 0,
    },
  ];
}
