/** Names a person as OpsGenie does. */
import type { Person } from "./model.ts";

/** The email unless the roster gives a username (`opsgenie`); undefined if it has neither. */
export function usernameOf({ opsgenie, email }: Pick<Person, "opsgenie" | "email">): string | undefined {
  return opsgenie ?? email;
}
