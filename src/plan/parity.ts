/** Compares what services say with the roster, role by role, minute by minute (cli.md, "JSON (version 1)"). */
import type { Role } from "../roster/model.ts";
import { type Interval, intersect } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Assignment, Remote, RemoteSchedule, TargetRole, Who } from "./model.ts";

/** What one service has of the roster. */
export interface Counterpart {
  readonly provider: string;
  readonly remote: Pick<Remote, "schedules">;
}

/** Where what a service says comes from, as far as that can be told. */
export type Cause =
  | "forwarding"
  | "override"
  | "several"
  | "rotation"
  | "history"
  | "no-rotation"
  | "disabled"
  | "no-schedule";

export interface Saying {
  readonly provider: string;
  readonly who: Who | null;
  readonly cause: Cause;
}

/** A time in which not all say the same. */
export interface Disparity extends Interval {
  readonly role: Role;
  readonly roster: Who | null;
  readonly services: readonly Saying[];
}

/** By start, then in the order of the roles. */
export function findDisparities(
  targets: readonly { readonly roles: readonly Pick<TargetRole, "role" | "duties">[] }[],
  services: readonly Counterpart[],
  within: Interval,
): readonly Disparity[] {
  const wanted = new Map(
    targets.flatMap(({ roles }) => roles.map(({ role, duties }) => [role, duties] as const)),
  );
  return [...wanted]
    .flatMap(([role, duties]) => compareRole(role, duties, services, within))
    .sort((one, other) => one.start - other.start);
}

function compareRole(
  role: Role,
  duties: readonly Assignment[],
  services: readonly Counterpart[],
  within: Interval,
): readonly Disparity[] {
  const lines = services.map(({ provider, remote }) => {
    const schedule = remote.schedules.get(role);
    // One that is disabled still has a timeline, and notifies nobody.
    const isSilent = schedule?.isEnabled !== true;
    return { provider, schedule, line: isSilent ? [] : applyForwardings(schedule) };
  });
  const cuts = new Set([within.start, within.end]);
  for (const { start, end } of [...duties, ...lines.flatMap(({ line }) => line)])
    for (const at of [start, end]) if (within.start < at && at < within.end) cuts.add(at);
  const edges = [...cuts].sort((one, other) => one - other);
  const found: Disparity[] = [];
  for (const [index, end] of edges.slice(1).entries()) {
    const start = edges[index] ?? end;
    const roster = findWho(duties, start);
    const sayings = lines.map(({ provider, schedule, line }): Saying => {
      const who = findWho(line, start);
      return { provider, who, cause: findCause(schedule, who, { start, end }) };
    });
    if (sayings.every(({ who }) => who === roster)) continue;
    const last = found.at(-1);
    const isSame =
      last?.end === start &&
      last.roster === roster &&
      last.services.every(({ who, cause }, at) => sayings[at]?.who === who && sayings[at]?.cause === cause);
    if (last !== undefined && isSame) found[found.length - 1] = { ...last, end };
    else found.push({ role, start, end, roster, services: sayings });
  }
  return found;
}

/** Whoever gets the alerts serves, whatever the schedule says. */
function applyForwardings({ final, forwardings = [] }: RemoteSchedule): readonly Assignment[] {
  const pieces = final.flatMap((piece) =>
    forwardings
      .filter(({ from }) => from === piece.who)
      .flatMap(({ to, ...time }) => intersect(piece, time).map((part) => ({ ...part, who: to }))),
  );
  // The first that holds counts, so forwarded time comes before the time that it is cut from.
  return [...pieces, ...final];
}

function findWho(line: readonly Assignment[], at: Instant): Who | null {
  return line.find(({ start, end }) => start <= at && at < end)?.who ?? null;
}

function findCause(schedule: RemoteSchedule | undefined, who: Who | null, time: Interval): Cause {
  if (schedule === undefined) return "no-schedule";
  if (!schedule.isEnabled) return "disabled";
  const holds = (one: Interval) => intersect(one, time).length > 0;
  if (schedule.forwardings?.some((one) => one.to === who && holds(one)) === true) return "forwarding";
  if (schedule.overrides.some((one) => one.who === who && holds(one))) return "override";
  if (who?.includes(" + ") === true) return "several";
  return schedule.rotation === undefined ? "no-rotation" : "rotation";
}
