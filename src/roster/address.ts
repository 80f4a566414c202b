/** Reads and writes where a rotation is in a service: `schedule`, or `schedule/rotation`. A `/` in a name is written `//`. */
import type { ScheduleAddress } from "./model.ts";

const ADDRESS = /^((?:[^/]|\/\/)+)(?:\/((?:[^/]|\/\/)+))?$/;

export function parseAddress(text: string | undefined): ScheduleAddress | undefined {
  const [, schedule, rotation] = (ADDRESS.exec(text ?? "") ?? []).map((name) => name?.replaceAll("//", "/"));
  const isTrimmed = [schedule, rotation].every((name) => name?.trim() === name);
  return schedule === undefined || !isTrimmed ? undefined : { schedule, rotation };
}

export function writeAddress({ schedule, rotation }: ScheduleAddress): string {
  return [schedule, ...(rotation === undefined ? [] : [rotation])]
    .map((name) => name.replaceAll("/", "//"))
    .join("/");
}
