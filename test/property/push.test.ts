/**
 * Pushes random rosters with random faults, and with every undocumented behaviour of the service as a switch. At no time
 * is nobody or are two people on call, nor anybody except who was and who will be; the second push makes the service
 * agree with the roster, and the third writes nothing.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlainRoster, termsOf } from "../naive/roster.ts";
import {
  dutyStories,
  type Story,
  scheduleOf,
  servedFrom,
  stories,
  textOf,
  usernameOf,
  WEEK_MS,
} from "./pushes.ts";
import { SEED, scaleRuns } from "./seed.ts";
import { SERVICES, type Service, type ServiceKind } from "./services.ts";

const ALLOWED = "vacant-role,on-call-now,many-changes,foreign-schedule";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** When a role has duty by all of these rosters, by its schedule; a roster without hours of duty always has. */
function dutyOf(rosters: readonly PlainRoster[], now: number): (name: string) => readonly Span[] {
  const all = rosters.flatMap((roster) =>
    termsOf(roster).every(({ duty }) => duty === undefined) ? [] : [servedFrom(roster, now)],
  );
  return (name) =>
    all.reduce<readonly Span[]>(
      (left, served) => {
        const own = served.filter(({ role }) => scheduleOf(role) === name);
        return left.flatMap(({ start, end }) =>
          own
            .map(({ from, until }) => ({ start: Math.max(start, from), end: Math.min(end, until) }))
            .filter((span) => span.start < span.end),
        );
      },
      [{ start: now, end: Number.POSITIVE_INFINITY }],
    );
}

const touches = (span: Span) => (other: Span) => span.start < other.end && other.start < span.end;

/** The times from a moment on when nobody is on call who should be, or two people are. */
function holes(
  { schedules, timeline }: Service,
  now: number,
  duty: ReturnType<typeof dutyOf>,
): readonly unknown[] {
  return schedules.flatMap(({ name }) => {
    const wanted = duty(String(name));
    return timeline(String(name), now, now + 30 * WEEK_MS)
      .filter((span) => span.users.length > 1 || (span.users.length === 0 && wanted.some(touches(span))))
      .map((span) => ({ name, ...span }));
  });
}

/** The times off duty at which somebody is on call; of rosters whose terms never change. */
function surplus({ schedules, timeline }: Service, roster: PlainRoster, now: number): readonly unknown[] {
  if (termsOf(roster).length > 1) return [];
  const first = Math.max(now, Date.parse(servedFrom(roster, now)[0]?.start ?? ""));
  const duty = dutyOf([roster], first);
  return schedules.flatMap(({ name }) => {
    const wanted = duty(String(name));
    return timeline(String(name), first, now + 30 * WEEK_MS)
      .filter((span) => span.users.length > 0 && !wanted.some(touches(span)))
      .map((span) => ({ name, ...span }));
  });
}

type Laid = Readonly<Record<string, ReturnType<Service["timeline"]>>>;

/** Who is on call in each schedule from a moment on. */
function laidOut({ schedules, timeline }: Service, now: number): Laid {
  return Object.fromEntries(
    schedules.map(({ name }) => [String(name), timeline(String(name), now, now + 30 * WEEK_MS)]),
  );
}

/** The times when somebody is on call who is so neither before nor after. */
function strangers(between: Laid, before: Laid, after: Laid): readonly unknown[] {
  return Object.entries(between).flatMap(([name, spans]) => {
    const [was, will] = [before[name], after[name]];
    if (was === undefined || will === undefined) return [];
    const at = (all: typeof spans, instant: number) =>
      String(all.find(({ start, end }) => start <= instant && instant < end)?.users);
    return [...new Set([...spans, ...was, ...will].map(({ start }) => start))]
      .map((instant) => [name, instant, at(spans, instant), at(was, instant), at(will, instant)] as const)
      .filter(([, , is, ...allowed]) => !allowed.includes(is));
  });
}

