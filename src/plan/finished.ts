/** Tells whether what a push would write into was finished by an earlier one. */
import type { RemoteSchedule, TargetRole } from "./model.ts";

/** Whether an earlier push made it and ran to its end. A rotation among those of others bears its own mark. */
export function isFinished({ address }: TargetRole, has: RemoteSchedule | undefined): boolean {
  return has?.isFinished === true && (has.isOurs || address.rotation !== undefined);
}
