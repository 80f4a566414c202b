/** Somebody's turn begins soon, and nothing shows that a page reaches them. */
import { dated } from "../../intent/say.ts";
import type { Id, Person } from "../../roster/model.ts";
import { formatDate, type LocalDate } from "../../time/date.ts";
import { wallOf } from "../../time/zone.ts";
import { shiftsAhead } from "../ahead.ts";
import type { Complaint, Question, Rule } from "../rule.ts";
import { elsewhere } from "./literal-phone.ts";

const SOON_DAYS = 14;

export const unprovenPhone: Rule = {
  id: "unproven-phone",
  severity: "warning",
  silenceable: true,
  what: "somebody's turn begins within two weeks, and they have no phone, or no proof in force that a page reaches it",
  why: "a page that rings nobody is the worst that can happen",
  fix: "give them a `phone`, send a test page by SMS and by voice, and note the dates in `verified`",
  check: unproven,
};

function unproven(question: Question): readonly Complaint[] {
  const { timeline, now } = question;
  const { rotation, roster } = timeline;
  const running = timeline.shiftAt(now);
  const holdersOf = (index: number) =>
    rotation.holdings(index).flatMap(({ held }) => (held === undefined ? [] : [held]));
  // The turn that somebody is in the middle of has begun.
  const begun = new Map<Id, number>(
    running === undefined ? [] : holdersOf(running).map(({ seat, turn }) => [seat.person, turn]),
  );
  const told = new Set<Id>();
  return shiftsAhead(timeline, now).flatMap(({ index, start, date, terms }) => {
    if (start <= now || date - wallOf(terms.zone, now).date > SOON_DAYS) return [];
    return holdersOf(index).flatMap(({ seat: { person: id }, turn }): readonly Complaint[] => {
      const person = roster.people.get(id);
      if (person === undefined || begun.get(id) === turn || told.has(id)) return [];
      told.add(id);
      const wrong = whatIsWrong(question, person, date);
      if (wrong === undefined) return [];
      return [
        {
          path: person.path,
          on: "key",
          message: `${id}'s turn begins on ${dated(date)}, and ${wrong}`,
          help:
            person.phone === undefined
              ? elsewhere(id)
              : "send a test SMS and a test call, then note the dates and the last digits: `verified: { sms: …, voice: …, ending: … }`",
        },
      ];
    });
  });
}

function whatIsWrong(
  { guards, resolve, isPhoneUnread }: Question,
  { phone, verified }: Person,
  begins: LocalDate,
): string | undefined {
  if (phone === undefined) return isPhoneUnread ? undefined : "there is no phone to page them on";
  if (verified === undefined) return "nothing shows that a page reaches their phone";
  const number = resolve(phone);
  if (number.kind === "malformed") return `${number.variable} holds no phone number here`;
  const { ending } = verified;
  if (number.kind === "number" && ending !== undefined && !number.number.endsWith(ending))
    return "the proof is void: it is of another number";
  for (const way of ["sms", "voice"] as const) {
    const proof = verified[way];
    if (proof === undefined) return `nothing shows that a page by ${way} reaches their phone`;
    if (begins - proof > guards.policy.verifiedWithin)
      return `the last proof by ${way}, of ${formatDate(proof)}, is older than ${guards.policy.verifiedWithin} days then`;
  }
  return undefined;
}