/** Where the service differs from the roster, except in a time that was overridden by hand. */
function wrong(
  service: Service,
  roster: PlainRoster,
  now: number,
  byHand: Story["foreign"],
): readonly unknown[] {
  const known = service.schedules.map(({ name }) => name);
  return servedFrom(roster, now).flatMap(({ role, engineer, from, until }) => {
    if (engineer === null || !known.includes(scheduleOf(role))) return [];
    const own =
      byHand?.role === role
        ? { from: now + byHand.from * 3_600_000, until: now + (byHand.from + byHand.hours) * 3_600_000 }
        : undefined;
    return service
      .timeline(scheduleOf(role), from, until)
      .filter(({ start, end, users }) => {
        const isInside = own !== undefined && own.from <= start && end <= own.until;
        return String(users) !== usernameOf(engineer) && !isInside;
      })
      .map((span) => ({ role, engineer, ...span }));
  });
}

async function told({ variants }: ServiceKind, story: Story): Promise<void> {
  const { before, after, moments, variant, foreign, ahead } = story;
  let now = moments[0];
  const seen: unknown[] = [];
  let states: Laid[] = [];
  // Before a first push nobody is on call at all, and where hours change within the year its overrides, which come after its
  // rotation, hold a part of them.
  const isMixed = new Set(termsOf(before).map((terms) => JSON.stringify(terms.duty))).size > 1;
  let duty = isMixed ? () => [] : dutyOf([before], now);
  const people = Object.keys(before.people);
  const service = await (variants[Math.floor(variant * variants.length)] ?? variants[0])?.start({
    now: () => now + ahead,
    people,
    onCommit: (each) => {
      seen.push(...holes(each, now + ahead, duty));
      states.push(laidOut(each, now));
    },
  });
  if (service === undefined) throw new Error("the service has no variant");
  const push = (roster: PlainRoster) => service.push(textOf(roster), new Date(now).toISOString(), ALLOWED);
  const writes = () => service.requests.filter(({ method }) => method !== "GET").length;
  try {
    const first = await push(before);
    expect([first.exit, first.stderr, wrong(service, before, now, undefined)]).toEqual([0, first.stderr, []]);

    expect(surplus(service, before, now)).toEqual([]);
    now = moments[1];
    duty = dutyOf([before, after], now);
    const alias =
      foreign &&
      service.addForeignOverride(scheduleOf(foreign.role), {
        user: usernameOf(foreign.who),
        start: now + foreign.from * 3_600_000,
        end: now + (foreign.from + foreign.hours) * 3_600_000,
      });
    const override = () => service.overrides.filter((each) => each["alias"] === alias);
    const made = override();
    const was = laidOut(service, now);
    states = [];
    service.setFaults(story.faults);
    const second = await push(after);
    expect([0, 1, 4], second.stderr).toContain(second.exit);
    service.setFaults([]);
    const third = await push(after);
    expect([0, foreign === undefined ? 0 : 1], third.stderr).toContain(third.exit);
    expect(wrong(service, after, now, foreign)).toEqual([]);
    if (foreign === undefined) expect(surplus(service, after, now)).toEqual([]);
    const will = laidOut(service, now);
    expect(states.flatMap((state) => strangers(state, was, will))).toEqual([]);
    const count = writes();
    const fourth = await push(after);
    expect([fourth.exit, writes(), override()]).toEqual([third.exit, count, made]);
    expect(seen).toEqual([]);
  } finally {
    await service.close();
  }
}

describe.each(SERVICES)("$name", (kind) => {
  test(
    "the next push completes one that was interrupted anywhere, and somebody is always on call",
    async () => {
      await fc.assert(
        fc.asyncProperty(stories, (story) => told(kind, story)),
        { seed: SEED, numRuns: scaleRuns(12) },
      );
    },
    scaleRuns(300_000),
  );

  test(
    "so it does where somebody is on call at some hours alone",
    async () => {
      await fc.assert(
        fc.asyncProperty(dutyStories, (story) => told(kind, story)),
        { seed: SEED, numRuns: scaleRuns(4) },
      );
    },
    scaleRuns(300_000),
  );
});
