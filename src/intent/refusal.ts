/** Why a wish may not be written, and what is to be said of it otherwise: values, by the name of the guard that says so. */
import type { Refusal } from "../edit/model.ts";

interface Rule {
  /** What it rests on, in one line. */
  readonly rule: string;
  /** Whether `--allow` turns it off. */
  readonly allowable: boolean;
}

/** Names are permanent: scripts give them to `--allow`. */
export const GUARDS = {
  past: {
    rule: "what lies before the end of the running shift stays as it was; in that shift only covers change who serves",
    allowable: true,
  },
  "split-turn": {
    rule: "a turn is served in one piece, its roles in shifts that follow one another",
    allowable: true,
  },
  "both-roles": { rule: "one person is not the backup of themselves", allowable: true },
  "no-role": {
    rule: "a cover takes over time in which the one who is covered holds a role",
    allowable: true,
  },
  vacancy: { rule: "every role is held by somebody at all times", allowable: true },
  uncovered: {
    rule: "who leaves serves no more: what they would still serve needs a cover",
    allowable: true,
  },
  "skip-moves-everybody": {
    rule: "a skip moves everybody's weeks; swaps and covers move those of two people",
    allowable: true,
  },
  "little-rest": { rule: "everybody is free for a shift between two turns", allowable: true },
  "max-exceptions": { rule: "swaps and covers are for exceptional circumstances", allowable: true },
  hollow: { rule: "every entry of the log has an effect", allowable: true },
  approval: {
    rule: "each engineer whose place or time an entry changes is approved for by their manager, and nobody approves for themselves",
    allowable: false,
  },
  queue: {
    rule: "an entry acts on people who are in the queue, a join on those who are not",
    allowable: false,
  },
  handoff: { rule: "a whole shift is named by the date of its handoff", allowable: false },
  span: { rule: "an entry is between different people, and ends after it begins", allowable: false },
  once: { rule: "`--once` ends when both have had their turn", allowable: false },
  people: { rule: "whoever the log names stands in `people`", allowable: false },
  line: { rule: "an entry is named by the line on which it begins", allowable: false },
} as const satisfies Readonly<Record<string, Rule>>;

export type Guard = keyof typeof GUARDS;

/** What `--allow` takes. */
export const ALLOWABLE: readonly Guard[] = Object.entries(GUARDS).flatMap(([name, { allowable }]) =>
  allowable && isGuard(name) ? [name] : [],
);

function isGuard(name: string): name is Guard {
  return name in GUARDS;
}

/** Nothing may be written. */
export interface GuardRefusal extends Refusal {
  readonly guard: Guard;
  readonly rule: string;
}

/** Something to be said, or asked, before it is written. */
export interface Remark {
  readonly guard: Guard;
  readonly message: string;
  readonly help: string | undefined;
}

export function refused({ guard, message, help }: Remark): GuardRefusal {
  return { kind: "refused", guard, rule: GUARDS[guard].rule, message, help };
}
