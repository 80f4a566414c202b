/** Says of a thing that could not be read why its check cannot tell. */
import type { Unread } from "./facts.ts";
import type { Check, Reporter } from "./model.ts";

export function reportUnread(
  report: Reporter,
  subject: string | null,
  what: string,
  { reason, help }: Unread,
): Check {
  return report.doubt(subject, `${what}: ${reason}`, help);
}
