/** Reports entries that are approved by somebody who may not. */
import { findSelfApprovals, judgeApprovals } from "../approvals.ts";
import type { Rule } from "../rule.ts";

export const wrongApprover: Rule = {
  id: "wrong-approver",
  severity: "error",
  silenceable: false,
  what: "an entry is approved by somebody who may not approve it, or by the engineer concerned",
  why: "nobody approves for themselves, and each engineer has their own managers",
  fix: "have a manager of each engineer concerned approve; for somebody without one, anybody's manager may",
  check: (context) => [...judgeApprovals(context, ["self", "wrong"]), ...findSelfApprovals(context)],
};
