/** Brings OpsGenie as a provider. */
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection, Roster } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import type { ProbeSubject } from "../probe.ts";
import { missingSection, type Provider } from "../provider.ts";
import { connectAlerts } from "./alerts.ts";
import { findClosing } from "./closing.ts";
import { findAlertPath } from "./doctor.ts";
import { readOpsgenieAccess } from "./environment.ts";
import { openSource, readExport } from "./import.ts";
import { connectOpsgenie, OPSGENIE_ABILITIES } from "./schedules.ts";

export const OPSGENIE: Provider = {
  title: "OpsGenie",
  abilities: OPSGENIE_ABILITIES,
  addressName: "OPSGENIE_API_URL",
  teamKeyHelp:
    "OPSGENIE_ALERT_KEY is the key of a team's integration, which alerts that team whoever is named: make an API integration of the whole account (Settings, Integrations), and use its key",
  reach(person) {
    const { id } = person;
    const username = usernameOf(person);
    return username === undefined
      ? {
          reason: `${id} has neither an email nor a user name of OpsGenie in the roster`,
          help: `give ${id} an \`email\`, or \`opsgenie: USERNAME\``,
        }
      : { address: username, shown: username };
  },
  findClosing,
  readSection: ({ opsgenie }) => opsgenie,
  example: "opsgenie: { team: …, schedules: { primary: …, secondary: … }, escalation: … }",
  openSchedules({ env, http }, roster) {
    const access = readOpsgenieAccess(env, requireSection(roster));
    return { access, connect: (subject) => connectOpsgenie(http, access, subject) };
  },
  openAlerts({ env, http }, { opsgenie = { region: "us" } }) {
    const access = readOpsgenieAccess(env, opsgenie, "OPSGENIE_ALERT_KEY");
    return { access, service: connectAlerts(http, access) };
  },
  findAlertPath: ({ env, http }, subject) =>
    findAlertPath(http, env, requireSection(subject.roster), subject),
  openProbe({ env }, roster) {
    const access = readOpsgenieAccess(env, requireSection(roster));
    const open = async (subject: ProbeSubject) => {
      const { openOpsgenieProbe } = await import("./probe/open.ts");
      return openOpsgenieProbe(access, subject);
    };
    return { access, open };
  },
  openImport({ env, http }, site) {
    if (site === undefined) return openSource(http, env);
    throw new Fault(EXIT.usage, "--site is for services that have sites, and OpsGenie has none");
  },
  readExport,
};

function requireSection(roster: Roster): OpsgenieSection {
  if (roster.opsgenie !== undefined) return roster.opsgenie;
  throw missingSection(roster, OPSGENIE);
}
