/** Generates rosters as plain values: zones with odd clocks, terms that change, and logs with every kind of entry. */
import fc from "fast-check";
import { type Day, dayOf, digits, textOf, weekdayOf } from "../naive/calendar.ts";
import { buildHandoffs, termsFaults } from "../naive/handoff.ts";
import { type PlainEntry, type PlainRoster, type PlainTerms, termsOf } from "../naive/roster.ts";
import { answerOf } from "../naive/schedule.ts";
import { CLOCKS } from "./clocks.ts";
import { addHours } from "./hours.ts";

/** A roster and what is asked of it. */
export interface Question {
  readonly roster: PlainRoster;
  readonly from: string;
  readonly weeks: number;
}

const TIMES = ["12:00", "00:00", "00:30", "01:30", "01:45", "02:00", "02:30", "03:00", "17:45", "23:30"];
const PERIODS = [
  "1 week",
  "1 week",
  "2 weeks",
  "3 weeks",
  "7 days",
  "14 days",
  "1 day",
  "2 days",
  "3 days",
  "10 days",
];
const ROLES = ["primary", "secondary", "tertiary", "shadow"];
const PEOPLE = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal"];
const OFFSETS = ["Z", "+00:00", "-05:00", "+05:30", "+13:45"];

const people: PlainRoster["people"] = {
  mia: { name: "Mia" },
  ...Object.fromEntries(PEOPLE.map((id) => [id, { name: id, manager: "mia" }])),
};

const place = fc
  .constantFrom(...CLOCKS)
  .chain(({ zone, days }) => fc.record({ zone: fc.constant(zone), near: fc.constantFrom(...days) }));

interface Stage {
  readonly zone: string;
  readonly start: Day;
}

function termsAt({ zone, start }: Stage): fc.Arbitrary<PlainTerms> {
  return fc
    .record({
      time: fc.constantFrom(...TIMES),
      every: fc.option(fc.constantFrom(...PERIODS), { nil: undefined, freq: 4 }),
      roles: fc.option(fc.shuffledSubarray(ROLES, { minLength: 1 }), { nil: undefined, freq: 2 }),
      queue: fc.shuffledSubarray(PEOPLE, { minLength: 1, maxLength: 7 }),
      isTimeAlone: fc.boolean(),
    })
    .map(({ time, every, roles, queue, isTimeAlone }) => {
      const isInWeeks = every === undefined || every.includes("week");
      const isWeekdayAllowed = isInWeeks || every === "7 days" || every === "14 days";
      const isWeekdayLeftOut = !isWeekdayAllowed || (isTimeAlone && !isInWeeks);
      return {
        start: textOf(start),
        timezone: zone,
        handoff: isWeekdayLeftOut ? time : `${weekdayOf(start)} ${time}`,
        ...(every === undefined ? {} : { every }),
        ...(roles === undefined ? {} : { roles }),
        queue,
      };
    });
}

/** One to three terms, mostly one; those after the first may have another zone. */
const rotations: fc.Arbitrary<readonly PlainTerms[]> = fc
  .record({
    first: place,
    lead: fc.integer({ min: 0, max: 40 }),
    more: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 2,
        arbitrary: fc.array(
          fc.record({
            zone: fc.option(fc.constantFrom(...CLOCKS), { nil: undefined }),
            gap: fc.integer({ min: 1, max: 50 }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      },
    ),
  })
  .chain(({ first, lead, more }) => {
    const stages: Stage[] = [{ zone: first.zone, start: dayOf(first.near) - lead }];
    for (const { zone, gap } of more) {
      const before = stages.at(-1)?.start ?? 0;
      stages.push({ zone: zone?.zone ?? first.zone, start: before + gap });
    }
    return fc.tuple(...stages.map(termsAt));
  });

/** People who are likely to be in the queue or not, and pairs, with a few of everybody for those who joined or left. */
function crowd(rotation: readonly PlainTerms[]) {
  const queued = rotation.flatMap(({ queue }) => queue);
  const others = PEOPLE.filter((id) => !queued.includes(id));
  const anybody = fc.constantFrom(...PEOPLE);
  const member = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...queued) },
    { weight: 1, arbitrary: anybody },
  );
  const stranger = others.length === 0 ? anybody : fc.oneof(fc.constantFrom(...others), anybody);
  const couple = fc.tuple(member, member).filter(([x, y]) => x !== y);
  const members =
    new Set(queued).size < 2 ? fc.shuffledSubarray(PEOPLE, { minLength: 2, maxLength: 2 }) : couple;
  const cover = fc.tuple(member, anybody).filter(([x, y]) => x !== y);
  return { member, stranger, couple: members, cover };
}

