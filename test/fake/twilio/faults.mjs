/** Decides what goes wrong at which request to the local Twilio, counted as for the local OpsGenie. */

/** @import { At } from "../opsgenie/faults.mjs" */

/**
 * `before` and `after`: the request was not carried out, or was. `html`: the page of a proxy instead of the service's JSON.
 * `hang`: carried out, with no answer until the server closes. `times`: how often it strikes, once by default.
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
