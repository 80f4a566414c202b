/** Who leaves serves nothing any more: neither the rest of the shift that has begun, nor the covers they promised. */
import type { Leave } from "../../roster/model.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Stretch } from "../../timeline/model.ts";
import { again, commandOf, listed } from "../say.ts";
import { servedAfterLeaving } from "../serving.ts";
import type { LeaveWish } from "../wish.ts";
import { during, type Objection, type Question } from "./question.ts";

export function uncovered({ wish, after, added, now }: Question): readonly Objection[] {
  if (wish.kind !== "leave" || wish.backdated) return [];
  return added.flatMap((entry): readonly Objection[] => {
    if (entry.kind !== "leave") return [];
    const pieces = servedAfterLeaving(after, entry, now);
    if (pieces.length === 0) return [];
    const times = pieces.map((piece) => `${piece.role} ${during(after.roster, piece)}`);
    return [
      {
        weight: "refusal",
        guard: "uncovered",
        message: `${entry.person} would still serve after leaving: ${listed(times)}`,
        help: `first let somebody cover: ${pieces.map((piece) => coverOf(entry, piece, after)).join("; ")}${onHandoff(wish, entry, pieces, after)}`,
      },
    ];
  });
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
