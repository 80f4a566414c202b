/** Carries out the steps of a push by the calls that a service has for each kind. */
import type { PushStep } from "../plan/model.ts";
import type { OverrideStep } from "../plan/overrides.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import type { ScheduleWriter } from "./schedules.ts";

export type ScheduleWork = PushStep & { readonly kind: "schedule" | "rotation" };
export type EscalationWork = PushStep & { readonly kind: "escalation" };

export interface StepCalls {
  writeSchedule(step: ScheduleWork): Promise<void>;
  writeRotation(step: ScheduleWork): Promise<void>;
  /** What is left to do by hand, if anything. */
  writeOverride(step: OverrideStep): Promise<string | undefined>;
  writeEscalation(step: EscalationWork): Promise<void>;
}

export function createStepWriter(calls: StepCalls): ScheduleWriter {
  return {
    async apply(step) {
      switch (step.kind) {
        case "schedule":
          await calls.writeSchedule(step);
          return undefined;
        case "rotation":
          await calls.writeRotation(step);
          return undefined;
        case "override":
          return calls.writeOverride(step);
        case "escalation":
          await calls.writeEscalation(step);
          return undefined;
      }
    },
  };
}

/** One that is running keeps its start: a new start in the past may be refused. */
export function findStart({ from }: Pick<OverrideStep, "from">, start: Instant, now: Instant): Instant {
  if (start > now) return start;
  return from !== undefined && from.start <= now ? from.start : Math.floor(now / MINUTE_MS) * MINUTE_MS;
}
