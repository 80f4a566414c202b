/** What goes wrong on the way to and from the local Twilio; counted as that of the local OpsGenie is. */

/** @import { At } from "../opsgenie/faults.mjs" */

/**
 * `before` and `after`: what was asked was not, or was, done. `html`: the page of some proxy instead of the service's JSON.
 * `hang`: done, and no answer until the server closes. `times` is how often it strikes: once if not said.
 * @typedef {{ readonly at: At, readonly times?: number } & (
 *   | { readonly does: "error", readonly status: number, readonly code?: number, readonly html?: boolean, readonly when: "before" | "after" }
 *   | { readonly does: "throttle" }
 *   | { readonly does: "hang" }
 *   | { readonly does: "cut", readonly when: "before" | "after" }
 *   | { readonly does: "slow", readonly ms: number }
 * )} Fault
 */

/** Whether what is asked is done at all. @param {readonly Fault[]} struck */
export const isDone = (struck) =>
  !struck.some((each) => each.does === "throttle" || ("when" in each && each.when === "before"));
