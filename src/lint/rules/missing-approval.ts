/** Reports entries that need an approval and name nobody who gave it. */
import { judgeApprovals } from "../approvals.ts";
import type { Rule } from "../rule.ts";

export const missingApproval: Rule = {
  id: "missing-approval",
  severity: "error",
  silenceable: false,
  what: "an entry lacks an approval that the policy requires",
  why: "a change of somebody's place or time is for a manager who answers for them to allow",
  fix: "`oncall approve LINE --by ID`, by a manager of each engineer concerned",
  check: (context) => judgeApprovals(context, ["missing"]),
};
