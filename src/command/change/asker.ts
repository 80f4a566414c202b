/** Asks for the arguments that an editing command still lacks, and remembers whether it had to. */
import type { Choice } from "../../edge/edges.ts";
import type { Person } from "../../roster/model.ts";
import type { LocalDate } from "../../time/date.ts";
import { askingOf } from "../shared/prompt.ts";
import {
  choiceFor,
  dateFor,
  type Known,
  type PersonSlot,
  personFor,
  type Slot,
  textFor,
} from "../shared/slot.ts";

/** Each answers with what was given or, if nothing was, with what somebody at the terminal says. */
export interface Asker {
  readonly isPossible: boolean;
  /** Whether anything was asked so far. */
  hasAsked(): boolean;
  person(slot: PersonSlot, given: string | undefined): Promise<Person>;
  /** Offers the shifts in which `serving` has a role. */
  date(slot: Slot, given: string | undefined, serving: string): Promise<LocalDate>;
  text(slot: Slot, given: string | undefined): Promise<string>;
  choice(slot: Slot, choices: readonly Choice[]): Promise<string>;
}

export function buildAsker(known: Known): Asker {
  let hasAsked = false;
  const note = <Value>(given: string | undefined, value: Promise<Value>): Promise<Value> => {
    hasAsked ||= given === undefined;
    return value;
  };
  return {
    isPossible: askingOf(known.edges, known.flags) !== undefined,
    hasAsked: () => hasAsked,
    person: (slot, given) => note(given, personFor(known, slot, given)),
    date: (slot, given, serving) => note(given, dateFor(known, slot, given, serving)),
    text: (slot, given) => note(given, textFor(known, slot, given)),
    choice: (slot, choices) => note(undefined, choiceFor(known, slot, choices)),
  };
}