/** Days after the first start, often on or next to a handoff. */
function dates(rotation: readonly PlainTerms[]): fc.Arbitrary<Day> {
  const handoffAt = buildHandoffs(termsOf(plain(rotation, [])));
  const first = handoffAt(0).date;
  const last = handoffAt(24).date;
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 24 }).map((k) => handoffAt(k).date) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 24 }).map((k) => handoffAt(k).date - 1) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 24 }).map((k) => handoffAt(k).date + 1) },
    { weight: 3, arbitrary: fc.integer({ min: first - 15, max: last }) },
  );
}

/** One entry of any kind but cover: well-formed, although the queue may not allow it. */
export function queueEntries(rotation: readonly PlainTerms[]): fc.Arbitrary<PlainEntry> {
  const { member: person, stranger, couple } = crowd(rotation);
  const day = dates(rotation);
  const from = day.map(textOf);
  const span = fc
    .tuple(day, fc.integer({ min: 1, max: 60 }), day)
    .map(([a, length, b]) => ({ from: textOf(a), until: textOf(b > a ? b : a + length) }));
  const approved_by = "mia";
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ join: stranger, from }) },
    {
      weight: 2,
      arbitrary: fc.record({ join: stranger, after: person, from, approved_by: fc.constant(approved_by) }),
    },
    { weight: 3, arbitrary: fc.record({ leave: person, from }) },
    { weight: 3, arbitrary: fc.record({ swap: couple, from, approved_by: fc.constant(approved_by) }) },
    { weight: 4, arbitrary: fc.tuple(couple, span).map(([swap, at]) => ({ swap, ...at, approved_by })) },
    { weight: 1, arbitrary: fc.record({ skip: person, from, approved_by: fc.constant(approved_by) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        skip: person,
        from,
        turns: fc.integer({ min: 1, max: 3 }),
        approved_by: fc.constant(approved_by),
      }),
    },
    { weight: 3, arbitrary: fc.tuple(person, span).map(([skip, at]) => ({ skip, ...at, approved_by })) },
    {
      weight: 1,
      arbitrary: fc.record({
        skip: person,
        from,
        until: fc.constant("ready"),
        approved_by: fc.constant(approved_by),
      }),
    },
    { weight: 3, arbitrary: fc.record({ ready: person, from, approved_by: fc.constant(approved_by) }) },
  );
}

/** One cover: of a shift, or of a time given as wall times, with offsets, or as bare dates. */
export function coverEntries(rotation: readonly PlainTerms[]): fc.Arbitrary<PlainEntry> {
  const { cover: pair } = crowd(rotation);
  const day = dates(rotation);
  const roles = [...new Set(termsOf(plain(rotation, [])).flatMap((terms) => terms.roles))];
  const role = fc.option(fc.constantFrom(...roles), { nil: undefined, freq: 1 });
  const time = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...TIMES) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 1439 })
        .map((m) => `${digits(Math.floor(m / 60), 2)}:${digits(m % 60, 2)}`),
    },
  );
  const written = (date: Day) =>
    fc.oneof(
      { weight: 4, arbitrary: time.map((t) => `${textOf(date)} ${t}`) },
      { weight: 1, arbitrary: fc.constant(textOf(date)) },
      {
        weight: 2,
        arbitrary: fc.tuple(time, fc.constantFrom(...OFFSETS)).map(([t, o]) => `${textOf(date)}T${t}${o}`),
      },
    );
  const timeSpan = fc
    .tuple(day, fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 30 })))
    .chain(([date, length]) => fc.record({ from: written(date), until: written(date + length) }));
  const spans = fc.oneof(fc.record({ shift: day.map(textOf) }), timeSpan, timeSpan);
  return fc.tuple(pair, role, spans).map(([[cover, by], only, span]) => {
    return { cover, by, ...(only === undefined ? {} : { role: only }), ...span, approved_by: "mia" };
  });
}

