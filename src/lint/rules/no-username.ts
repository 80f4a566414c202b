/** Reports people whom a push to OpsGenie could not name. */
import { listParticipants } from "../../proof/groups.ts";
import { usernameOf } from "../../roster/username.ts";
import type { Rule } from "../rule.ts";

export const noUsername: Rule = {
  id: "no-username",
  severity: "error",
  silenceable: false,
  what: "the roster is pushed to OpsGenie, and somebody in the rotation has neither an `email` nor a username there",
  why: "nothing is pushed while somebody cannot be named there: OpsGenie keeps the old schedule",
  fix: "add their `email`, or `opsgenie: USERNAME` if that is different",
  check: ({ timeline, now, isPrivateUnread }) => {
    // The private file may have their email, as it may have their number.
    if (timeline.roster.opsgenie === undefined || isPrivateUnread) return [];
    return listParticipants(timeline, now)
      .filter((person) => usernameOf(person) === undefined)
      .map(({ id, path }) => ({
        path,
        on: "key",
        message: `${id} has neither an \`email\` nor an OpsGenie username: a push cannot name them`,
        help: "add their `email`, or `opsgenie: USERNAME`",
      }));
  },
};
