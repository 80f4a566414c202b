/** Who leaves serves nothing any more: neither the rest of the shift that has begun, nor the covers they promised. */
import type { Leave } from "../../roster/model.ts";
import { rephrase, writeCommand } from "../../rules/command.ts";
import { findTimeAfterLeaving } from "../../rules/serving.ts";
import type { LeaveWish } from "../../rules/wish.ts";
import { describeEntry, formatSpan, joinWords } from "../../rules/words.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Stretch } from "../../timeline/model.ts";
import type { GuardAnswer, GuardContext } from "./question.ts";

export function uncovered(question: GuardContext): readonly GuardAnswer[] {
  const { wish, after, added, now } = question;
  if (wish.kind === "approve" || (wish.kind === "leave" && wish.backdated)) return [];
  if (wish.kind === "leave" && wish.coveredBy !== undefined && added.every(({ kind }) => kind === "leave")) {
    const message = `${wish.person} serves nothing any more after leaving: ${wish.coveredBy} has nothing to cover`;
    return [{ weight: "warning", rule: "no-effect", message, help: undefined }];
  }
  return after.roster.changes.flatMap((entry): readonly GuardAnswer[] => {
    if (entry.kind !== "leave") return [];
    const pieces = added.includes(entry)
      ? findTimeAfterLeaving(after, entry, now)
      : newlyServed(entry, question);
    if (pieces.length === 0) return [];
    const times = pieces.map((piece) => `${piece.role} ${formatSpan(after.roster, piece)}`);
    // Who has left the queue may help out once more, if that is what is asked.
    const isAsked = wish.kind === "cover" && entry.person === wish.by;
    const first = {
      leave: "first ",
      undo: `take ${describeEntry(entry)} back first: oncall undo ${entry.line}; or `,
      other: "then ",
    }[wish.kind === "leave" || wish.kind === "undo" ? wish.kind : "other"];
    const covers = pieces.map((piece) => coverOf(entry, piece, after)).join("; ");
    const later = wish.kind === "leave" ? onHandoff(wish, entry, pieces, after) : "";
    return [
      {
        // What only moves the weeks of a leaver leaves time to find a cover.
        weight: wish.kind === "leave" || wish.kind === "undo" ? "refusal" : "warning",
        rule: "serves-after-leaving",
        message: `${entry.person} would still serve after leaving: ${joinWords(times)}`,
        help: isAsked ? undefined : `${first}let somebody cover: ${covers}${later}`,
      },
    ];
  });
}

/** Of somebody whose leave stands in the log, what came back to them: the cover that went with it may be gone. */
function newlyServed(leave: Leave, { after, changes, now }: GuardContext): readonly Stretch[] {
  const theirs = changes.filter(({ to }) => to === leave.person);
  if (theirs.length === 0) return [];
  return findTimeAfterLeaving(after, leave, now).filter(({ role, start, end }) =>
    theirs.some((change) => change.role === role && change.start < end && change.end > start),
  );
}

function coverOf({ person }: Leave, { role, start, end }: Stretch, { roster }: Timeline): string {
  const span = { kind: "time", start, end } as const;
  const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  return writeCommand({ kind: "cover", person, by: "ID", span, role, exchange: false, ...remarks }, roster);
}

/** Where only the rest of a shift is the matter, the handoff is a day on which nothing is left. */
function onHandoff(wish: LeaveWish, leave: Leave, pieces: readonly Stretch[], after: Timeline): string {
  const { handoffs } = after.rotation;
  const handoff = handoffs.at(handoffs.from(leave.from));
  const isRest = handoff.date > leave.from && pieces.every(({ end }) => end <= handoff.instant);
  return isRest ? `; or leave at the handoff: ${rephrase(wish, { from: handoff.date }, after.roster)}` : "";
}
