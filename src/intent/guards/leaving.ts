/** Refuses a leave after which somebody would still serve: the rest of the current shift, or a cover they promised. */
import type { Leave } from "../../roster/model.ts";
import { rephrase } from "../../rules/command.ts";
import { findTimeAfterLeaving } from "../../rules/serving.ts";
import type { LeaveWish } from "../../rules/wish.ts";
import { formatSpan, joinWords } from "../../rules/words.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Stretch } from "../../timeline/model.ts";
import type { GuardAnswer, GuardContext } from "./context.ts";

export function leaving({ wish, after, added, now }: GuardContext): readonly GuardAnswer[] {
  if (wish.kind !== "leave") return [];
  const { person, coveredBy } = wish;
  if (coveredBy !== undefined && added.every(({ kind }) => kind === "leave")) {
    const message = `${person} serves no more after leaving: there is nothing for ${coveredBy} to cover`;
    return [{ weight: "warning", rule: "no-effect", message, help: undefined }];
  }
  return added.flatMap((entry): readonly GuardAnswer[] => {
    const stretches = entry.kind === "leave" ? findTimeAfterLeaving(after, entry, now) : [];
    if (entry.kind !== "leave" || wish.backdated || stretches.length === 0) return [];
    const times = stretches.map((stretch) => `${stretch.role} ${formatSpan(after.roster, stretch)}`);
    return [
      {
        weight: "refusal",
        rule: "serves-after-leaving",
        message: `${person} would still serve after leaving: ${joinWords(times)}`,
        help: `have somebody cover: ${rephrase<LeaveWish>(wish, { coveredBy: "ID", approvedBy: approversOf(wish) }, after.roster)}${suggestHandoff(wish, entry, stretches, after)}`,
      },
    ];
  });
}

/** A cover needs approval, even if the leave does not. */
function approversOf({ approvedBy }: LeaveWish): LeaveWish["approvedBy"] {
  return approvedBy.length === 0 ? ["manager"] : approvedBy;
}

/** If only the rest of a shift is left, leaving at the handoff leaves nothing to serve. */
function suggestHandoff(
  wish: LeaveWish,
  leave: Leave,
  stretches: readonly Stretch[],
  { roster, rotation: { handoffs } }: Timeline,
): string {
  const handoff = handoffs.at(handoffs.from(leave.from));
  const isRest = handoff.date > leave.from && stretches.every(({ end }) => end <= handoff.instant);
  return isRest ? `; or leave at the handoff: ${rephrase(wish, { from: handoff.date }, roster)}` : "";
}
