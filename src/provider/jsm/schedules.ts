/** Connects to Jira Service Management as a service that keeps schedules. */
import type { Http } from "../../edge/edges.ts";
import type { Abilities } from "../../plan/abilities.ts";
import type { PushSubject, ScheduleService } from "../schedules.ts";
import { findAccounts } from "./accounts.ts";
import { createApi } from "./api.ts";
import type { JsmAccess } from "./environment.ts";
import { createReader, findTeam } from "./read.ts";
import { createWriter } from "./write.ts";

/** It makes the aliases of overrides itself, and its timeline ends after two years. What overlapping overrides do is not documented. */
export const JSM_ABILITIES: Abilities = {
  hasAlias: false,
  canUpdate: true,
  canDelete: "perhaps",
  overlap: "unknown",
  reachWeeks: 100,
  delays: "start",
};

/** Throws a Fault if the token is wrong or cannot see the team, or the site does not know somebody. */
export async function connectJsm(
  http: Http,
  access: JsmAccess,
  team: string,
  subject: PushSubject,
): Promise<ScheduleService> {
  const api = createApi(http, access);
  const id = await findTeam(api, team);
  const accounts = await findAccounts(api, subject.roster, subject.people);
  const reading = { api, subject, accounts, team: id, account: access.account };
  return {
    abilities: JSM_ABILITIES,
    reader: createReader(reading),
    openWriter: (remote) => createWriter(reading, remote),
  };
}
