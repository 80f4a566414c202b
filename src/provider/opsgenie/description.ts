/** Marks what oncall made in OpsGenie, and what it has not finished making, in the descriptions of schedules and escalations. */

const MARK = "Managed by oncall";
const UNFINISHED = "(unfinished)";

export function writeDescription(isFinished: boolean): string {
  const text = `${MARK}: the next push undoes changes made here.`;
  return isFinished ? text : `${text} ${UNFINISHED}`;
}

export function isOurs(description: string): boolean {
  return description.includes(MARK);
}

export function isFinished(description: string): boolean {
  return !description.includes(UNFINISHED);
}
