/**
 * Marks what oncall made in a service, and what it has not finished making: in the descriptions of schedules and escalations,
 * and in the names of rotations in a schedule that is shared.
 */
import type { ScheduleAddress } from "../roster/model.ts";
import type { JsonValue } from "../text/json.ts";
import { readText } from "./fields.ts";

const MARK = "Managed by oncall";
const UNFINISHED = "(unfinished)";

/** Rosters that share a schedule each write their own rotation, so that it is finished or not by itself. */
const SHARED = `${MARK}: the next push of each roster undoes changes made to its own rotation.`;

const UNFINISHED_ROTATION = "_unfinished";

/** Of a schedule or an escalation that is wholly ours. */
export function writeDescription(isFinished: boolean): string {
  const text = `${MARK}: the next push undoes changes made here.`;
  return isFinished ? text : `${text} ${UNFINISHED}`;
}

/** Of a new schedule. */
export function describeSchedule({ rotation }: ScheduleAddress): string {
  return rotation === undefined ? writeDescription(false) : SHARED;
}

/** A schedule that is wholly ours has one rotation, which needs no name of its own. */
export function nameRotation({ rotation }: ScheduleAddress, isFinished: boolean): string {
  if (rotation === undefined) return "oncall";
  return isFinished ? rotation : `${rotation}${UNFINISHED_ROTATION}`;
}

/** Whether a rotation of a schedule is ours: any, unless others share the schedule. */
export function isOwnRotation(rotation: JsonValue, address: ScheduleAddress): boolean {
  const names = [true, false].map((isFinished) => nameRotation(address, isFinished));
  return address.rotation === undefined || names.includes(readText(rotation, "name") ?? "");
}

export function isOurs(description: string): boolean {
  return description.includes(MARK);
}

export function isFinished(description: string): boolean {
  return !description.includes(UNFINISHED);
}
