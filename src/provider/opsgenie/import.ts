/** Reads all that an import needs from OpsGenie: schedules with overrides and final timelines, users and escalations. */
import type { Http } from "../../edge/edges.ts";
import type { FoundAccount, FoundSchedule } from "../../import/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import { createApi } from "./api.ts";
import type { OpsgenieAccess } from "./environment.ts";
import { readText } from "./fields.ts";
import {
  addParticipants,
  readEscalation,
  readException,
  readPeriods,
  readSchedule,
  readUser,
} from "./found.ts";

const WEEKS_BACK = 4;
/** The window begins at the start of a week, and is to hold twelve weeks ahead. */
const WEEKS = 18;

/** `names`: only these schedules; empty: all. */
export async function readAccount(
  http: Http,
  access: OpsgenieAccess,
  names: readonly string[],
  now: Instant,
): Promise<FoundAccount> {
  const api = createApi(http, access);
  const schedules: FoundSchedule[] = [];
  const maps = (values: readonly JsonValue[]): readonly JsonMap[] =>
    values.flatMap((value) => (isJsonMap(value) ? [value] : []));
  for (const value of maps(await api.list("/v2/schedules", { expand: "rotation" }))) {
    const id = readText(value, "id") ?? "";
    if (names.length > 0 && !names.includes(readText(value, "name") ?? "")) continue;
    const path = `/v2/schedules/${encodeURIComponent(id)}`;
    const query = { scheduleIdentifierType: "id" };
    const overrides: JsonMap[] = [];
    for (const each of maps(await api.list(`${path}/overrides`, query))) {
      const alias = encodeURIComponent(readText(each, "alias") ?? "");
      const whole = await api.get(`${path}/overrides/${alias}`, query);
      overrides.push(isJsonMap(whole) ? whole : each);
    }
    const timeline = await api.get(`${path}/timeline`, {
      identifierType: "id",
      interval: `${WEEKS}`,
      intervalUnit: "weeks",
      date: new Date(now - WEEKS_BACK * 7 * DAY_MS).toISOString(),
    });
    const schedule = readSchedule(value, []);
    schedules.push({
      ...schedule,
      overrides: overrides.flatMap(readException),
      final: readPeriods(timeline),
    });
  }
  const users = maps(await api.list("/v2/users", { limit: "100" })).map(readUser);
  const escalations = maps(await api.list("/v2/escalations")).map(readEscalation);
  return {
    ...{ provider: "opsgenie", title: "OpsGenie", notes: [], schedules, escalations },
    users: addParticipants(users, schedules),
  };
}
