/** Reports rosters of the base that are gone, where a whole folder is compared. */
import type { Finding } from "../../roster/finding.ts";
import type { Rule } from "../rule.ts";

export const deletedRoster: Rule = {
  id: "deleted-roster",
  severity: "warning",
  silenceable: false,
  what: "the base has a roster in the folder that is gone, and none that is there came from it",
  why: "nobody is on call by it any more, while its schedules in a service go on without it",
  fix: "delete its schedules in the service, if nobody shall be on call; if it was renamed, use `git mv`, in a commit that changes little else in it",
  // It has no place in a roster that there is.
  check: () => [],
};

/** `commit`: of the base, in full; `file` is the name of the roster that is gone. */
export function reportDeleted(
  file: string,
  base: { readonly name: string; readonly commit: string },
): Finding {
  const { id: rule, severity } = deletedRoster;
  return {
    ...{ rule, severity, file, blocks: false },
    place: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    excerpt: undefined,
    message: `${base.name} (${base.commit.slice(0, 7)}) has this roster, and it is gone: nobody is on call by it any more`,
    help: "if that is meant, delete its schedules in the service too; if it was renamed, keep its `team`",
  };
}
