/** Reports covers that take over no time. */
import type { Cover } from "../../roster/model.ts";
import { shiftsIn } from "../../timeline/ask.ts";
import type { Stretch } from "../../timeline/model.ts";
import { findRelevantCovers } from "../concern.ts";
import type { Rule } from "../rule.ts";

export const hollowCover: Rule = {
  id: "hollow-cover",
  severity: "error",
  silenceable: true,
  what: "a cover takes over no time",
  why: "somebody believes their time is covered, and it is not",
  fix: "correct its time, its role or the person covered, or take it back with `oncall undo LINE`",
  check: (context) =>
    findRelevantCovers(context)
      .filter(
        ({ cover, start, end }) =>
          !shiftsIn(context.timeline, { start, end }).some(({ stretches }) =>
            stretches.some(
              (stretch) =>
                stretch.covers.includes(cover) ||
                (stretch.start < end &&
                  stretch.end > Math.max(start, context.now) &&
                  isTakenBefore(stretch, cover)),
            ),
          ),
      )
      .map(({ cover: { person, by, role, path, line } }) => ({
        path,
        message: `${by} covers nothing for ${person}, who is not ${role ?? "on call"} in that time`,
        help: `take it back: oncall undo ${line}; oncall schedule --person ${person} shows when ${person} is on call`,
      })),
};

/** An earlier cover took it from the same person: that is a `double-cover`. */
function isTakenBefore({ role, covers }: Stretch, cover: Cover): boolean {
  return (
    (cover.role === undefined || cover.role === role) &&
    covers.some(({ person, index }) => person === cover.person && index < cover.index)
  );
}
