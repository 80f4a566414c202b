/** Declares what oncall asks of a service that keeps schedules. Reading and writing are apart: `oncall plan` only reads. */
import type { PushStep, Remote, Target, Who } from "../plan/model.ts";
import type { Id, Role, Roster } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";

/** What a push is about. */
export interface PushSubject {
  readonly roster: Roster;
  readonly target: Target;
  /** Everybody whom the service has to know. */
  readonly people: readonly Id[];
  readonly now: () => Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export interface ScheduleReader {
  /**
   * All that the service has under the names of the target. `withPast`: also what applies to overrides that have ended,
   * which a plan has no use for.
   */
  read(options?: { readonly withPast?: boolean }): Promise<Remote>;
  /** Who is on call by the service's own answer; asked after `read`. */
  findOnCall(role: Role, at: Instant): Promise<Who | null>;
}

export interface ScheduleWriter {
  /** Carries a step out, or finds that it was carried out before. */
  apply(step: PushStep): Promise<void>;
}

/** A service whose key is good, and which knows everybody who is to be on call. */
export interface ScheduleService {
  readonly reader: ScheduleReader;
  /** `remote`: what was read last. */
  openWriter(remote: Remote): ScheduleWriter;
}
