/** Finds where a push goes: what the roster and the environment say about a service, and how to connect to it. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Abilities } from "../../plan/abilities.ts";
import type { RemoteNames } from "../../plan/model.ts";
import type { BaseUrl } from "../../provider/base-url.ts";
import type { Closing } from "../../provider/closing.ts";
import { findClosing as findOpsgenieClosing } from "../../provider/opsgenie/closing.ts";
import { readOpsgenieAccess } from "../../provider/opsgenie/environment.ts";
import { connectOpsgenie, OPSGENIE_ABILITIES } from "../../provider/opsgenie/schedules.ts";
import type { PushSubject, ScheduleService } from "../../provider/schedules.ts";
import type { Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { ProviderName } from "./provider.ts";

export interface Destination {
  /** What people call the service. */
  readonly title: string;
  /** The team that owns the schedules there. */
  readonly team: string | undefined;
  readonly names: RemoteNames;
  readonly abilities: Abilities;
  readonly access: BaseUrl;
  /** The environment variable that replaces the address. */
  readonly addressName: string;
  /** Throws a Fault if the key is wrong, or the service does not know somebody. */
  connect(subject: PushSubject): Promise<ScheduleService>;
}

/** Throws a Fault if the roster has no section for the service, or there is no key. */
type FindDestination = (edges: Edges, roster: Roster) => Destination;

export const PROVIDERS: Readonly<Record<ProviderName, FindDestination>> = { opsgenie: findOpsgenie };

/** Whether a service may still be written to. */
export const CLOSINGS: Readonly<Record<ProviderName, (roster: Roster, now: Instant) => Closing>> = {
  opsgenie: findOpsgenieClosing,
};

function findOpsgenie({ env, http }: Edges, roster: Roster): Destination {
  const { opsgenie } = roster;
  if (opsgenie === undefined) throw missingSection(roster);
  const access = readOpsgenieAccess(env, opsgenie);
  return {
    title: "OpsGenie",
    team: opsgenie.team,
    names: opsgenie,
    abilities: OPSGENIE_ABILITIES,
    access,
    addressName: "OPSGENIE_API_URL",
    connect: (subject) => connectOpsgenie(http, access, subject),
  };
}

export function missingSection({ file }: Roster): Fault {
  return new Fault(
    EXIT.roster,
    `${file} does not say which schedules of OpsGenie it is for`,
    "add `opsgenie: { team: …, schedules: { primary: …, secondary: … }, escalation: … }`",
  );
}
