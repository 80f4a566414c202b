/** A person in, what they are called in OpsGenie out. */
import type { Person } from "./model.ts";

/** Their email, unless the roster says otherwise (roster.md, `opsgenie`); undefined: no way to name them there. */
export function usernameOf({ opsgenie, email }: Pick<Person, "opsgenie" | "email">): string | undefined {
  return opsgenie ?? email;
}
