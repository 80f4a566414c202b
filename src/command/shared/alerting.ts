/** Finds the service that alerts people: what the roster and the environment say about it. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Reach } from "../../proof/recipients.ts";
import { reachByUsername } from "../../proof/recipients.ts";
import type { AlertService } from "../../provider/alerts.ts";
import type { BaseUrl } from "../../provider/base-url.ts";
import type { Closing } from "../../provider/closing.ts";
import { connectAlerts } from "../../provider/opsgenie/alerts.ts";
import { findClosing as findOpsgenieClosing } from "../../provider/opsgenie/closing.ts";
import { readOpsgenieAccess } from "../../provider/opsgenie/environment.ts";
import type { Role, Roster, ScheduleAddress } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import type { ProviderName } from "./provider.ts";

export interface Alerting {
  readonly provider: ProviderName;
  /** What people call the service. */
  readonly title: string;
  /** Whether the roster has a section for it. */
  readonly isNamed: boolean;
  /** Whether it still takes anything. */
  readonly closing: Closing;
  /** Of the roster's section. */
  readonly team: string | undefined;
  readonly escalation: string | undefined;
  readonly schedules: ReadonlyMap<Role, ScheduleAddress>;
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
type FindAlerting = (edges: Edges, roster: Roster, now: Instant) => Alerting;

export const ALERTING: Readonly<Record<ProviderName, FindAlerting>> = { opsgenie: findOpsgenieAlerting };

/** The service that a page goes to: the first of those that the roster names and that is still there. */
export function findAlerting(edges: Edges, roster: Roster, now: Instant): Alerting {
  const all = Object.values(ALERTING).map((find) => find(edges, roster, now));
  const open = all.filter(({ closing }) => closing.kind === "open");
  const found = open.find(({ isNamed }) => isNamed) ?? all.find(({ isNamed }) => isNamed) ?? all[0];
  if (found === undefined) throw new Error("there is no service that alerts people");
  const { closing } = found;
  if (closing.kind === "closed")
    throw new Fault(EXIT.refused, `nothing was sent: ${closing.message}`, closing.help);
  return found;
}

function findOpsgenieAlerting({ env, http }: Edges, roster: Roster, now: Instant): Alerting {
  const { opsgenie } = roster;
  return {
    provider: "opsgenie",
    title: "OpsGenie",
    isNamed: opsgenie !== undefined,
    closing: findOpsgenieClosing(roster, now),
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
