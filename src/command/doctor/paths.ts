/** Finds the path of an alert in a service: what the roster and the environment say about it. */
import type { Edges } from "../../edge/edges.ts";
import type { Abilities } from "../../plan/abilities.ts";
import type { RemoteNames } from "../../plan/model.ts";
import type { AlertPath } from "../../provider/doctor.ts";
import { findAlertPath } from "../../provider/opsgenie/doctor.ts";
import { OPSGENIE_ABILITIES } from "../../provider/opsgenie/schedules.ts";
import type { PushSubject } from "../../provider/schedules.ts";
import type { Roster } from "../../roster/model.ts";
import { missingSection } from "../shared/destination.ts";
import type { ProviderName } from "../shared/provider.ts";

/** Unlike a destination it needs no key: a missing one is what the doctor says. */
export interface PathOrigin {
  /** What people call the service. */
  readonly title: string;
  readonly team: string | undefined;
  readonly names: RemoteNames;
  readonly abilities: Abilities;
  find(subject: PushSubject): AlertPath;
}

/** Throws a Fault if the roster has no section for the service. */
type FindOrigin = (edges: Edges, roster: Roster) => PathOrigin;

export const PATHS: Readonly<Record<ProviderName, FindOrigin>> = { opsgenie: findOpsgenie };

function findOpsgenie({ http, env }: Edges, roster: Roster): PathOrigin {
  const { opsgenie } = roster;
  if (opsgenie === undefined) throw missingSection(roster);
  return {
    title: "OpsGenie",
    team: opsgenie.team,
    names: opsgenie,
    abilities: OPSGENIE_ABILITIES,
    find: (subject) => findAlertPath(http, env, opsgenie, subject),
  };
}
