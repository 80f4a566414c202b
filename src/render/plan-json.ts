/** Prints the `plan` and `push` documents of cli.md. People are ids of the roster; somebody it does not have is `@` and their name there. */
import type { Assignment, EscalationRule, Pattern, Plan, PushStep } from "../plan/model.ts";
import type { Interval } from "../time/interval.ts";
import { writeWeekWindow } from "../time/week.ts";
import { formatInstant, type Instant, instantOf, type Zone } from "../time/zone.ts";
import { jsonDocument } from "./json.ts";

export interface PlanDocument {
  readonly provider: string;
  readonly plan: Plan;
  readonly fingerprint: string;
  readonly zone: Zone;
  /** After a push: whether the service, read again, says what the roster says. */
  readonly verified?: boolean;
}

export function planJson({ provider, plan, fingerprint, zone, verified }: PlanDocument): string {
  const at = (instant: Instant) => formatInstant(zone, instant);
  const span = ({ start, end }: Interval) => ({ start: at(start), end: at(end) });
  const record = (one: Assignment | undefined) =>
    one === undefined ? null : { engineer: one.who, ...span(one) };
  return jsonDocument({
    version: 1,
    provider,
    changes: plan.steps.map((step) => ({
      action: step.action,
      kind: step.kind,
      name: step.name,
      ...ends(step, at, record),
    })),
    changed_shifts: plan.changes.map(({ role, from, to, ...time }) => ({ role, ...span(time), from, to })),
    drift: plan.drift.map(({ role, key, against, ...override }) => ({
      role,
      alias: key,
      ...record(override),
      contradicts: against.map(record),
    })),
    guards: plan.refusals,
    faults: plan.blockers,
    fingerprint,
    ...(verified !== undefined && { verified }),
  });
}

function ends(
  step: PushStep,
  at: (instant: Instant) => string,
  record: (one: Assignment | undefined) => object | null,
): object {
  const pattern = ({ zone, date, time, every, people, hours }: Pattern) => ({
    engineers: people,
    every_days: every,
    start: at(instantOf(zone, date, time)),
    timezone: zone.name,
    hours: hours === undefined ? null : hours.map(writeWeekWindow),
  });
  const rules = (all: readonly EscalationRule[]) =>
    all.map(({ notify, minutes }) => ({ notify, after_minutes: minutes }));
  switch (step.kind) {
    case "schedule":
    case "rotation":
      return { from: step.from === undefined ? null : pattern(step.from), to: pattern(step.pattern) };
    case "override":
      return { from: record(step.from), to: record(step.to) };
    case "escalation":
      return { from: step.from === undefined ? null : rules(step.from), to: rules(step.to) };
  }
}
