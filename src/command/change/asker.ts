/** Asks for the arguments that an editing command still lacks, and remembers whether it had to. */
import type { Choice } from "../../edge/edges.ts";
import type { Id, Person } from "../../roster/model.ts";
import type { LocalDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import { buildAsking } from "../shared/prompt.ts";
import {
  askChoice,
  askDate,
  askMoment,
  askPerson,
  askText,
  type Known,
  listShifts,
  type PersonSlot,
  type Slot,
} from "../shared/slot.ts";
import type { Reference } from "../shared/when.ts";

/** Each answers with what was given or, if nothing was, with what somebody at the terminal says. */
export interface Asker {
  readonly isPossible: boolean;
  /** Whether anything was asked so far. */
  hasAsked(): boolean;
  person(slot: PersonSlot, given: string | undefined): Promise<Person>;
  /** Offers the shifts in which `serving` has a role. */
  date(slot: Slot, given: string | undefined, serving: Id): Promise<LocalDate>;
  moment(slot: Slot, reference: Reference): Promise<Instant>;
  text(slot: Slot, given: string | undefined): Promise<string>;
  choice(slot: Slot, choices: readonly Choice[]): Promise<string>;
  /** The coming shifts in which somebody has a role, as choices whose values are their dates. */
  shifts(serving: Id): Promise<readonly Choice[]>;
}

export function buildAsker(known: Known): Asker {
  let hasAsked = false;
  const note = <Value>(given: string | undefined, value: Promise<Value>): Promise<Value> => {
    hasAsked ||= given === undefined;
    return value;
  };
  return {
    isPossible: buildAsking(known.edges, known.flags) !== undefined,
    hasAsked: () => hasAsked,
    person: (slot, given) => note(given, askPerson(known, slot, given)),
    date: (slot, given, serving) => note(given, askDate(known, slot, given, serving)),
    moment: (slot, reference) => note(undefined, askMoment(known, slot, reference)),
    text: (slot, given) => note(given, askText(known, slot, given)),
    choice: (slot, choices) => note(undefined, askChoice(known, slot, choices)),
    shifts: (serving) => listShifts(known, serving),
  };
}
