/** Picks, of several rosters, those that a branch changes. */
import type { BaseComparison, Report } from "../lint/report.ts";

/** Those whose shifts change: to say of all others that theirs do not would help nobody. */
export function listChanged<Linted extends { readonly report: Report }>(
  linted: readonly Linted[],
): readonly (Linted & { readonly report: { readonly comparison: BaseComparison } })[] {
  return linted.flatMap((each) => {
    const { comparison } = each.report;
    if (comparison === undefined || comparison.changes.length === 0) return [];
    return [{ ...each, report: { ...each.report, comparison } }];
  });
}
