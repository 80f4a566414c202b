/** Turns a rotation into terms of a roster, or says why it cannot be terms. */
import { findTakenHandoffs } from "../plan/hours.ts";
import { formatTime, type LocalDate, type WallTime } from "../time/date.ts";
import type { WeekWindow } from "../time/week.ts";
import { wallOf, type Zone } from "../time/zone.ts";
import type { StartedRotation } from "./chain.ts";
import type { FoundRecipient, ImportNote } from "./model.ts";

export interface TermsDraft {
  readonly start: LocalDate;
  readonly handoff: WallTime;
  readonly zone: Zone;
  /** Calendar days. */
  readonly every: number;
  readonly hours: readonly WeekWindow[] | undefined;
  /** Whether a handoff takes place on every day that it falls on. */
  readonly isEven: boolean;
  /** Ids of users there. */
  readonly queue: readonly string[];
}

const WEEK_DAYS = 7;

/** The services' words for the unit of a turn's length. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ["daily", 1],
  ["weekly", WEEK_DAYS],
  ["hourly", 1 / 24],
]);

type Problem = Omit<ImportNote, "subject">;

export function draftTerms(
  rotation: StartedRotation,
  zone: Zone,
  userOf: (recipient: FoundRecipient) => string | undefined,
): TermsDraft | Problem {
  const { participants, unit, length, hours, start } = rotation;
  if (hours === null) return { code: "unreadable-hours", message: "its hours cannot be read" };
  const every = (DAYS.get(unit) ?? 0) * length;
  if (!Number.isInteger(every) || every < 1)
    return {
      code: "hourly-rotation",
      message: `turns of ${length} × ${unit} are no whole days, and a roster hands off at most once a day`,
    };
  const people = readPeople(participants, userOf);
  if ("code" in people) return people;
  const { date, time } = wallOf(zone, start);
  const takesPlace = hours === undefined ? [true] : findTakenHandoffs(hours, { date, time, every });
  const isEven = takesPlace.every(Boolean);
  const queue = findRound(people, takesPlace);
  if (queue !== undefined) return { start: date, handoff: time, zone, every, hours, isEven, queue };
  return new Set(people).size < people.length
    ? {
        code: "same-person-twice",
        message: "somebody has two places in it, and a queue holds everybody once",
      }
    : {
        code: "turns-off-duty",
        message:
          "turns go on through hours when nobody is on duty, and in a roster such a handoff does not take place: the order would be another",
      };
}

/** Whose turns they are, in order. */
function readPeople(
  participants: readonly FoundRecipient[],
  userOf: (recipient: FoundRecipient) => string | undefined,
): readonly string[] | Problem {
  const people: string[] = [];
  for (const each of participants) {
    const { kind, name, id } = each;
    if (kind === "none")
      return {
        code: "participant-nobody",
        message: "a turn of it is nobody's, and every place in a queue is somebody's",
      };
    const what = name ?? id ?? "without a name";
    if (kind !== "user")
      return {
        code: `participant-${kind}`,
        message: `a turn of it is the ${kind} ${what}, and every place in a queue is one person's`,
      };
    const user = userOf(each);
    if (user === undefined)
      return {
        code: "unknown-participant",
        message: `it names somebody whom the account does not have: ${what}`,
      };
    people.push(user);
  }
  return people.length === 0 ? { code: "no-participants", message: "nobody takes part in it" } : people;
}

/**
 * A service counts every day, also those on which a roster leaves the handoff out because nobody would be on duty. The
 * shortest list that goes round over the others, if it holds everybody once.
 */
function findRound(people: readonly string[], takesPlace: readonly boolean[]): readonly string[] | undefined {
  const weeks = people.flatMap(() => takesPlace);
  const rounds = takesPlace.flatMap(() => people);
  const turns = rounds.filter((_, step) => weeks[step]);
  const round = new Set(turns).size;
  return turns.every((person, index) => person === turns[index % round]) && turns.length % round === 0
    ? turns.slice(0, round)
    : undefined;
}

/** The same turns, from a later handoff on. */
export function beginLater(terms: TermsDraft, start: LocalDate): TermsDraft {
  const turns = (start - terms.start) / terms.every;
  const first = turns % terms.queue.length;
  return { ...terms, start, queue: [...terms.queue.slice(first), ...terms.queue.slice(0, first)] };
}

/** From when on both are written from the same handoff; undefined: they have other hours, or another rhythm. */
export function findCommonStart(one: TermsDraft, other: TermsDraft): LocalDate | undefined {
  const apart = one.start - other.start;
  const isSame = describeRhythm(one) === describeRhythm(other) && apart % one.every === 0;
  return isSame && (one.isEven || apart === 0) ? Math.max(one.start, other.start) : undefined;
}

/** All but the queue and the beginning. */
function describeRhythm({ handoff, zone, every, hours }: TermsDraft): string {
  return JSON.stringify([formatTime(handoff), zone.name, every, hours]);
}
