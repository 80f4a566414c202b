/** Says what is examined: whose phones, when the service is asked who is on call, and until when. */
import type { Examinee, OnCallReading } from "../../doctor/facts.ts";
import type { Target } from "../../plan/model.ts";
import { listOnTurn, listParticipants } from "../../proof/groups.ts";
import type { Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { type ResolvedPhone, resolvePhone } from "../../roster/phone.ts";
import { type Interval, join } from "../../time/interval.ts";
import { type Instant, MINUTE_MS, wallOf } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";

export interface Scope {
  readonly people: readonly Examinee[];
  readonly until: Instant;
}

export interface ScopeOptions {
  readonly now: Instant;
  readonly all: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The roster's private file is not here: phones may be in it. */
  readonly isPrivateUnread: boolean;
}

/** Those who serve until the end of the next shift; with `all`, everybody who takes part, until each has had a turn. */
export function findScope(timeline: Timeline, options: ScopeOptions): Scope {
  const { now, all } = options;
  const running = timeline.shiftAt(now);
  const last = all
    ? timeline.shiftFrom(now) + timeline.rotation.queue(timeline.shiftFrom(now)).seats.length
    : running === undefined
      ? 0
      : running + 1;
  const until = timeline.shift(last).end;
  const people = all ? listParticipants(timeline, now) : listOnTurn(timeline, now);
  return { until, people: people.map((person) => describe(timeline, person, until, options)) };
}

function describe(
  timeline: Timeline,
  person: Person,
  until: Instant,
  { now, env, isPrivateUnread }: ScopeOptions,
): Examinee {
  const { phone, verified } = person;
  const duties = listDuties(timeline, person, now, until);
  const number: ResolvedPhone | "elsewhere" | undefined =
    phone !== undefined ? resolvePhone(phone, env) : isPrivateUnread ? "elsewhere" : undefined;
  const known = typeof number === "object" && number.kind === "number" ? number.number.slice(1) : undefined;
  const day = wallOf(outputZone(timeline.roster), Math.max(now, duties[0]?.start ?? now)).date;
  return { person, duties, number, day, digits: known ?? verified?.ending };
}

function listDuties(timeline: Timeline, { id }: Person, now: Instant, until: Instant): readonly Interval[] {
  const duties: Interval[] = [];
  for (let index = timeline.shiftFrom(now); timeline.shift(index).start < until; index += 1) {
    const { stretches } = timeline.shift(index);
    duties.push(...stretches.filter(({ engineer, end }) => engineer === id && end > now));
  }
  const spans = duties.map(({ start, end }) => ({ start, end }));
  return join(
    spans.toSorted((one, other) => one.start - other.start),
    () => true,
  );
}

/** Now, and a minute before and after the next handoff, for each role that has a schedule. */
export function pickMoments(
  timeline: Timeline,
  { roles }: Target,
  now: Instant,
): readonly Omit<OnCallReading, "actual">[] {
  const running = timeline.shiftAt(now);
  const handoff = timeline.shift(running === undefined ? 0 : running + 1).start;
  const instants =
    running === undefined ? [handoff + MINUTE_MS] : [now, handoff - MINUTE_MS, handoff + MINUTE_MS];
  return roles.flatMap(({ role, address, name, duties, vacancies }) =>
    [...new Set(instants.filter((at) => at >= now))].map((at) => {
      const includes = ({ start, end }: Interval) => start <= at && at < end;
      return {
        ...{ role, name, at },
        expected: duties.find(includes)?.who ?? null,
        isVacant: vacancies.some(includes),
        isShared: address.rotation !== undefined,
      };
    }),
  );
}
