/** Notes that the base does not have the roster, so there is no past to compare with. */
import type { Rule } from "../rule.ts";

export const newRoster: Rule = {
  id: "new-roster",
  severity: "info",
  silenceable: false,
  what: "the base does not have this file, so the whole roster is new",
  why: "if it was renamed, its past was not checked",
  fix: "nothing, if the roster is new; otherwise rename it with `git mv`, in a commit that changes little else in it",
  check: ({ base }) =>
    base?.kind !== "missing"
      ? []
      : [
          {
            path: ["version"],
            on: "key",
            message: `${base.name} (${base.commit}) does not have this file: all of it is new, and there is no past to compare with`,
            help: undefined,
          },
        ],
};
