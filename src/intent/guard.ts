/**
 * Judges a wish by the timelines before and after it: what to refuse, what to ask about, what to warn of. The guards see
 * what was read from the new text, not what was intended.
 */
import { ALLOWABLE } from "../rules/ids.ts";
import type { Wish } from "../rules/wish.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { findAllChanges } from "../timeline/changes.ts";
import { compare } from "../timeline/compare.ts";
import { approvals } from "./guards/approvals.ts";
import type { GuardAnswer, GuardContext } from "./guards/context.ts";
import { bothRoles, noRoles } from "./guards/covers.ts";
import { leaving } from "./guards/leaving.ts";
import { noEffect } from "./guards/no-effect.ts";
import { past } from "./guards/past.ts";
import { maxExceptions } from "./guards/quota.ts";
import { littleRest } from "./guards/rest.ts";
import { skipping } from "./guards/skipping.ts";
import { splitTurns } from "./guards/split.ts";
import type { Warning, WishRefusal } from "./refusal.ts";

export interface Verdict {
  /** Nothing may be written while there is one. */
  readonly refusals: readonly WishRefusal[];
  /** To ask about if somebody is there to answer; otherwise they are warnings. */
  readonly doubts: readonly Warning[];
  /** Including what was allowed by name. */
  readonly warnings: readonly Warning[];
}

const GUARDS: readonly ((context: GuardContext) => readonly GuardAnswer[])[] = [
  approvals,
  past,
  splitTurns,
  noRoles,
  leaving,
  bothRoles,
  skipping,
  maxExceptions,
  littleRest,
  noEffect,
];

export function judge(
  wish: Wish,
  before: Timeline,
  after: Timeline,
  now: Instant,
  errors: readonly Warning[],
): Verdict {
  const { start, log } = compare(before, after);
  const changes = findAllChanges(before, after);
  const context = { wish, before, after, now, ...log, start, changes };
  const answers = holdToLint(
    GUARDS.flatMap((guard) => guard(context)),
    errors,
    wish,
  ).map((answer) => (isAllowed(answer.rule, wish) ? allow(answer) : answer));
  const pick = (weight: Judged["weight"]): readonly Warning[] =>
    answers
      .filter((answer, index) => answers.findIndex(({ message }) => message === answer.message) === index)
      .filter((answer) => answer.weight === weight)
      .map(({ rule, message, help }) => ({ rule, message, help }));
  return {
    refusals: pick("refusal").map((refusal) => ({ kind: "refused", ...refusal, help: addAllow(refusal) })),
    doubts: pick("doubt"),
    warnings: pick("warning"),
  };
}

/** An answer of a guard, or an error of lint, whose rule may be any. */
type Judged = Warning & Pick<GuardAnswer, "weight">;

/**
 * Refuses what would add an error of lint. If a guard answers for the same rule, its words are better: it knows the
 * wish, and so the command to suggest instead.
 */
function holdToLint(
  answers: readonly GuardAnswer[],
  errors: readonly Warning[],
  wish: Wish,
): readonly Judged[] {
  // What `--unapproved` writes is an error of lint until somebody approves it, but it was asked for.
  const held = errors.filter(({ rule }) => rule !== "unapproved-entry" || !isUnapproved(wish));
  const rules = new Set(held.map(({ rule }) => rule));
  const spoken = new Set(answers.map(({ rule }) => rule));
  return [
    ...answers.map((answer) => (rules.has(answer.rule) ? { ...answer, weight: "refusal" as const } : answer)),
    ...held
      .filter(({ rule }) => !spoken.has(rule))
      .map(({ rule, message, help }) => ({
        ...{ rule, message: `with this edit, ${message}`, help },
        weight: "refusal" as const,
      })),
  ];
}

function isUnapproved(wish: Wish): boolean {
  return "unapproved" in wish && wish.unapproved;
}

function isAllowed(rule: string, { allow }: Wish): boolean {
  return allow.includes(rule) && isAllowable(rule);
}

function isAllowable(rule: string): boolean {
  return ALLOWABLE.some((id) => id === rule);
}

/** The past is recorded with `--backdated`, so `--allow` is not suggested for these. */
const NO_ADVICE = ["past-changed", "begun-entry"];

function addAllow({ rule, help }: Warning): string | undefined {
  if (!isAllowable(rule) || NO_ADVICE.includes(rule)) return help;
  const way = `if you mean it, add --allow ${rule}`;
  return help === undefined ? way : `${help}; ${way}`;
}

/** Somebody who allowed it by name needs no help. */
function allow(answer: Judged): Judged {
  return answer.weight === "warning" ? answer : { ...answer, weight: "warning", help: undefined };
}
