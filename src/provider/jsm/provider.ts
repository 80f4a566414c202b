/** Brings Jira Service Management as a provider. */
import { EXIT, Fault } from "../../fault.ts";
import type { JsmSection, Roster } from "../../roster/model.ts";
import { OPEN } from "../closing.ts";
import type { ProbeSubject } from "../probe.ts";
import { missingSection, type Provider } from "../provider.ts";
import { connectAlerts } from "./alerts.ts";
import { findAlertPath } from "./doctor.ts";
import { readJsmAccess, TITLE } from "./environment.ts";
import { openSource, readExport } from "./import.ts";
import { connectJsm, JSM_ABILITIES } from "./schedules.ts";

export const JSM: Provider = {
  title: TITLE,
  abilities: JSM_ABILITIES,
  addressName: "JSM_API_URL",
  teamKeyHelp:
    "a policy or a routing rule of Jira sends alerts elsewhere: look at the settings of the team there",
  reach({ id, email, jsm }) {
    const address = jsm ?? email;
    return address === undefined
      ? {
          reason: `${id} has neither an email nor an account id of Jira in the roster`,
          help: `give ${id} an \`email\`, or \`jsm: ID\``,
        }
      : { address, shown: address };
  },
  findClosing: () => OPEN,
  readSection: ({ jsm }) => jsm,
  example:
    "jsm: { site: example.atlassian.net, team: …, schedules: { primary: …, secondary: … }, escalation: … }",
  openSchedules({ env, http }, roster) {
    const access = readJsmAccess(env, requireSection(roster));
    const team = requireTeam(roster);
    return { access, connect: (subject) => connectJsm(http, access, team, subject) };
  },
  openAlerts({ env, http }, { jsm }) {
    const access = readJsmAccess(env, jsm);
    return { access, service: connectAlerts(http, access, jsm) };
  },
  findAlertPath: ({ env, http }, subject) =>
    findAlertPath(http, env, requireSection(subject.roster), subject),
  openProbe({ env }, roster) {
    const access = readJsmAccess(env, requireSection(roster));
    const team = requireTeam(roster);
    const open = async (subject: ProbeSubject) => {
      const { openJsmProbe } = await import("./probe/open.ts");
      return openJsmProbe(access, team, subject);
    };
    return { access, open };
  },
  openImport: ({ env, http }, site) => openSource(http, env, site),
  readExport,
};

function requireTeam(roster: Roster): string {
  const { team } = requireSection(roster);
  if (team !== undefined) return team;
  throw new Fault(
    EXIT.roster,
    `${roster.file} does not say which team of ${TITLE} owns the schedules`,
    "add `team` to `jsm`: escalations belong to a team there, and only a team that the token can see shows that it sees the schedules",
  );
}

function requireSection(roster: Roster): JsmSection {
  if (roster.jsm !== undefined) return roster.jsm;
  throw missingSection(roster, JSM);
}
