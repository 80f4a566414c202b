/** Who is to be tested, as it was typed, in; the people and where to reach them out, and who cannot be and why. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { inTurn, takingPart } from "../../proof/chosen.ts";
import { flawOfProof } from "../../proof/flaw.ts";
import { type LocalTime, localTimeOf } from "../../proof/hours.ts";
import type { Channel } from "../../proof/model.ts";
import type { Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { isPremiumRate, maskPhone, resolvePhone } from "../../roster/phone.ts";
import { type Instant, wallOf } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { findPerson } from "../shared/people.ts";

export interface Choice {
  readonly ids: readonly string[];
  readonly turn?: boolean;
  readonly stale?: boolean;
  readonly all?: boolean;
  readonly anyHour?: boolean;
  /** By which of those that are kept on record they will be tested; by both, if it is not said. */
  readonly ways?: readonly Channel[];
}

/** Somebody who can be tested now. */
export interface Candidate {
  readonly person: Person;
  /** Phone number or user name: what the service is told. */
  readonly address: string;
  /** What may be shown of it. */
  readonly shown: string;
  readonly local: LocalTime;
}

export interface Chosen {
  readonly candidates: readonly Candidate[];
  /** Chosen with others, and left out: no page can reach them, or it is night there. */
  readonly left: readonly (Unreached & { readonly person: Person; readonly isFailed: boolean })[];
}

/** Why no page goes to somebody, and what to do. */
interface Unreached {
  readonly reason: string;
  readonly help: string;
}

/** Where a person is reached; or why not. */
type Reach = (person: Person) => Pick<Candidate, "address" | "shown"> | Unreached;

/** Whoever was named is tested, or it is said why not and nobody is; of those chosen by a flag the others are. */
export function chosen(edges: Edges, timeline: Timeline, choice: Choice, now: Instant, reach: Reach): Chosen {
  const { roster } = timeline;
  const named = choice.ids.map((id) => findPerson(roster, id));
  const isGroup = choice.turn === true || choice.stale === true || choice.all === true;
  if (named.length === 0 && !isGroup) named.push(myself(edges, timeline));
  const people = [...new Set([...named, ...grouped(edges, timeline, choice, now)])];
  const candidates: Candidate[] = [];
  const left: Chosen["left"][number][] = [];
  for (const person of people) {
    const reached = reach(person);
    const local = localTimeOf(person, now, outputZone(roster));
    if ("reason" in reached) left.push({ person, ...reached, isFailed: true });
    else if (local.isWithin || choice.anyHour === true) candidates.push({ person, local, ...reached });
    else
      left.push({
        person,
        reason: `it is ${local.clock} where ${person.id} is, and a test may ring from ${local.hours} only`,
        help: "if it is meant, say --any-hour",
        isFailed: false,
      });
  }
  const [first, ...more] =
    candidates.length === 0 ? left : left.filter(({ person }) => named.includes(person));
  if (first !== undefined)
    throw new Fault(
      first.isFailed ? EXIT.roster : EXIT.refused,
      `${first.reason}: nothing was sent`,
      first.help,
      [],
      more.map(({ reason }) => reason),
    );
  return { candidates, left };
}

function grouped(edges: Edges, timeline: Timeline, choice: Choice, now: Instant): readonly Person[] {
  const { roster } = timeline;
  const today = wallOf(outputZone(roster), now).date;
  const isStale = ({ phone, verified }: Person) => {
    const number = phone && resolvePhone(phone, edges.env);
    const { verifiedWithin: within } = roster.policy;
    return flawOfProof({ number, verified, on: today, within, ways: choice.ways }) !== undefined;
  };
  return [
    ...(choice.turn === true ? inTurn(timeline, now) : []),
    ...(choice.all === true ? takingPart(timeline, now) : []),
    ...(choice.stale === true ? takingPart(timeline, now).filter(isStale) : []),
  ];
}

/** Whose email git is set up with. */
function myself({ git, cwd }: Edges, { roster }: Timeline): Person {
  const email = cwd === undefined ? undefined : git.userEmail(cwd);
  const me = [...roster.people.values()].find(
    (person) => email !== undefined && person.email?.toLowerCase() === email.toLowerCase(),
  );
  if (me !== undefined) return me;
  throw new Fault(
    EXIT.usage,
    email === undefined
      ? "git does not know who you are: `git config user.email` is not set"
      : `nobody in ${roster.file} has the email of your git config`,
    `name who is to be tested: ${[...roster.people.keys()].join(", ")}`,
  );
}

/** By text and by call: the number, which is never shown whole. */
export function byPhone(edges: Edges): Reach {
  return ({ id, phone }) => {
    if (phone === undefined)
      return {
        reason: `${id} has no phone in the roster: no page reaches them`,
        help: `give ${id} a \`phone\`: in the private file, or as env:ONCALL_PHONE_${id.toUpperCase().replaceAll("-", "_")}`,
      };
    const number = resolvePhone(phone, edges.env);
    switch (number.kind) {
      case "unset":
        return {
          reason: `the phone of ${id} is in ${number.variable}, which is not set here`,
          help: `set ${number.variable} to the number`,
        };
      case "malformed":
        return {
          reason: `${number.variable}, the phone of ${id}, holds no phone number`,
          help: "write it as +12025550100, without spaces",
        };
      case "number":
        return isPremiumRate(number.number)
          ? {
              reason: `the phone of ${id} is a premium-rate number: whoever calls it pays for it`,
              help: "give a number that may be called at the usual rate",
            }
          : { address: number.number, shown: maskPhone(number.number) };
    }
  };
}
