/** What a push does not do by itself, each with its numbers: the guards, named by what they guard against. */
import type { Role } from "../roster/model.ts";
import { DAY_MS } from "../time/date.ts";
import { intersect } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Guarded, Plan, Remote, Span, Target } from "./model.ts";
import { laid } from "./pattern.ts";

const WEEKS = 26;
const SHARE = 0.3;

export function guardsOf(
  { roles, escalation }: Target,
  remote: Remote,
  plan: Pick<Plan, "steps" | "changes" | "drift">,
  now: Instant,
): readonly Guarded[] {
  const { changes } = plan;
  const found: Guarded[] = [];
  const empty = roles.filter(({ vacancies }) => vacancies.length > 0);
  if (empty.length > 0) {
    const each = empty.map(({ role, vacancies }) => {
      const hours = vacancies.reduce((sum, { start, end }) => sum + end - start, 0) / (DAY_MS / 24);
      return `${role} for ${Math.ceil(hours)} h`;
    });
    const paged = empty.flatMap(({ pattern, vacancies }) =>
      vacancies.flatMap(({ start, end }) => laid(pattern, start, end).map(({ who }) => who)),
    );
    found.push({
      guard: "vacant-role",
      message: `by the roster nobody is ${each.join(", ")} of the coming year: whoever the rotation names would be paged, ${[...new Set(paged)].join(", ")}`,
    });
  }
  // A first push changes everything, and is meant to.
  const known = roles
    .map(({ role }) => role)
    .filter((role) => remote.schedules.get(role)?.isOurs === true && remote.schedules.get(role)?.isFinished);
  const isForeign = (role: string) => remote.schedules.get(role)?.isOurs === false;
  const other = new Set([
    ...changes
      .filter(
        ({ start, from, role }) => start <= now && from !== null && (known.includes(role) || isForeign(role)),
      )
      .map(({ role }) => role),
    ...laidOver(plan, now),
  ]);
  if (other.size > 0) {
    found.push({
      guard: "on-call-now",
      message: `${other.size} of ${roles.length} roles would have another person on call right now: ${[...other].join(", ")}`,
    });
  }
  const window = { start: now, end: now + WEEKS * 7 * DAY_MS };
  const moved = changes
    .filter(({ role }) => known.includes(role))
    .flatMap((change) => intersect(change, window))
    .reduce((sum, { start, end }) => sum + end - start, 0);
  const share = known.length === 0 ? 0 : moved / (known.length * (window.end - window.start));
  if (share > SHARE) {
    found.push({
      guard: "many-changes",
      message: `${Math.round(share * 100)} % of the coming ${WEEKS} weeks would change hands; more than ${SHARE * 100} % is much`,
    });
  }
  const foreign = [
    ...roles
      .filter(({ role }) => remote.schedules.get(role)?.isOurs === false)
      .map(({ name }) => `schedule ${name}`),
    ...(remote.escalation?.isOurs === false ? [`escalation ${escalation?.name}`] : []),
  ];
  if (foreign.length > 0) {
    found.push({
      guard: "foreign-schedule",
      message: `${foreign.length} of these names ${foreign.length === 1 ? "is" : "are"} taken by what oncall did not make: ${foreign.join(", ")}`,
    });
  }
  return found;
}

/** Whoever took over by hand and is on call now: which counts of theirs and of ours that comes over it is nowhere said. */
function laidOver({ steps, drift }: Pick<Plan, "steps" | "drift">, now: Instant): readonly Role[] {
  const isNow = ({ start, end }: Span) => start <= now && now < end;
  const ours = steps.flatMap((step) =>
    step.kind === "override" && step.to !== undefined && isNow(step.to) ? [step.role] : [],
  );
  return drift
    .filter(({ role, against }) => ours.includes(role) && against.some(isNow))
    .map(({ role }) => role);
}
