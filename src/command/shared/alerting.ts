/** Finds the service that alerts people: what the roster and the environment say about it. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { AlertAccess, Provider } from "../../provider/provider.ts";
import type { Role, Roster, ScheduleAddress } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import { PROVIDER_NAMES, type ProviderName } from "./provider.ts";
import { SERVICES } from "./services.ts";

export interface Alerting extends Pick<Provider, "title" | "reach" | "teamKeyHelp" | "addressName"> {
  readonly provider: ProviderName;
  /** Of the roster's section. */
  readonly team: string | undefined;
  readonly escalation: string | undefined;
  readonly schedules: ReadonlyMap<Role, ScheduleAddress>;
  /** Throws a Fault if there is no key. */
  connect(): AlertAccess;
}

/**
 * The service that an alert goes to: the one that was named, else the first of those that the roster names and that is still
 * there. Throws a Fault if nothing may be written to it any more.
 */
export function findAlerting(edges: Edges, roster: Roster, now: Instant, wanted?: ProviderName): Alerting {
  const isOpen = (name: ProviderName) => SERVICES[name].findClosing(roster, now).kind === "open";
  const named = PROVIDER_NAMES.filter((name) => SERVICES[name].readSection(roster) !== undefined);
  const [first] = PROVIDER_NAMES;
  const provider = wanted ?? named.find(isOpen) ?? named[0] ?? first;
  const service = SERVICES[provider];
  const closing = service.findClosing(roster, now);
  if (closing.kind === "closed")
    throw new Fault(EXIT.refused, `nothing was sent: ${closing.message}`, closing.help);
  const section = service.readSection(roster);
  const { title, reach, teamKeyHelp, addressName } = service;
  return {
    ...{ provider, title, reach, teamKeyHelp, addressName },
    team: section?.team,
    escalation: section?.escalation,
    schedules: section?.schedules ?? new Map(),
    connect: () => service.openAlerts(edges, roster),
  };
}

/** `OpsGenie, account example`: where an alert goes, for people who consent to it. */
export async function describeAccount(
  { title }: Alerting,
  { service, access }: AlertAccess,
): Promise<string> {
  const account = await service.readAccountName();
  return `${title}, ${account === undefined ? `at ${new URL(access.url).host}` : `account ${account}`}`;
}
