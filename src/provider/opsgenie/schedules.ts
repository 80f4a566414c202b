/** Connects to OpsGenie as a service that keeps schedules. */
import type { Http } from "../../edge/edges.ts";
import type { Abilities } from "../../plan/abilities.ts";
import type { PushSubject, ScheduleService } from "../schedules.ts";
import { createApi } from "./api.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { createReader } from "./read.ts";
import { findUsers } from "./users.ts";
import { createWriter } from "./write.ts";

/** docs/contributing.md says what each means; what overlapping overrides do is not documented. */
export const OPSGENIE_ABILITIES: Abilities = {
  hasAlias: true,
  canUpdate: true,
  canDelete: "yes",
  overlap: "unknown",
  reachWeeks: 104,
  delays: "start",
};

/** Throws a Fault if the key is wrong, or OpsGenie does not know somebody. */
export async function connectOpsgenie(
  http: Http,
  access: OpsgenieAccess,
  subject: PushSubject,
): Promise<ScheduleService> {
  const api = createApi(http, access);
  const users = await findUsers(api, subject);
  return {
    abilities: OPSGENIE_ABILITIES,
    reader: createReader(api, subject, users),
    openWriter: (remote) => createWriter(api, subject, users, remote),
  };
}
