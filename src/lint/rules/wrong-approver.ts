/** An entry was approved by somebody who may not approve for everybody concerned. */
import { joinWords } from "../../rules/words.ts";
import { findSelfApprovals, judgeApprovals } from "../approvals.ts";
import type { Rule } from "../rule.ts";

export const wrongApprover: Rule = {
  id: "wrong-approver",
  severity: "error",
  silenceable: false,
  what: "an entry is approved by somebody who may not, or by the engineer concerned",
  why: "nobody approves for themselves, and each engineer has their own managers",
  fix: "have a manager of each engineer concerned approve; who has none is approved for by anybody's manager",
  check: (question) => [
    ...judgeApprovals(
      question,
      ({ kind }) => kind !== "missing",
      ({ person, kind, named }) =>
        kind === "self"
          ? `${person} cannot approve for ${person}`
          : `${joinWords(named)} may not approve for ${person}`,
    ),
    ...findSelfApprovals(question),
  ],
};
