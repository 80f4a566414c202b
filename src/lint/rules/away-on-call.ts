/** Reports people who are on call while they are away. */
import type { Absence, Id } from "../../roster/model.ts";
import { type AwayClash, findClashes } from "../../rules/away.ts";
import { formatDay, formatSpan } from "../../rules/words.ts";
import type { Path } from "../../text/json.ts";
import { subtract } from "../../time/interval.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findActingEntry } from "../acting.ts";
import { findWindow } from "../ahead.ts";
import { isNew } from "../concern.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const awayOnCall: Rule = {
  id: "away-on-call",
  severity: "warning",
  silenceable: true,
  what: "somebody is on call while they are away, from their next turn on",
  why: "a page would reach somebody who has said that they are not there",
  fix: "`oncall suggest ID` shows who can take the shift, and the command for it",
  check: findAwayOnCall,
};

function findAwayOnCall(context: RuleContext): readonly RuleFinding[] {
  const { timeline } = context;
  if (timeline.roster.away.length === 0) return [];
  return findClashes(timeline, findWindow(context)).flatMap((clash): readonly RuleFinding[] => {
    const { absence } = clash;
    if (absence === undefined) return [];
    const cause = findCause(clash, absence, context);
    // Whoever is in the middle of a turn knew it when it began, unless this change put them there.
    if (cause === undefined && isRunning(clash, context)) return [];
    const away = `${clash.person} is away from ${formatDay(absence.from)} until ${formatDay(absence.until)}`;
    const served = `${clash.role} ${formatSpan(timeline.roster, clash)}`;
    return [
      {
        path: cause ?? absence.path,
        message:
          cause === undefined
            ? `${away}, but ${served}`
            : `this makes ${clash.person} ${served}, but ${away}`,
        help: `oncall suggest ${clash.person} shows who can take it`,
        identity: { key: `away ${clash.person} ${clash.role}`, span: clash },
      },
    ];
  });
}

/** The entry, new against the base, that put somebody on call in a time away that the base has too. */
function findCause(
  { person, shift, role, parts }: AwayClash,
  absence: Absence,
  context: RuleContext,
): Path | undefined {
  const { before, timeline } = context;
  if (before === undefined || !isKnown(absence, before.timeline)) return undefined;
  const was = findClashes(before.timeline, { start: shift.start, end: shift.end });
  const old = was.filter((clash) => clash.person === person).flatMap((clash) => clash.parts);
  if (parts.every((part) => subtract(part, old).length === 0)) return undefined;
  const cover = shift.stretches
    .filter((stretch) => stretch.engineer === person && stretch.role === role)
    .flatMap(({ covers }) => covers)
    .findLast((each) => isNew(context, each));
  const added = timeline.roster.changes.filter((entry) => entry.kind !== "cover" && isNew(context, entry));
  return cover?.path ?? added.at(-1)?.path ?? findActingEntry(timeline, shift.index);
}

function isKnown({ person, from, until }: Absence, { roster }: Timeline): boolean {
  return roster.away.some((each) => each.person === person && each.from === from && each.until === until);
}

/** Whether somebody is in the middle of the turn that the shift belongs to. */
function isRunning({ person, shift }: AwayClash, { timeline, now }: RuleContext): boolean {
  if (shift.start <= now) return true;
  const running = timeline.shiftAt(now);
  if (running === undefined) return false;
  const turn = findTurn(timeline, person, shift.index);
  return turn !== undefined && turn === findTurn(timeline, person, running);
}

/** The shift in which the queue gives a person role 0, in whatever role of that turn they are. */
function findTurn({ rotation }: Timeline, person: Id, index: number): number | undefined {
  return rotation.holdings(index).find(({ held }) => held?.seat.person === person)?.held?.turn;
}
