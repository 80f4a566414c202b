/** Reads all that an import needs from OpsGenie: schedules with overrides and final timelines, users, escalations, routing rules. */
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { FoundAccount, FoundSchedule, ImportNote } from "../../import/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Interval } from "../../time/interval.ts";
import { readText } from "../fields.ts";
import type { ImportSource, ReadExport } from "../import.ts";
import { type Api, createApi } from "./api.ts";
import { KEYS, readOpsgenieAccess } from "./environment.ts";
import { KeyFault } from "./failure.ts";
import {
  addParticipants,
  readEscalation,
  readException,
  readPeriods,
  readSchedule,
  readUser,
} from "./found.ts";
import { readObjects } from "./objects.ts";
import { noteRouting } from "./routing.ts";

const WEEK_MS = 7 * DAY_MS;

const ACCOUNT = { provider: "opsgenie", title: "OpsGenie" } as const;

/** Without an address of its own, a key that one region does not know is tried in the other. */
export function openSource(http: Http, env: Environment): ImportSource {
  const readFrom = async (region: "us" | "eu", within: Interval): Promise<FoundAccount> => {
    const access = readOpsgenieAccess(env, { region });
    const account = await readAccount(createApi(http, access), within);
    const isEu = /^api\.eu\./.test(new URL(access.url).host);
    return isEu ? { ...account, section: { region: "eu" } } : account;
  };
  return {
    async read(within) {
      try {
        return await readFrom("us", within);
      } catch (fault) {
        if (!isUnknownKey(fault) || env["OPSGENIE_API_URL"]) throw fault;
        return readFrom("eu", within).catch((again: unknown) => {
          throw isUnknownKey(again)
            ? new Fault(
                EXIT.service,
                "OpsGenie does not know the key in OPSGENIE_API_KEY, neither in the US nor in the EU",
                KEYS.OPSGENIE_API_KEY.set,
              )
            : again;
        });
      }
    },
  };
}

function isUnknownKey(fault: unknown): boolean {
  return fault instanceof KeyFault && fault.isUnknown;
}

export const readExport: ReadExport = (documents) => {
  const objects = readObjects(documents, {
    prefix: "opsgenie_",
    readUser: (value) => {
      const isUser = readText(value, "fullName") !== undefined || isJsonMap(value["role"]);
      return readText(value, "username") !== undefined && isUser ? readUser(value) : undefined;
    },
  });
  return { ...ACCOUNT, ...objects, users: addParticipants(objects.users, objects.schedules) };
};

async function readAccount(api: Api, within: Interval): Promise<FoundAccount> {
  const notes: ImportNote[] = [];
  const schedules: FoundSchedule[] = [];
  for (const value of mapsOf(await api.list("/v2/schedules", { expand: "rotation" })))
    schedules.push(await readWhole(api, value, within));
  /** A list that the key may not read is no reason to give up the others. */
  const list = async (path: string, what: string, query = {}): Promise<readonly JsonMap[]> => {
    try {
      return mapsOf(await api.list(path, query));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      notes.push({ code: "unreadable-list", subject: what, message: fault.message });
      return [];
    }
  };
  const users = (await list("/v2/users", "users", { limit: "100" })).map(readUser);
  const escalations = (await list("/v2/escalations", "escalations")).map(readEscalation);
  for (const team of new Set(schedules.flatMap((schedule) => schedule.team ?? []))) {
    const path = `/v2/teams/${encodeURIComponent(team)}/routing-rules`;
    const rules = await list(path, `routing rules of ${team}`, { teamIdentifierType: "name" });
    notes.push(...noteRouting(rules, team));
  }
  return { ...ACCOUNT, notes, schedules, escalations, users: addParticipants(users, schedules) };
}

async function readWhole(api: Api, value: JsonMap, { start, end }: Interval): Promise<FoundSchedule> {
  const path = `/v2/schedules/${encodeURIComponent(readText(value, "id") ?? "")}`;
  const query = { scheduleIdentifierType: "id" };
  const overrides: JsonMap[] = [];
  for (const each of mapsOf(await api.list(`${path}/overrides`, query))) {
    const alias = encodeURIComponent(readText(each, "alias") ?? "");
    // The list need not say to which rotations an override applies.
    const whole = await api.get(`${path}/overrides/${alias}`, query);
    overrides.push(isJsonMap(whole) ? whole : each);
  }
  const timeline = await api.get(`${path}/timeline`, {
    identifierType: "id",
    // The window begins at the start of a week.
    interval: `${Math.ceil((end - start) / WEEK_MS) + 2}`,
    intervalUnit: "weeks",
    date: new Date(start).toISOString(),
    expand: "base,forwarding",
  });
  return {
    ...readSchedule(value, []),
    overrides: overrides.flatMap(readException),
    final: readPeriods(timeline),
    base: readPeriods(timeline, "baseTimeline"),
  };
}

function mapsOf(values: readonly JsonValue[]): readonly JsonMap[] {
  return values.filter(isJsonMap);
}
