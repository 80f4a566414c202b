/** Models what a probe of a service has found: each question with what was asked, what was answered, and what that settles. */
import type { Instant } from "../time/zone.ts";

/** One request and its answer, in text that names nobody. */
export interface ProbeExchange {
  readonly asked: string;
  readonly answered: string;
  /** What the probe took from the answer, where that is long. */
  readonly seen: string | undefined;
}

export type ProbeVerdict =
  | {
      readonly kind: "settled";
      /** A word or two, the same whenever a service does the same. */
      readonly answer: string;
      readonly text: string;
    }
  | { readonly kind: "unknown"; readonly reason: string };

export interface ProbeOutcome {
  /** Permanent: reports of several accounts are compared by it. */
  readonly id: string;
  readonly question: string;
  /** The answer that oncall expects; undefined: it depends on none. */
  readonly assumed: string | undefined;
  readonly verdict: ProbeVerdict;
  readonly exchanges: readonly ProbeExchange[];
}

/** Something that a probe made and could not delete. */
export interface ProbeRest {
  readonly what: string;
  /** Why it is still there, and in which state. */
  readonly why: string;
  readonly help: string;
}

export interface ProbeReport {
  /** What people call the service. */
  readonly title: string;
  readonly version: string;
  readonly at: Instant;
  /** With which the name of everything begins that the probe made. */
  readonly name: string;
  readonly outcomes: readonly ProbeOutcome[];
  readonly rests: readonly ProbeRest[];
}
