/** Who leaves serves nothing any more: neither the rest of the shift that has begun, nor the covers they promised. */
import type { Leave } from "../../roster/model.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Stretch } from "../../timeline/model.ts";
import { again, commandOf, entryName, listed } from "../say.ts";
import { servedAfterLeaving } from "../serving.ts";
import type { LeaveWish } from "../wish.ts";
import { during, type Objection, type Question } from "./question.ts";

export function uncovered(question: Question): readonly Objection[] {
  const { wish, after, added, now } = question;
  if (wish.kind === "approve" || (wish.kind === "leave" && wish.backdated)) return [];
  if (wish.kind === "leave" && wish.coveredBy !== undefined && added.every(({ kind }) => kind === "leave")) {
    const message = `${wish.person} serves nothing any more after leaving: ${wish.coveredBy} has nothing to cover`;
    return [{ weight: "warning", guard: "uncovered", message, help: undefined }];
  }
  return after.roster.changes.flatMap((entry): readonly Objection[] => {
    if (entry.kind !== "leave") return [];
    const pieces = added.includes(entry)
      ? servedAfterLeaving(after, entry, now)
      : newlyServed(entry, question);
    if (pieces.length === 0) return [];
    const times = pieces.map((piece) => `${piece.role} ${during(after.roster, piece)}`);
    // Who has left the queue may help out once more, if that is what is asked.
    const isAsked = wish.kind === "cover" && entry.person === wish.by;
    const first = {
      leave: "first ",
      undo: `take ${entryName(entry)} back first: oncall undo ${entry.line}; or `,
      other: "then ",
    }[wish.kind === "leave" || wish.kind === "undo" ? wish.kind : "other"];
    const covers = pieces.map((piece) => coverOf(entry, piece, after)).join("; ");
    const later = wish.kind === "leave" ? onHandoff(wish, entry, pieces, after) : "";
    return [
      {
        // What only moves the weeks of a leaver leaves time to find a cover.
        weight: wish.kind === "leave" || wish.kind === "undo" ? "refusal" : "warning",
        guard: "uncovered",
        message: `${entry.person} would still serve after leaving: ${listed(times)}`,
        help: isAsked ? undefined : `${first}let somebody cover: ${covers}${later}`,
      },
    ];
  });
}

/** Of somebody whose leave stands in the log, what came back to them: the cover that went with it may be gone. */
function newlyServed(leave: Leave, { after, changes, now }: Question): readonly Stretch[] {
  const theirs = changes.filter(({ to }) => to === leave.person);
  if (theirs.length === 0) return [];
  return servedAfterLeaving(after, leave, now).filter(({ role, start, end }) =>
    theirs.some((change) => change.role === role && change.start < end && change.end > start),
  );
}

function coverOf({ person }: Leave, { role, start, end }: Stretch, { roster }: Timeline): string {
  const span = { kind: "time", start, end } as const;
  const remarks = { approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  return commandOf({ kind: "cover", person, by: "ID", span, role, exchange: false, ...remarks }, roster);
}

/** Where only the rest of a shift is the matter, the handoff is a day on which nothing is left. */
function onHandoff(wish: LeaveWish, leave: Leave, pieces: readonly Stretch[], after: Timeline): string {
  const { handoffs } = after.rotation;
  const handoff = handoffs.at(handoffs.from(leave.from));
  const isRest = handoff.date > leave.from && pieces.every(({ end }) => end <= handoff.instant);
  return isRest ? `; or leave at the handoff: ${again(wish, { from: handoff.date }, after.roster)}` : "";
}
