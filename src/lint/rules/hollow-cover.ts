/** A cover takes no time from anybody. */

import type { Cover } from "../../roster/model.ts";
import { shiftsIn } from "../../rules/serving.ts";
import type { Stretch } from "../../timeline/model.ts";
import { findRelevantCovers } from "../concern.ts";
import type { Rule } from "../rule.ts";

export const hollowCover: Rule = {
  id: "hollow-cover",
  severity: "error",
  silenceable: true,
  what: "a cover covers nothing",
  why: "somebody believes that their time is taken, and it is not",
  fix: "correct its time, its role or whom it covers, or take it back",
  check: (question) =>
    findRelevantCovers(question)
      .filter(
        ({ cover, start, end }) =>
          !shiftsIn(question.timeline, { start, end }).some(({ stretches }) =>
            stretches.some(
              (stretch) =>
                stretch.covers.includes(cover) ||
                (stretch.start < end &&
                  stretch.end > Math.max(start, question.now) &&
                  isTakenBefore(stretch, cover)),
            ),
          ),
      )
      .map(({ cover: { person, role, path, line } }) => ({
        path,
        message: `this covers nothing: ${person} ${role === undefined ? "holds no role" : `is not ${role}`} in that time`,
        help: `\`oncall schedule --person ${person}\` shows when they are on call; oncall undo ${line} takes the cover back`,
      })),
};

/** An earlier cover took it from the same person: that is told as a `double-cover`. */
function isTakenBefore({ role, covers }: Stretch, cover: Cover): boolean {
  return (
    (cover.role === undefined || cover.role === role) &&
    covers.some(({ person, index }) => person === cover.person && index < cover.index)
  );
}
