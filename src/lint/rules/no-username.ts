/** The schedule is pushed to OpsGenie, and somebody of it cannot be named there. */
import { listParticipants } from "../../proof/groups.ts";
import { usernameOf } from "../../roster/username.ts";
import type { Rule } from "../rule.ts";

export const noUsername: Rule = {
  id: "no-username",
  severity: "error",
  silenceable: false,
  what: "the roster is for OpsGenie, and somebody who takes part has neither an `email` nor a user name there",
  why: "nothing is pushed while one of the people cannot be named: the service goes on with who was on call before",
  fix: "write their `email`, or `opsgenie: USERNAME` where that is another",
  check: ({ timeline, now, isPrivateUnread }) => {
    // An email may be in the private file as a number may.
    if (timeline.roster.opsgenie === undefined || isPrivateUnread) return [];
    return listParticipants(timeline, now)
      .filter((person) => usernameOf(person) === undefined)
      .map(({ id, path }) => ({
        path,
        on: "key",
        message: `${id} has neither an \`email\` nor a user name of OpsGenie: no push can name them`,
        help: "write their `email`, or `opsgenie: USERNAME`",
      }));
  },
};
