/** Reports people whose turn begins soon, and for whom nothing proves that a page reaches them. */
import { findProofGap } from "../../proof/validity.ts";
import type { Id } from "../../roster/model.ts";
import { formatDay } from "../../rules/words.ts";
import { wallOf } from "../../time/zone.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { elsewhere } from "./literal-phone.ts";

const SOON_DAYS = 14;

export const unprovenPhone: Rule = {
  id: "unproven-phone",
  severity: "warning",
  silenceable: true,
  what: "somebody's turn begins within two weeks, and they have no phone, or no valid proof that a page reaches it",
  why: "the worst failure is a page that reaches no one",
  fix: "give them a `phone`, and have them run `oncall verify-notifications`, which records the proof in `verified`",
  check: unproven,
};

function unproven(context: RuleContext): readonly RuleFinding[] {
  const { timeline, now, guards, resolve, isPrivateUnread } = context;
  const { rotation, roster } = timeline;
  const within = guards.policy.verifiedWithin;
  if (within === "never") return [];
  const running = timeline.shiftAt(now);
  const listHolders = (index: number) =>
    rotation.holdings(index).flatMap(({ held }) => (held === undefined ? [] : [held]));
  // The turn that somebody is in the middle of has begun.
  const begun = new Map<Id, number>(
    running === undefined ? [] : listHolders(running).map(({ seat, turn }) => [seat.person, turn]),
  );
  const reported = new Set<Id>();
  // CI does not have the private file, but the proofs are in the roster. Somebody with neither may have both in that file.
  const missing = isPrivateUnread ? "elsewhere" : undefined;
  return shiftsAhead(context).flatMap(({ index, start, date, terms }) => {
    if (start <= now || date - wallOf(terms.zone, now).date > SOON_DAYS) return [];
    return listHolders(index).flatMap(({ seat: { person: id }, turn }): readonly RuleFinding[] => {
      const person = roster.people.get(id);
      if (person === undefined || begun.get(id) === turn || reported.has(id)) return [];
      reported.add(id);
      const { phone, verified } = person;
      if (phone === undefined && verified === undefined && isPrivateUnread) return [];
      const number = phone === undefined ? missing : resolve(phone);
      const wrong = findProofGap({ number, verified, on: date, within });
      if (wrong === undefined) return [];
      return [
        {
          path: person.path,
          on: "key",
          message: `${id}'s turn begins on ${formatDay(date)}, and ${wrong}`,
          help:
            number === undefined
              ? elsewhere(id)
              : `run oncall verify-notifications ${id}: it sends a test SMS and a test call, and records that they arrived`,
        },
      ];
    });
  });
}
