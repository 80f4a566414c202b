/** Reports people who have nothing to do with the rotation. */
import type { Rule } from "../rule.ts";

export const takesNoPart: Rule = {
  id: "takes-no-part",
  severity: "error",
  silenceable: true,
  what: "somebody in `people` was never in the queue, covers for nobody and is nobody's manager",
  why: "everybody takes part: somebody forgotten here is never on call",
  fix: "have them join with `oncall join ID`, or remove them from `people`",
  check: ({ timeline: { roster } }) => {
    const part = new Set([
      ...roster.rotation.flatMap(({ queue }) => queue),
      ...[...roster.people.values()].flatMap(({ id, managers }) => managers.filter((each) => each !== id)),
      ...roster.changes.flatMap((entry) =>
        entry.kind === "join" ? [entry.person] : entry.kind === "cover" ? [entry.by] : [],
      ),
    ]);
    return [...roster.people.values()]
      .filter(({ id }) => !part.has(id))
      .map(({ id, path }) => ({
        path,
        on: "key",
        message: `${id} takes no part: never in the queue, covers for nobody, and is nobody's manager`,
        help: `oncall join ${id}, or remove ${id} from \`people\``,
      }));
  },
};
