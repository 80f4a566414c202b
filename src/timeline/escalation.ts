/** Works out whom an alert rings, and when, for as long as nobody acknowledges it. */
import type { EscalationStep, Id, Role, Roster } from "../roster/model.ts";
import { type Instant, MINUTE_MS } from "../time/zone.ts";
import { findServing } from "./ask.ts";
import type { Timeline } from "./build.ts";

/** From one role to the next, if the roster does not say. */
const DEFAULT_MINUTES = 720;

/** As the roster says, else the roles in their order. */
export function listSteps(
  escalation: Roster["escalation"],
  roles: readonly Role[],
): readonly EscalationStep[] {
  return escalation ?? roles.map((notify, index) => ({ notify, after: index * DEFAULT_MINUTES }));
}

/** Somebody whom an alert rings. */
export interface Ringing {
  /** Undefined: a person, and not a role. */
  readonly role: Role | undefined;
  readonly at: Instant;
  /** Minutes after the alert. */
  readonly after: number;
  /** Null: the role is vacant; undefined: it is off duty, or there is no such role then. */
  readonly person: Id | null | undefined;
}

/** The service looks up who is on call when a step begins: after a handoff, that is somebody else. */
export function listRinging(timeline: Timeline, from: Instant): readonly Ringing[] {
  const { roster } = timeline;
  const { roles } = timeline.shift(timeline.shiftFrom(from)).terms;
  return listSteps(roster.escalation, roles)
    .map(({ notify, after }): Ringing => {
      const at = from + after * MINUTE_MS;
      const isPerson = !roster.rotation.some((terms) => terms.roles.includes(notify));
      return isPerson
        ? { role: undefined, at, after, person: roster.people.has(notify) ? notify : undefined }
        : { role: notify, at, after, person: findHolder(timeline, notify, at) };
    })
    .sort((one, other) => one.after - other.after);
}

/** Who serves a role; null and undefined as in `Ringing`. */
export function findHolder(timeline: Timeline, role: Role, at: Instant): Id | null | undefined {
  const index = timeline.shiftAt(at);
  if (index === undefined) return undefined;
  const serving = findServing(timeline, timeline.shift(index), at).find((each) => each.role === role);
  return serving?.offDuty === true ? undefined : serving?.engineer;
}
