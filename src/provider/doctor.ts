/**
 * Declares what oncall asks of a service to examine the whole path of an alert. Nothing here ever writes. What cannot be
 * read is a Fault, which the examination turns into "unknown".
 */
import type {
  Account,
  AlertSource,
  BlindSpot,
  ContactMethod,
  EscalationState,
  Forwarding,
  KeyState,
  NotificationRule,
  TeamRouting,
} from "../doctor/facts.ts";
import type { Remote, Who } from "../plan/model.ts";
import type { Id, Role } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";

/** The keys of a service: tried first, since without them nothing else is asked. */
export interface AlertPath {
  /** Throws a Fault only if nobody answers. */
  readConfigurationKey(): Promise<KeyState>;
  readAlertKey(): Promise<KeyState>;
  /** Finds the users of the people that are examined. */
  open(): Promise<AlertPathReader>;
}

/** Whatever two questions have in common is asked of the service once. */
export interface AlertPathReader {
  /** All that a plan needs. People whom the service does not know are left out. */
  readRemote(): Promise<Remote>;
  /** Undefined: the service has no such schedule. */
  readSchedule(role: Role): Promise<{ readonly isEnabled: boolean } | undefined>;
  /** Who is on call by the service's own answer. */
  findOnCall(role: Role, at: Instant): Promise<Who | null>;
  readonly blindSpots: readonly BlindSpot[];
  /** Undefined: the service has no such escalation policy. */
  readEscalation(): Promise<EscalationState | undefined>;
  readRouting(): Promise<TeamRouting>;
  /** The integrations of that type or name. */
  readSources(wanted: string): Promise<readonly AlertSource[]>;
  readForwardings(): Promise<readonly Forwarding[]>;
  readAccount(person: Id): Promise<Account>;
  readContacts(person: Id): Promise<readonly ContactMethod[]>;
  /** Those for new alerts, in the order in which they are tried. */
  readRules(person: Id): Promise<readonly NotificationRule[]>;
}
