/**
 * Declares what oncall asks of a service to find out how it behaves where nobody has written it down: it makes scratch
 * schedules, tries each question on them, and deletes them again. Nobody is ever alerted: whoever is named in a scratch
 * schedule is named for times weeks ahead, and nothing that sends alerts leads to it.
 */
import type { ProbeRest, ProbeVerdict } from "../doctor/probe.ts";
import type { Http } from "../edge/edges.ts";
import type { Roster } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";

/** With which the names of all scratch schedules begin. */
export const PROBE_PREFIX = "oncall-probe-";

/** What a probe is about. */
export interface ProbeSubject {
  readonly roster: Roster;
  /** Of whoever runs the probe, as git has it; undefined if it has none. */
  readonly email: string | undefined;
  /** With which the name of everything begins that is made, so that it is found again; that of every probe begins alike. */
  readonly name: string;
  readonly now: () => Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
  readonly http: Http;
  /** Puts beside the last answer what was taken from it. */
  readonly note: (seen: string) => void;
  /** The headers on limits that came with answers so far, each as `Name: value`, and whether one of them was a refusal. */
  readonly listLimits: () => { readonly headers: readonly string[]; readonly wasThrottled: boolean };
}

/** A question about a service that can be tried out, or why it cannot. */
export interface ProbePoint {
  /** Permanent: reports of several accounts are compared by it. */
  readonly id: string;
  readonly question: string;
  /** The answer that oncall expects; undefined: it depends on none. */
  readonly assumed: string | undefined;
  /** Throws a Fault if the service does not answer, or refuses what has to be tried: nobody can tell then. */
  settle(): Promise<ProbeVerdict>;
}

export interface Probe {
  /** As people know the account; undefined: the service does not say. */
  readonly account: string | undefined;
  /** What earlier probes made and could not delete, by name. */
  readonly leftovers: readonly string[];
  /** Who is named in the scratch schedules, as people know them. */
  readonly person: string;
  /** Names, ids and keys that no report may have, beside those of the roster. */
  readonly secrets: readonly (string | undefined)[];
  /** Makes the scratch schedule. Throws a Fault if that cannot be done. */
  start(): Promise<void>;
  readonly points: readonly ProbePoint[];
  /**
   * Deletes whatever was made, also what may have been made by a request that got no answer, and looks whether it is gone.
   * What cannot be deleted is emptied and disabled. Throws nothing.
   */
  clear(): Promise<readonly ProbeRest[]>;
}

/** Looks up, without writing, who will be named. Throws a Fault if the key is wrong. */
export type OpenProbe = (subject: ProbeSubject) => Promise<Probe>;
