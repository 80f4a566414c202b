/**
 * Declares what a folder of src/provider brings: all that commands ask of a service that keeps schedules and alerts people.
 */
import type { Environment, Http } from "../edge/edges.ts";
import { EXIT, Fault } from "../fault.ts";
import type { Abilities } from "../plan/abilities.ts";
import type { Reach } from "../proof/recipients.ts";
import type { Roster, ServiceSection } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { AlertService } from "./alerts.ts";
import type { BaseUrl } from "./base-url.ts";
import type { Closing } from "./closing.ts";
import type { AlertPath } from "./doctor.ts";
import type { ImportSource, ReadExport } from "./import.ts";
import type { OpenProbe } from "./probe.ts";
import type { PushSubject, ScheduleService } from "./schedules.ts";

/** Where keys and answers come from. */
export interface Outside {
  readonly env: Environment;
  readonly http: Http;
}

export interface Provider {
  /** What people call the service. */
  readonly title: string;
  readonly abilities: Abilities;
  /** The environment variable that replaces the address. */
  readonly addressName: string;
  /** How the service finds a person. */
  readonly reach: Reach;
  /** What to do about alerts that go to a team instead. */
  readonly teamKeyHelp: string;
  /** Whether it may still be written to. */
  findClosing(roster: Roster, now: Instant): Closing;
  /** Undefined: the roster has none. */
  readSection(roster: Roster): ServiceSection | undefined;
  /** That section as an example, for a roster that has none. */
  readonly example: string;
  /** Throws a Fault if the roster does not say all that it needs, or there is no key. */
  openSchedules(outside: Outside, roster: Roster): ScheduleAccess;
  /** Single people can be alerted without a section. Throws a Fault if there is no key. */
  openAlerts(outside: Outside, roster: Roster): AlertAccess;
  /** Unlike the others it needs no key: a missing one is what the doctor says. */
  findAlertPath(outside: Outside, subject: PushSubject): AlertPath;
  /** Throws a Fault if the roster does not say all that it needs, or there is no key. */
  openProbe(outside: Outside, roster: Roster): ProbeAccess;
  /** There is no roster yet, so `site` says where the account is, if the service has sites. */
  openImport(outside: Outside, site: string | undefined): ImportSource;
  readonly readExport: ReadExport;
}

export interface ScheduleAccess {
  readonly access: BaseUrl;
  /** Throws a Fault if the key is wrong, or the service does not know somebody. */
  connect(subject: PushSubject): Promise<ScheduleService>;
}

export interface ProbeAccess {
  readonly access: BaseUrl;
  readonly open: OpenProbe;
}

export interface AlertAccess {
  readonly access: BaseUrl;
  readonly service: AlertService;
}

export function missingSection(
  { file }: Roster,
  { title, example }: Pick<Provider, "title" | "example">,
): Fault {
  return new Fault(
    EXIT.roster,
    `${file} does not say which schedules of ${title} it is for`,
    `add \`${example}\``,
  );
}
