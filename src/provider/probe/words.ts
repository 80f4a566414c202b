/** Declares how a service words what a probe makes, and what a probe says. */
import type { ProbeVerdict } from "../../doctor/probe.ts";
import type { HttpRequest } from "../../edge/edges.ts";
import { Fault } from "../../fault.ts";
import type { JsonMap, JsonValue } from "../../text/json.ts";
import type { Instant } from "../../time/zone.ts";
import type { Reply, Send } from "../retry.ts";

/** How a service words what all of them have. */
export interface ScratchWords {
  /** What people call the service. */
  readonly title: string;
  readonly send: Send;
  /** What stands before `/schedules`. */
  readonly root: string;
  /** The type of a participant who is nobody. */
  readonly nobody: string;
  /** The id of whoever is named. */
  readonly person: string;
  /** The field of an override that names somebody, and that of a period. */
  readonly fields: { readonly override: string; readonly period: string };
  /** What every schedule and escalation is made with beside its name. */
  readonly owner: object;
  readonly escalations: string;
  /** The field of an override that says to which rotation it applies; undefined: to all. */
  bindOverride(rotation: string | undefined): object;
  readThing(body: JsonMap): JsonMap;
  /** All pages of a list. */
  listAll(path: string): Promise<readonly JsonValue[]>;
  /** The names of all schedules that begin so. */
  listSchedules(prefix: string): Promise<readonly string[]>;
  findSchedule(name: string): Promise<JsonMap | undefined>;
  findEscalation(name: string): Promise<JsonMap | undefined>;
  /** What a refusal says. */
  explain(reply: Reply, method: HttpRequest["method"], path: string): Fault;
}

export type Participant = "person" | "nobody";

export interface ScratchRotation {
  readonly name: string;
  readonly start: Instant;
  readonly end?: Instant;
  readonly type: "daily" | "weekly";
  readonly participants: readonly Participant[];
  readonly restriction?: object;
}

export interface ScratchOverride {
  /** Whether it applies to all rotations, instead of the main one. */
  readonly isForAll?: boolean;
  readonly who: Participant;
  readonly start: Instant;
  readonly end: Instant;
}

/** A stretch of the final timeline in which the person is on call, or nobody. */
export interface ScratchPeriod {
  readonly start: Instant;
  readonly end: Instant;
  readonly who: Participant;
  /** As the service calls it. */
  readonly type: string;
}

/** No answer came, so that nobody knows what was done. */
export class Unanswered extends Fault {}

export function formatDate(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

export function conclude(answer: string, text: string): ProbeVerdict {
  return { kind: "settled", answer, text };
}

export function giveUp(reason: string): ProbeVerdict {
  return { kind: "unknown", reason };
}

export function isGood({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}
