/** An entry that needs an approval names nobody who gave it. */
import { judgeApprovals } from "../approvals.ts";
import type { Rule } from "../rule.ts";

export const missingApproval: Rule = {
  id: "missing-approval",
  severity: "error",
  silenceable: false,
  what: "an entry lacks an approval that the policy asks for",
  why: "whose place or time changes has somebody who answers for it",
  fix: "have a manager of each engineer concerned approve, and name them in `approved_by`",
  check: (question) =>
    judgeApprovals(
      question,
      ({ kind }) => kind === "missing",
      ({ person }) => `nobody has approved for ${person}`,
    ),
};
