/** Reports an invalid base: a check that could not compare the past must not look like one that did. */
import type { Rule } from "../rule.ts";

/**
 * An error, because passing off the base as invalid would switch off the guard of the past. A change that repairs a broken
 * main is compared with the last commit that was valid.
 */
export const invalidBase: Rule = {
  id: "invalid-base",
  severity: "error",
  silenceable: false,
  what: "the roster of the base is invalid, so the past could not be compared",
  why: "a change that repairs the roster might rewrite the past, and nobody would see it",
  fix: "compare with a commit whose roster is valid, with --base COMMIT; `git log -- roster.yaml` lists them",
  check: ({ base }) =>
    base?.kind !== "invalid"
      ? []
      : [
          {
            path: ["version"],
            on: "key",
            message: `the roster of ${base.name} (${base.commit}) is invalid, so the past could not be compared: ${base.first}${base.count > 1 ? `, and ${base.count - 1} more` : ""}`,
            help: "compare with the last commit whose roster is valid: oncall lint --base COMMIT",
          },
        ],
};
