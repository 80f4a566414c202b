/** Finds where a push goes: what the roster and the environment say about a service, and how to connect to it. */
import type { Edges } from "../../edge/edges.ts";
import type { RemoteNames } from "../../plan/model.ts";
import { missingSection, type Provider, type ScheduleAccess } from "../../provider/provider.ts";
import type { Roster } from "../../roster/model.ts";
import type { ProviderName } from "./provider.ts";
import { SERVICES } from "./services.ts";

export interface Destination
  extends Pick<Provider, "title" | "abilities" | "addressName">,
    Pick<ScheduleAccess, "access" | "connect"> {
  /** The team that owns the schedules there. */
  readonly team: string | undefined;
  readonly names: RemoteNames;
}

/** Throws a Fault if the roster has no section for the service, or there is no key. */
export function findDestination(edges: Edges, provider: ProviderName, roster: Roster): Destination {
  const service = SERVICES[provider];
  const { title, abilities, addressName } = service;
  const { access, connect } = service.openSchedules(edges, roster);
  const names = requireNames(provider, roster);
  return { title, abilities, addressName, access, connect, team: service.readSection(roster)?.team, names };
}

/** What a roster calls the things that a service keeps for it; undefined: it has no section for the service. */
export function readNames(provider: ProviderName, roster: Roster): RemoteNames | undefined {
  const section = SERVICES[provider].readSection(roster);
  return section && { section: provider, schedules: section.schedules, escalation: section.escalation };
}

/** Throws a Fault if the roster has no section for the service. */
export function requireNames(provider: ProviderName, roster: Roster): RemoteNames {
  const names = readNames(provider, roster);
  if (names === undefined) throw missingSection(roster, SERVICES[provider]);
  return names;
}
