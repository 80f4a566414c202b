/** Guards a push against surprises: each guard gives its numbers, and stops the push unless `--allow` names it. */
import type { Role } from "../roster/model.ts";
import { DAY_MS } from "../time/date.ts";
import { type Interval, intersect, subtract } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import { isFinished } from "./finished.ts";
import type { Plan, PushRefusal, Remote, RemoteSchedule, Target } from "./model.ts";
import { expandPattern } from "./pattern.ts";

const WEEKS = 26;
const MAX_SHARE = 0.3;

export function guardPush(
  { roles, escalation }: Target,
  remote: Remote,
  plan: Pick<Plan, "steps" | "changes" | "drift">,
  now: Instant,
): readonly PushRefusal[] {
  const { changes } = plan;
  const refusals: PushRefusal[] = [];
  const empty = roles.filter(({ vacancies }) => vacancies.length > 0);
  if (empty.length > 0) {
    const hours = empty.map(({ role, vacancies }) => {
      const total = vacancies.reduce((sum, { start, end }) => sum + end - start, 0) / (DAY_MS / 24);
      return `${role} for ${Math.ceil(total)} h`;
    });
    const paged = empty.flatMap(({ pattern, vacancies }) =>
      vacancies.flatMap(({ start, end }) => expandPattern(pattern, start, end).map(({ who }) => who)),
    );
    refusals.push({
      guard: "vacant-role",
      message: `the roster has nobody as ${hours.join(", ")} in the coming year; the service would page the next in its rotation instead: ${[...new Set(paged)].join(", ")}`,
    });
  }
  // A first push changes everything, as it should.
  const known = roles
    .filter((wanted) => isFinished(wanted, remote.schedules.get(wanted.role)))
    .map(({ role }) => role);
  const isForeign = (role: string) => remote.schedules.get(role)?.isOurs === false;
  const changedNow = new Set([
    ...changes
      .filter(
        ({ start, from, role }) => start <= now && from !== null && (known.includes(role) || isForeign(role)),
      )
      .map(({ role }) => role),
    ...findContestedRoles(plan, now),
  ]);
  if (changedNow.size > 0) {
    const atOnce = changes.filter(({ start, role }) => start <= now && changedNow.has(role));
    const isOffDuty = atOnce.length > 0 && atOnce.every(({ to }) => to === null);
    refusals.push({
      guard: "on-call-now",
      message: `${isOffDuty ? "nobody" : "somebody else"} would be on call at once in ${changedNow.size} of ${roles.length} roles: ${[...changedNow].join(", ")}`,
    });
  }
  const window = { start: now, end: now + WEEKS * 7 * DAY_MS };
  const moved = changes
    .filter(({ role }) => known.includes(role))
    .flatMap((change) => intersect(change, window))
    .reduce((sum, { start, end }) => sum + end - start, 0);
  // Of the time in which anybody has duty, by the roster or by what the service has.
  const idle = roles
    .filter(({ role }) => known.includes(role))
    .flatMap((each) => {
      const ending = changes.filter(({ role, to }) => role === each.role && to === null);
      return each.idle
        .flatMap((piece) => intersect(piece, window))
        .flatMap((piece) => subtract(piece, ending));
    })
    .reduce((sum, { start, end }) => sum + end - start, 0);
  const share = known.length === 0 ? 0 : moved / (known.length * (window.end - window.start) - idle);
  if (share > MAX_SHARE) {
    refusals.push({
      guard: "many-changes",
      message: `${Math.round(share * 100)} % of the next ${WEEKS} weeks would change hands, more than ${MAX_SHARE * 100} %`,
    });
  }
  const foreign = [
    ...roles
      .filter(({ role, address }) => isForeign(role) && address.rotation === undefined)
      .map(({ name }) => `schedule ${name}`),
    ...(remote.escalation?.isOurs === false ? [`escalation ${escalation?.name}`] : []),
  ];
  const joined = roles.filter(({ role, address }) => {
    const has = remote.schedules.get(role);
    return has?.isOurs === false && address.rotation !== undefined && !isKnown(has);
  });
  if (joined.length > 0) {
    const places = joined.map(({ address }) => `${address.rotation} in ${address.schedule}`);
    refusals.push({
      guard: "foreign-schedule",
      message: `a push would write a rotation into a schedule that oncall did not make: ${places.join(", ")}`,
    });
  }
  if (foreign.length > 0) {
    refusals.push({
      guard: "foreign-schedule",
      message: `a push would take over what oncall did not make: ${foreign.join(", ")}`,
    });
  }
  return refusals;
}

/**
 * Whether the rotation is ours without anybody saying so: a push of ours began it, or all its people are in the roster.
 * A schedule of others has no room for our mark.
 */
function isKnown({ isFinished, rotation }: RemoteSchedule): boolean {
  if (rotation === undefined) return false;
  return !isFinished || (rotation.pattern?.people.every((who) => !who.startsWith("@")) ?? false);
}

/**
 * The roles in which an override made by hand is active now, and ours would overlap it. The service does not document
 * which of the two wins.
 */
function findContestedRoles({ steps, drift }: Pick<Plan, "steps" | "drift">, now: Instant): readonly Role[] {
  const isActive = ({ start, end }: Interval) => start <= now && now < end;
  const ours = steps.flatMap((step) =>
    step.kind === "override" && step.to !== undefined && isActive(step.to) ? [step.role] : [],
  );
  return drift
    .filter(({ role, against }) => ours.includes(role) && against.some(isActive))
    .map(({ role }) => role);
}
