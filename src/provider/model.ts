/** What every provider of schedules can do. To read and to write are different things: a plan is given the first alone. */
import type { Remote, Step, Target, Who } from "../plan/model.ts";
import type { Id, Role, Roster } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";

/** What is asked of a provider. */
export interface Asked {
  readonly roster: Roster;
  readonly target: Target;
  /** Everybody whom it has to know. */
  readonly people: readonly Id[];
  readonly now: () => Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export interface Reader {
  /** All that it has under the names of the target. */
  read(): Promise<Remote>;
  /** Who it says is on call. */
  onCall(role: Role, at: Instant): Promise<Who | null>;
}

export interface Writer {
  /** Makes a step, or finds that it was made. */
  apply(step: Step): Promise<void>;
}

export interface Provider {
  /** Throws a Fault where the key or somebody is not known there. */
  reader(asked: Asked): Promise<Reader & { writer(remote: Remote): Writer }>;
}
