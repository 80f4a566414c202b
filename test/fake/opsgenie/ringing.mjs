/** Decides whose phone an alert rings at once: that of a user, of whoever a schedule has on call, or of an escalation's first step. */
import { togetherOver } from "./serving.mjs";

/** @import { Alert, State } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */

/**
 * Ids of users, each once. A team rings all of its members.
 * @param {Pick<State, "schedules" | "escalations">} state @param {Alert["responders"]} responders
 * @param {readonly { readonly id: string }[]} users @param {number} now @param {Switches} switches
 * @returns {readonly string[]}
 */
export function ringingFor(state, responders, users, now, switches) {
  /** @type {(recipient: { readonly type: string, readonly id: string }) => readonly string[]} */
  const ringing = ({ type, id }) => {
    switch (type) {
      case "team":
        return users.map((user) => user.id);
      case "schedule": {
        const schedule = state.schedules.find((each) => each.id === id);
        const span = { start: now, end: now + 1 };
        return schedule === undefined ? [] : (togetherOver(schedule, span, now, switches)[0]?.ids ?? []);
      }
      case "escalation": {
        const rules = state.escalations.find((each) => each.id === id)?.rules ?? [];
        return rules.flatMap(({ delay, recipient }) => (delay.timeAmount === 0 ? ringing(recipient) : []));
      }
      default:
        return [id];
    }
  };
  return [...new Set(responders.flatMap(ringing))];
}
