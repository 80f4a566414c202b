/** The base has no such file: that there was no past to compare with is said. */
import type { Rule } from "../rule.ts";

export const newRoster: Rule = {
  id: "new-roster",
  severity: "info",
  silenceable: false,
  what: "the base has no such file, so that all of the roster is new",
  why: "a roster under another name has a past too, and it was not looked at",
  fix: "nothing, if the roster is new; else move the file with `git mv`, in a commit that changes little else in it",
  check: ({ base }) =>
    base?.kind !== "missing"
      ? []
      : [
          {
            path: ["version"],
            on: "key",
            message: `${base.name} (${base.commit}) has no such file: all of it is new, and there is no past to compare with`,
            help: undefined,
          },
        ],
};
