/** Decides whom a page goes to: the escalation, a role's schedule or a person; and who is rung because of it. */
import { EXIT, Fault } from "../../fault.ts";
import type { AlertTarget } from "../../provider/alerts.ts";
import type { Role } from "../../roster/model.ts";
import { fold } from "../../text/letters.ts";
import { suggest } from "../../text/suggest.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findHolder, listRinging, type Ringing } from "../../timeline/escalation.ts";
import type { Alerting } from "../shared/alerting.ts";
import { listRoles, matchPerson, suggestPerson } from "../shared/people.ts";

export interface PageTarget {
  readonly to: AlertTarget;
  /** `escalation platform_escalation`, `schedule platform_primary`, `user alice@example.com`. */
  readonly shown: string;
  readonly ringing: readonly Ringing[];
  /** What people should know before they consent. */
  readonly warnings: readonly string[];
}

/** `wanted`: what `--to` says. */
export function findTarget(
  timeline: Timeline,
  alerting: Alerting,
  wanted: string | undefined,
  now: Instant,
): PageTarget {
  const { roster } = timeline;
  if (wanted === undefined) return findDefault(timeline, alerting, now);
  const role = listRoles(roster).find((each) => fold(each) === fold(wanted));
  if (role !== undefined) {
    const target = findSchedule(timeline, alerting, role, now);
    return { ...target, warnings: [...target.warnings, SKIPS] };
  }
  const person = matchPerson(roster, wanted);
  if (person === undefined) {
    const near = suggest(wanted, listRoles(roster)) ?? suggestPerson(roster, wanted)?.id;
    throw new Fault(
      EXIT.usage,
      `${roster.file} has neither a role nor a person ${JSON.stringify(wanted)}`,
      near === undefined
        ? `roles: ${listRoles(roster).join(", ")}; people: ${[...roster.people.keys()].join(", ")}`
        : `did you mean ${near}?`,
    );
  }
  const reached = alerting.reach(person);
  if ("reason" in reached) throw new Fault(EXIT.roster, `nothing was sent: ${reached.reason}`, reached.help);
  return {
    to: { kind: "person", person },
    shown: `user ${reached.shown}`,
    ringing: [{ role: undefined, at: now, after: 0, person: person.id }],
    warnings: [SKIPS],
  };
}

const SKIPS = "this goes past the escalation: if they do not answer, nobody else is rung";

function findDefault(timeline: Timeline, alerting: Alerting, now: Instant): PageTarget {
  const { escalation, title, provider } = alerting;
  if (escalation !== undefined) {
    const ringing = listRinging(timeline, now);
    return {
      to: { kind: "escalation", name: escalation },
      shown: `escalation ${escalation}`,
      ringing,
      warnings: warnOfSilence(ringing),
    };
  }
  const [first = ""] = timeline.shift(timeline.shiftFrom(now)).terms.roles;
  const target = findSchedule(timeline, alerting, first, now);
  const only = `${timeline.roster.file} names no escalation of ${title}, so this rings the ${first} alone: add \`${provider}: { escalation: NAME }\`, and push it`;
  return { ...target, warnings: [...target.warnings, only] };
}

function findSchedule(timeline: Timeline, alerting: Alerting, role: Role, now: Instant): PageTarget {
  const { provider, title, schedules } = alerting;
  const address = schedules.get(role);
  if (address === undefined)
    throw new Fault(
      EXIT.roster,
      `nothing was sent: ${timeline.roster.file} names no schedule of ${title} for ${role}`,
      `add \`${provider}: { schedules: { ${role}: NAME } }\` and push it, or page a person with --to ID`,
    );
  const ringing = [{ role, at: now, after: 0, person: findHolder(timeline, role, now) }];
  return {
    to: { kind: "schedule", name: address.schedule },
    shown: `schedule ${address.schedule}${address.rotation === undefined ? "" : ", which rings all who are on call in it"}`,
    ringing,
    warnings: warnOfSilence(ringing),
  };
}

/** A page that reaches no one is the worst that can happen. */
function warnOfSilence(ringing: readonly Ringing[]): readonly string[] {
  const silent = ringing.filter(({ person }) => person === undefined || person === null);
  if (silent.length === 0) return [];
  if (silent.length === ringing.length)
    return ["THIS RINGS NOBODY by the roster: page a person with --to ID instead, or as well"];
  const [first] = ringing;
  const parts = silent.map(
    ({ role = "a person", person }) => `${role} is ${person === null ? "vacant" : "off duty"}`,
  );
  return [
    `${parts.join(", and ")} when it would ring${first !== undefined && silent.includes(first) ? ": nobody is rung at once, so page a person with --to ID as well" : ""}`,
  ];
}

/** The person of the roster who goes by that name in the service; undefined if none does, or several do. */
export function identify(timeline: Timeline, { reach }: Alerting, name: string): string | undefined {
  const people = [...timeline.roster.people.values()];
  const matches = (text: string | undefined) => text !== undefined && fold(text) === fold(name);
  const known = people.filter((person) => {
    const reached = reach(person);
    return "address" in reached && matches(reached.address);
  });
  // Reports may have the display name.
  const found = known.length > 0 ? known : people.filter((person) => matches(person.name));
  return found.length === 1 ? found[0]?.id : undefined;
}

/** Who serves each role of the running shift, for the text of the alert. */
export function listHolders(timeline: Timeline, now: Instant) {
  const { roles } = timeline.shift(timeline.shiftFrom(now)).terms;
  return roles.map((role) => ({ role, person: findHolder(timeline, role, now) }));
}
