/** Selects the contacts that ring the phone of the roster. */
import { endAlike, readDigits } from "./digits.ts";
import type { ContactMethod, Examinee } from "./facts.ts";

/** Enabled, by text or call, and of the number in the roster; of any number if the roster has none to compare. */
export function listRinging(
  contacts: readonly ContactMethod[],
  { digits }: Examinee,
): readonly ContactMethod[] {
  return contacts.filter(
    ({ kind, isEnabled, to }) =>
      kind === "phone" && isEnabled && (digits === undefined || endAlike(readDigits(to), digits)),
  );
}
