/** Declares a question that no probe can settle, with the reason. */
import type { ProbePoint } from "../probe.ts";
import { giveUp } from "./words.ts";

export function declareUnknowable(id: string, question: string, reason: string): ProbePoint {
  return { id, question, assumed: undefined, settle: async () => giveUp(reason) };
}

const NO_ALERTS = "only an alert tells, and the probe sends none: it would page somebody";

/** Whatever only an alert, or a notice to somebody, would tell. */
export function listAlertPoints(title: string): readonly ProbePoint[] {
  return [
    declareUnknowable(
      "notices",
      "Does a change of a rotation tell people at once that their time on call begins or ends?",
      "somebody would have to be on call now, and the probe tells nobody anything: look at your phone after a push",
    ),
    declareUnknowable(
      "escalation-start",
      "Does the delay of a step count from the start of the alert, or from the step before?",
      NO_ALERTS,
    ),
    declareUnknowable(
      "alert-requests",
      "How long does an alert take to be made, and how does its request say that it is?",
      NO_ALERTS,
    ),
    declareUnknowable(
      "alert-report",
      "How does an alert say who acknowledged it, and is it found by its alias when it is closed?",
      NO_ALERTS,
    ),
    declareUnknowable(
      "most-overrides",
      "How many overrides may a schedule have?",
      `making hundreds would only burden ${title}: a push needs a few for each exception`,
    ),
  ];
}
