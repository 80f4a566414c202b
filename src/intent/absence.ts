/** Drafts a line under `away`, unless the roster has one already that says as much. */
import type { Roster } from "../roster/model.ts";
import type { AwayWish } from "../rules/wish.ts";
import { formatDay } from "../rules/words.ts";
import { formatDate } from "../time/date.ts";
import { buildTimeline, type Timeline } from "../timeline/build.ts";
import type { DraftResult } from "./model.ts";
import { refuse } from "./refusal.ts";

export function draftAbsence(wish: AwayWish, { roster }: Timeline): DraftResult {
  const { person, from, until, note } = wish;
  if (until <= from) {
    return refuse({
      rule: "until-not-after-from",
      message: `${person} would be back on ${formatDay(until)}, but leaves on ${formatDay(from)}`,
      help: "give a later --until: it is the first day back",
    });
  }
  const known = findKnown(roster, wish);
  if (known !== undefined) {
    const { from: first, until: back } = known;
    return {
      kind: "settled",
      message: `${person} is away from ${formatDay(first)} until ${formatDay(back)} already`,
    };
  }
  const index = roster.away.length;
  const absence = { index, path: ["away", index], line: 0, person, from, until, note };
  return {
    kind: "drafted",
    edits: [
      {
        kind: "add-absence",
        absence: { who: person, from: formatDate(from), until: formatDate(until), note },
      },
    ],
    entries: [],
    after: buildTimeline({ ...roster, away: [...roster.away, absence] }),
  };
}

function findKnown({ away }: Roster, { person, from, until }: AwayWish): Roster["away"][number] | undefined {
  return away.find((each) => each.person === person && each.from <= from && each.until >= until);
}
