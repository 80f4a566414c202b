/** Says of a thing that could not be read why its check cannot tell. */
import type { Reading } from "./facts.ts";
import type { Check, Reporter } from "./model.ts";

type Unread = Extract<Reading<unknown>, { readonly kind: "unread" }>;

export function reportUnread(
  report: Reporter,
  subject: string | null,
  what: string,
  { reason, help }: Unread,
): Check {
  return report.unknown(subject, `${what}: ${reason}`, help);
}
