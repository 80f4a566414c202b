/** Defines a rule of `oncall lint`: what it may look at, and what it finds. */
import type { Finding, Severity, UnplacedFinding } from "../roster/finding.ts";
import type { Entry, Phone, Roster } from "../roster/model.ts";
import type { ResolvedPhone } from "../roster/phone.ts";
import type { JsonValue } from "../text/json.ts";
import type { Interval } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Companion } from "./together/companion.ts";

/** What is known of the roster as it was before a change. */
export interface Before {
  readonly timeline: Timeline;
  /** The entries that only the head has in its log, and those that only this has. */
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

/** The roster of the base, or why there is none. */
export type Base = {
  /** The revision as it was typed, and its commit, abbreviated. */
  readonly name: string;
  readonly commit: string;
} & (
  | { readonly kind: "valid"; readonly said: JsonValue | undefined }
  /** That commit has no such file. */
  | { readonly kind: "missing" }
  /** The first thing that is wrong with it, and how many there are. */
  | { readonly kind: "invalid"; readonly first: string; readonly count: number }
);

export interface RuleContext {
  /** The roster that is checked; `timeline.roster` is valid. */
  readonly timeline: Timeline;
  readonly now: Instant;
  /** Undefined: there is no base to compare with, or it is invalid. */
  readonly before: Before | undefined;
  /** Until when to look; left out: until the log has had all its effects. */
  readonly until?: Instant;
  /** Left out: nobody asked to compare. */
  readonly base?: Base;
  /** Everything in the file, with the keys as they are written there. */
  readonly said?: JsonValue | undefined;
  /** Whose policy, managers and GitHub names count: a pull request cannot disarm its own guards. */
  readonly guards: Roster;
  /** Whether git tracks the roster; asked only by the rule that needs it. */
  readonly isTracked: () => boolean;
  /** Whether the roster names a private file that is not here: people without a phone or an email may have them there. */
  readonly isPrivateUnread: boolean;
  /** A number, looked up in the environment if the roster says so. */
  readonly resolve: (phone: Phone) => ResolvedPhone;
}

/** What a rule finds in one place; the registry knows its id, and how bad it is. */
export interface RuleFinding
  extends Pick<UnplacedFinding, "path" | "on" | "mark" | "message" | "help" | "severity"> {
  /** What makes it the same finding after an edit; left out: its place and its message. */
  readonly identity?: Identity;
}

/** What a rule finds in several rosters: it has its place already. */
export type TogetherFinding = Pick<Finding, "file" | "place" | "excerpt" | "message" | "help"> & {
  /** Left out: the rule's. */
  readonly severity?: Severity;
};

/** Two findings with one key are the same; with spans, as far as the spans overlap. */
export interface Identity {
  readonly key: string;
  readonly span?: Interval;
}

/** What `--explain` and docs/rules.md say of a rule, one sentence each. */
export interface Explained {
  /** Permanent kebab-case id. */
  readonly id: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

export interface Rule extends Explained {
  /** Whether `# oncall: ignore[id] reason` on an entry silences it there; never true for approvals and the past. */
  readonly silenceable: boolean;
  readonly check: (context: RuleContext) => readonly RuleFinding[];
  /** What only several rosters together show. A comment that suppresses it may find nothing in one alone. */
  readonly checkTogether?: (companions: readonly Companion[]) => readonly TogetherFinding[];
}
