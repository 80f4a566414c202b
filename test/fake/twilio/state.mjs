/** A message or a call and the phone that it is for in, its next state out: one step with each look at it, and no timers. */

/** @import { CallFate, Resource, TextFate } from "./model.ts" */

/** The states of a text by its fate. @param {TextFate} fate @param {boolean} byService @returns {readonly Resource[]} */
export function statesOfText(fate, byService) {
  const first = { status: byService ? "accepted" : "queued", num_segments: byService ? "0" : "1" };
  const sending = { status: "sending", num_segments: "1" };
  const sent = { status: "sent" };
  if (fate === "queued") return [first];
  if (fate === "sent") return [first, sending, sent];
  if (fate === "delivered") return [first, sending, sent, { status: "delivered" }];
  if ("undelivered" in fate)
    return [first, sending, sent, { status: "undelivered", error_code: fate.undelivered }];
  return "failed" in fate ? [first, { status: "failed", error_code: fate.failed }] : [first];
}

/** How often a call that was taken is seen to go on, before it is over. */
const TALKS = 3;

/** The states of a call by its fate. @param {CallFate} fate @returns {readonly Resource[]} */
export function statesOfCall(fate) {
  const queued = { status: "queued" };
  const ringing = { status: "ringing" };
  if (fate === "rings" || typeof fate === "object") return [queued, ringing];
  if (fate === "failed" || fate === "busy" || fate === "no-answer")
    return [queued, ringing, { status: fate }];
  // Whether it is a machine is known a moment after the call was taken.
  const taken = { status: "in-progress" };
  const known = Array.from({ length: TALKS }, () => ({ status: "in-progress", answered_by: fate }));
  return [queued, ringing, taken, ...known, { status: "completed", answered_by: fate, duration: "38" }];
}
