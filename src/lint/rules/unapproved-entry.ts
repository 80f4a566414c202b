/** Reports entries that are in force and still need approval. */
import type { Rule } from "../rule.ts";

export const unapprovedEntry: Rule = {
  id: "unapproved-entry",
  severity: "error",
  silenceable: false,
  what: "an entry is in force, and still needs approval",
  why: "at 3 a.m. there is nobody to ask; by day there is",
  fix: "`oncall approve LINE --by ID`, or take the entry back with `oncall undo LINE`",
  check: ({ timeline, guards }) =>
    timeline.roster.changes
      .filter(
        ({ unapproved, backdated }) => unapproved && (backdated || guards.policy.approvals === "required"),
      )
      .map(({ kind, line, path }) => ({
        path: [...path, "unapproved"],
        on: "key",
        message: `this ${kind} still needs approval`,
        help: `oncall approve ${line} --by manager`,
      })),
};
