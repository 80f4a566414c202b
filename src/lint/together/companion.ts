/**
 * Takes from a roster what rules need that look at several rosters at once. It is little, and nothing in it leads back to the
 * roster: memory grows with one roster, not with all.
 */
import type { Finding, UnplacedFinding } from "../../roster/finding.ts";
import type { Id, Role, Roster, ScheduleAddress } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { floorToMinute } from "../../rules/serving.ts";
import { fold } from "../../text/letters.ts";
import { DAY_MS } from "../../time/date.ts";
import { type Interval, intersect, join } from "../../time/interval.ts";
import type { Instant, Zone } from "../../time/zone.ts";
import { shiftsIn } from "../../timeline/ask.ts";
import type { Timeline } from "../../timeline/build.ts";
import { type PackedSpans, packSpans } from "./packed-spans.ts";

/** How far ahead people are compared, and hours: a year has every change of the clocks in it. */
const HALF_YEAR_MS = 26 * 7 * DAY_MS;
const YEAR_MS = 53 * 7 * DAY_MS;

export interface Companion {
  readonly file: string;
  readonly team: string;
  /** Of its output. */
  readonly zone: Zone;
  /** The year to come, from its first handoff on. */
  readonly ahead: Interval;
  /** Who serves in the half year to come, of those with an email. */
  readonly people: readonly BookedPerson[];
  /** When each role has duty in that time; sorted, none touching the next. */
  readonly duty: ReadonlyMap<Role, PackedSpans>;
  /** Where its hours of duty stand; undefined: it says there that nothing is to be said of them. */
  readonly hours: MarkedPlace | undefined;
  readonly pushed: readonly PushedRotation[];
}

/** A rotation of a service that a push of the roster writes. */
export interface PushedRotation {
  /** Tells accounts apart, as far as the roster says which it is. */
  readonly account: string;
  readonly address: ScheduleAddress;
  readonly spot: MarkedPlace;
}

export interface BookedPerson {
  readonly id: Id;
  /** In the form in which emails are compared. */
  readonly email: string;
  readonly served: ReadonlyMap<Role, PackedSpans>;
  /** Undefined: a comment there suppresses it. */
  readonly spot: MarkedPlace | undefined;
}

/** A place in a roster that something can be said about. */
export type MarkedPlace = Pick<Finding, "file" | "place" | "excerpt">;

/** How a finding gets its place, and whether a comment suppresses it there. */
export interface Placing {
  readonly place: (finding: UnplacedFinding) => Finding;
  readonly isSuppressed: (finding: Pick<UnplacedFinding, "rule" | "path">) => boolean;
}

/** `double` and `hours` are the ids of the rules that look at people and at hours. */
export function takeCompanion(
  timeline: Timeline,
  now: Instant,
  { place, isSuppressed }: Placing,
  rules: { readonly double: string; readonly hours: string },
): Companion {
  const { roster, rotation } = timeline;
  const start = floorToMinute(now);
  const mark = (path: UnplacedFinding["path"]): MarkedPlace => {
    const {
      file,
      place: where,
      excerpt,
    } = place({ rule: "", path, on: "key", message: "", help: undefined });
    return { file, place: where, excerpt };
  };
  const spotOf = (rule: string, path: UnplacedFinding["path"]) =>
    isSuppressed({ rule, path }) ? undefined : mark(path);
  const served = findServed(timeline, { start, end: start + HALF_YEAR_MS });
  const terms = roster.rotation.findLast(({ duty }) => duty !== undefined);
  return {
    file: roster.file,
    team: roster.team,
    zone: outputZone(roster),
    ahead: { start: Math.max(start, rotation.handoffs.at(0).instant), end: start + YEAR_MS },
    people: [...served].flatMap(([id, spans]) => {
      const email = roster.people.get(id)?.email;
      if (email === undefined) return [];
      return [{ id, email: fold(email), served: pack(spans), spot: spotOf(rules.double, ["people", id]) }];
    }),
    duty: pack(findDuty(timeline, { start, end: start + YEAR_MS })),
    hours: spotOf(rules.hours, terms === undefined ? ["rotation"] : [...terms.path, "duty"]),
    pushed: listPushed(roster, mark),
  };
}

function listPushed(
  { opsgenie, jsm }: Roster,
  mark: (path: UnplacedFinding["path"]) => MarkedPlace,
): readonly PushedRotation[] {
  const sections = [
    { name: "opsgenie", section: opsgenie, where: opsgenie?.region },
    { name: "jsm", section: jsm, where: jsm?.site },
  ];
  return sections.flatMap(({ name, section, where }) =>
    [...(section?.schedules ?? [])].map(([role, address]) => ({
      account: JSON.stringify([name, where, section?.team]),
      address,
      spot: mark([name, "schedules", role]),
    })),
  );
}

type SpansByRole = ReadonlyMap<Role, readonly Interval[]>;

function pack(spans: SpansByRole): ReadonlyMap<Role, PackedSpans> {
  return new Map([...spans].map(([role, each]) => [role, packSpans(each)]));
}

function findServed(timeline: Timeline, within: Interval): ReadonlyMap<Id, SpansByRole> {
  const served = new Map<Id, Map<Role, Interval[]>>();
  for (const { stretches } of shiftsIn(timeline, within)) {
    for (const stretch of stretches) {
      const { role, engineer } = stretch;
      if (engineer === null) continue;
      const roles = served.get(engineer) ?? new Map<Role, Interval[]>();
      const spans = roles.get(role) ?? [];
      spans.push(...intersect(stretch, within));
      roles.set(role, spans);
      served.set(engineer, roles);
    }
  }
  return served;
}

/** Without hours of duty a role has it from its first handoff on, and no shift need be looked at. */
function findDuty({ roster, rotation: { handoffs } }: Timeline, within: Interval): SpansByRole {
  const [first, ...later] = roster.rotation;
  if (later.length === 0 && first.duty === undefined) {
    const all = intersect({ start: handoffs.at(0).instant, end: within.end }, within);
    return new Map(first.roles.map((role) => [role, all]));
  }
  const found = new Map<Role, Interval[]>();
  for (let index = handoffs.currentAt(within.start); handoffs.at(index).instant < within.end; index += 1) {
    const pieces = handoffs.dutyOf(index).flatMap((span) => intersect(span, within));
    for (const role of handoffs.at(index).terms.roles) {
      found.set(role, [...(found.get(role) ?? []), ...pieces]);
    }
  }
  return new Map([...found].map(([role, pieces]) => [role, join(pieces, () => true)]));
}