function plain(rotation: readonly PlainTerms[], changes: readonly PlainEntry[]): PlainRoster {
  const [only] = rotation;
  return {
    version: 1,
    team: "Test",
    rotation: rotation.length === 1 && only !== undefined ? only : rotation,
    people,
    changes,
  };
}

function questions(rotation: readonly PlainTerms[]): fc.Arbitrary<Question> {
  const entries = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: queueEntries(rotation) },
      { weight: 1, arbitrary: coverEntries(rotation) },
    ),
    { maxLength: 16, size: "max" },
  );
  const asked = fc.oneof(
    { weight: 2, arbitrary: fc.constant(dayOf(rotation[0]?.start ?? "")) },
    { weight: 1, arbitrary: dates(rotation) },
  );
  const shortest = Math.min(...termsOf(plain(rotation, [])).map(({ every }) => every));
  return fc
    .record({
      changes: entries,
      from: asked.map(textOf),
      weeks: fc.integer({ min: 1, max: Math.min(30, 4 * shortest) }),
    })
    .map(({ changes, from, weeks }) => ({ roster: plain(rotation, changes), from, weeks }));
}

/** Rosters with or without faults in the terms, the queue or the covers. */
export const anyRosters = withFaults(rotations);

/** Rosters without the entries that the naive computation calls invalid. */
export const validRosters = withoutInvalid(rotations);

/** Likewise, with hours of duty in some or all of their terms. */
export const anyDutyRosters = withFaults(rotations.chain(addHours));
export const dutyRosters = withoutInvalid(rotations.chain(addHours));

function withFaults(all: fc.Arbitrary<readonly PlainTerms[]>): fc.Arbitrary<Question> {
  return fc
    .tuple(all, fc.nat({ max: 9 }))
    .map(([rotation, dice]) => (dice === 0 ? spoilt(rotation) : rotation))
    .chain(questions);
}

function withoutInvalid(all: fc.Arbitrary<readonly PlainTerms[]>): fc.Arbitrary<Question> {
  return all
    .map(keepSound)
    .chain(questions)
    .map((question) => ({ ...question, roster: withoutFaults(question.roster) }));
}

/** All terms or, if something is wrong with them, the first alone; if that is wrong too, it has no hours. */
function keepSound(rotation: readonly PlainTerms[]): readonly PlainTerms[] {
  const isSound = (terms: readonly PlainTerms[]) => termsFaults(termsOf(plain(terms, []))).length === 0;
  const first = rotation.slice(0, 1);
  if (isSound(rotation)) return rotation;
  return isSound(first) ? first : first.map(({ duty: _, ...terms }) => terms);
}

/** The terms with the first one starting a day late, so that its weekday or the order of the terms is wrong. */
function spoilt(rotation: readonly PlainTerms[]): readonly PlainTerms[] {
  return rotation.map((terms, index) =>
    index === 0 ? { ...terms, start: textOf(dayOf(terms.start) + 1) } : terms,
  );
}

/** The roster without its invalid entries. One pass is enough, because an invalid entry counts as absent. */
export function withoutFaults(roster: PlainRoster): PlainRoster {
  const answer = answerOf(roster);
  if (answer.kind === "valid") return roster;
  const faulty = new Set(answer.faults.map(({ index }) => index));
  return { ...roster, changes: (roster.changes ?? []).filter((_, index) => !faulty.has(index)) };
}

/** The roster with one more entry at the end of its log. */
export function withEntry(roster: PlainRoster, ...entries: readonly PlainEntry[]): PlainRoster {
  return { ...roster, changes: [...(roster.changes ?? []), ...entries] };
}

/** The rotation as a list of terms. */
export function buildRotation(roster: PlainRoster): readonly PlainTerms[] {
  return "start" in roster.rotation ? [roster.rotation] : roster.rotation;
}
