/** Selects who gets a test page: people who can be reached, at an hour when a test may ring their phone. */
import type { Person } from "../roster/model.ts";
import { outputZone } from "../roster/output-zone.ts";
import { isPremiumRate, maskPhone, type ResolvedPhone } from "../roster/phone.ts";
import { type Instant, wallOf } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { listOnTurn, listParticipants } from "./groups.ts";
import { type LocalTime, readLocalTime } from "./hours.ts";
import type { Channel } from "./model.ts";
import { findProofGap } from "./validity.ts";

/** Groups of people, beside those who are named. */
export interface GroupChoice {
  readonly turn?: boolean;
  readonly stale?: boolean;
  readonly all?: boolean;
}

export interface Recipient {
  readonly person: Person;
  /** Phone number or user name, for the service. */
  readonly address: string;
  /** What may be shown of it. */
  readonly shown: string;
  readonly local: LocalTime;
}

/** Somebody who gets no page, why, and what to do about it. */
export interface LeftOut {
  readonly person: Person;
  readonly reason: string;
  readonly help: string;
  /** Because of the hour, and not because nothing can reach them. */
  readonly isAsleep: boolean;
}

export interface Selection {
  readonly recipients: readonly Recipient[];
  readonly leftOut: readonly LeftOut[];
}

/** Where a person is reached, or why not. */
export type Reach = (
  person: Person,
) => Pick<Recipient, "address" | "shown"> | Pick<LeftOut, "reason" | "help">;

export type ResolvePhone = (person: Person) => ResolvedPhone | undefined;

export function selectRecipients(
  { roster }: Timeline,
  people: readonly Person[],
  now: Instant,
  reach: Reach,
  isAnyHour: boolean,
): Selection {
  const recipients: Recipient[] = [];
  const leftOut: LeftOut[] = [];
  for (const person of people) {
    const reached = reach(person);
    const local = readLocalTime(person, now, outputZone(roster));
    if ("reason" in reached) leftOut.push({ person, ...reached, isAsleep: false });
    else if (local.isWithin || isAnyHour) recipients.push({ person, local, ...reached });
    else
      leftOut.push({
        person,
        reason: `it is ${local.clock} for ${person.id}, and a test may ring only from ${local.hours}`,
        help: "to send it anyway, add --any-hour",
        isAsleep: true,
      });
  }
  return { recipients, leftOut };
}

/** `channels`: by which ways those without a valid proof are to be tested; both by default. */
export function listGroups(
  timeline: Timeline,
  choice: GroupChoice,
  channels: readonly Channel[] | undefined,
  now: Instant,
  resolve: ResolvePhone,
): readonly Person[] {
  const { roster } = timeline;
  const today = wallOf(outputZone(roster), now).date;
  const isStale = (person: Person) =>
    findProofGap({
      number: resolve(person),
      verified: person.verified,
      on: today,
      within: roster.policy.verifiedWithin,
      channels,
    }) !== undefined;
  return [
    ...(choice.turn === true ? listOnTurn(timeline, now) : []),
    ...(choice.all === true ? listParticipants(timeline, now) : []),
    ...(choice.stale === true ? listParticipants(timeline, now).filter(isStale) : []),
  ];
}

/** By text and by call. The number is never shown whole. */
export function reachByPhone(resolve: ResolvePhone): Reach {
  return (person) => {
    const { id } = person;
    const number = resolve(person);
    switch (number?.kind) {
      case undefined:
        return {
          reason: `${id} has no phone in the roster, so no page can reach them`,
          help: `give ${id} a \`phone\`: in the private file, or as env:ONCALL_PHONE_${id.toUpperCase().replaceAll("-", "_")}`,
        };
      case "unset":
        return {
          reason: `the phone of ${id} is in ${number.variable}, which is not set here`,
          help: `set ${number.variable} to the number`,
        };
      case "malformed":
        return {
          reason: `${number.variable}, the phone of ${id}, holds no phone number`,
          help: "write it as +12025550100, without spaces or quotes",
        };
      case "number":
        return isPremiumRate(number.number)
          ? {
              reason: `the phone of ${id} is a premium-rate number: a call to it is charged`,
              help: "use a number at the usual rate",
            }
          : { address: number.number, shown: maskPhone(number.number) };
    }
  };
}
