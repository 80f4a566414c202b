/** Finds the service that alerts people: what the roster and the environment say about it. */
import type { Edges } from "../../edge/edges.ts";
import type { Reach } from "../../proof/recipients.ts";
import { reachByUsername } from "../../proof/recipients.ts";
import type { AlertService } from "../../provider/alerts.ts";
import type { BaseUrl } from "../../provider/base-url.ts";
import { connectAlerts } from "../../provider/opsgenie/alerts.ts";
import { readOpsgenieAccess } from "../../provider/opsgenie/environment.ts";
import type { Role, Roster } from "../../roster/model.ts";
import type { ProviderName } from "./provider.ts";

export interface Alerting {
  readonly provider: ProviderName;
  /** What people call the service. */
  readonly title: string;
  /** Of the roster's section. */
  readonly team: string | undefined;
  readonly escalation: string | undefined;
  readonly schedules: ReadonlyMap<Role, string>;
  /** How the service finds a person. */
  readonly reach: Reach;
  /** What to do about a key that alerts a team instead. */
  readonly teamKeyHelp: string;
  /** The environment variable that replaces the address. */
  readonly addressName: string;
  /** Throws a Fault if there is no key. */
  connect(): { readonly service: AlertService; readonly access: BaseUrl };
}

/** A roster without a section for the service can still alert single people. */
type FindAlerting = (edges: Edges, roster: Roster) => Alerting;

export const ALERTING: Readonly<Record<ProviderName, FindAlerting>> = { opsgenie: findOpsgenieAlerting };

function findOpsgenieAlerting({ env, http }: Edges, { opsgenie }: Roster): Alerting {
  return {
    provider: "opsgenie",
    title: "OpsGenie",
    team: opsgenie?.team,
    escalation: opsgenie?.escalation,
    schedules: opsgenie?.schedules ?? new Map(),
    reach: reachByUsername,
    teamKeyHelp:
      "OPSGENIE_ALERT_KEY is the key of a team's integration, which alerts that team whoever is named: make an API integration of the whole account (Settings, Integrations), and use its key",
    addressName: "OPSGENIE_API_URL",
    connect: () => {
      const access = readOpsgenieAccess(env, opsgenie ?? { region: "us" }, "OPSGENIE_ALERT_KEY");
      return { service: connectAlerts(http, access), access };
    },
  };
}

/** `OpsGenie, account example`: where an alert goes, for people who consent to it. */
export async function describeAccount(
  { title }: Alerting,
  { service, access }: ReturnType<Alerting["connect"]>,
): Promise<string> {
  const account = await service.readAccountName();
  return `${title}, ${account === undefined ? `at ${new URL(access.url).host}` : `account ${account}`}`;
}
