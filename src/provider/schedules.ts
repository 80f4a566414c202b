/** Declares what oncall asks of a service that keeps schedules. Reading and writing are apart: `oncall plan` only reads. */
import type { Abilities } from "../plan/abilities.ts";
import type { PushStep, Remote, Target, Who } from "../plan/model.ts";
import type { Id, Role, Roster } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { PushedRoster, PushMark } from "./ownership.ts";

/** What a push is about. */
export interface PushSubject {
  readonly roster: Roster;
  readonly target: Target;
  /** Everybody whom the service has to know. */
  readonly people: readonly Id[];
  readonly now: () => Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The rosters that may have been pushed before, likeliest first, for a service in which overrides bear no alias of ours. */
  readonly findPushed: (mark: PushMark | undefined) => readonly PushedRoster[];
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
  /** Carries a step out, or finds that it was carried out before. Returns what is left to do by hand, if anything. */
  apply(step: PushStep): Promise<string | undefined>;
}

/** A service whose key is good, and which knows everybody who is to be on call. */
export interface ScheduleService {
  readonly abilities: Abilities;
  readonly reader: ScheduleReader;
  /** `remote`: what was read last. */
  openWriter(remote: Remote): ScheduleWriter;
}
