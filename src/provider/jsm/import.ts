/** Reads all that an import needs from Jira Service Management: schedules with overrides and timelines, accounts, escalations, routing rules. */
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type {
  AccountUser,
  FoundAccount,
  FoundEscalation,
  FoundException,
  FoundPeriod,
  FoundSchedule,
  ImportNote,
} from "../../import/model.ts";
import { isJsonMap, type JsonMap } from "../../text/json.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Interval } from "../../time/interval.ts";
import { readInstant, readList, readText } from "../fields.ts";
import type { ImportSource, ReadExport } from "../import.ts";
import { readEscalation, readRecipient, readSchedule } from "../opsgenie/found.ts";
import { readObjects } from "../opsgenie/objects.ts";
import { noteRouting } from "../opsgenie/routing.ts";
import { type Profile, readProfile, readProfiles } from "./accounts.ts";
import { createApi, type JsmApi } from "./api.ts";
import { type JsmAccess, readJsmAccess, TITLE } from "./environment.ts";
import { isForwarded, readForwarder } from "./periods.ts";

const WEEK_MS = 7 * DAY_MS;

const ACCOUNT = { provider: "jsm", title: TITLE } as const;

/** `site`: its host; undefined: the cloud id alone is known, and nobody's name. */
export function openSource(http: Http, env: Environment, site: string | undefined): ImportSource {
  return {
    async read(within) {
      const access = readAccess(env, site);
      const account = await readAccount(createApi(http, access), within);
      const unnamed: ImportNote = {
        ...{ code: "unnamed-people", subject: null },
        message:
          "nobody's name is known, for the site was not named: import again with --site example.atlassian.net",
      };
      return {
        ...account,
        section: { site },
        notes: access.siteUrl === undefined ? [unnamed, ...account.notes] : account.notes,
      };
    },
  };
}

function readAccess(env: Environment, site: string | undefined): JsmAccess {
  if (site !== undefined || env["JSM_CLOUD_ID"] || env["JSM_API_URL"])
    return readJsmAccess(env, site === undefined ? undefined : { site });
  throw new Fault(
    EXIT.usage,
    "the site of Jira Service Management is not named",
    "name it with --site example.atlassian.net",
  );
}

export const readExport: ReadExport = (documents) => ({
  ...ACCOUNT,
  ...readObjects(documents, {
    prefix: "atlassian-operations_",
    readUser: (value) => {
      const id = readText(value, "accountId");
      return id === undefined ? undefined : nameAccount(id, readProfile(value));
    },
  }),
});

async function readAccount(api: JsmApi, within: Interval): Promise<FoundAccount> {
  const notes: ImportNote[] = [];
  const teams = await readTeams(api);
  const schedules: FoundSchedule[] = [];
  for (const value of (await api.list("/schedules", { expand: "rotation" })).filter(isJsonMap)) {
    const team = readText(value, "teamId");
    const name = teams.get(team ?? "");
    const schedule = await readWhole(api, value, within);
    if (team !== undefined && name === undefined)
      notes.push({
        ...{ code: "unknown-team", subject: schedule.name },
        message: "its team cannot be seen with this token, and a push needs `team` in the roster",
      });
    schedules.push({ ...schedule, team: name });
  }
  const escalations: FoundEscalation[] = [];
  for (const [id, team] of teams) {
    const path = `/teams/${encodeURIComponent(id)}`;
    /** A list that the token may not read is no reason to give up the others. */
    const list = async (part: string, what: string): Promise<readonly JsonMap[]> => {
      try {
        return (await api.list(`${path}/${part}`)).filter(isJsonMap);
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        notes.push({ code: "unreadable-list", subject: `${what} of ${team}`, message: fault.message });
        return [];
      }
    };
    for (const value of await list("escalations", "escalations")) {
      const escalation = readEscalation(value);
      // The order of an answer is not that of the steps.
      const steps = escalation.steps.toSorted((one, other) => one.minutes - other.minutes);
      escalations.push({ ...escalation, steps });
    }
    notes.push(...noteRouting(await list("routing-rules", "routing rules"), team));
  }
  const users = await readUsers(api, schedules, escalations);
  return { ...ACCOUNT, notes, schedules, escalations, users };
}

/** By their ids. To a token that sees none, everything looks empty. */
async function readTeams(api: JsmApi): Promise<ReadonlyMap<string, string>> {
  const found = readList(await api.get("/teams"), "platformTeams");
  const teams = found.map(
    (team) => [readText(team, "teamId") ?? "", readText(team, "teamName") ?? ""] as const,
  );
  if (teams.length > 0) return new Map(teams);
  throw new Fault(
    EXIT.service,
    `the account in JSM_EMAIL sees no team with operations in ${TITLE}, and so no schedule either`,
    "make it an admin of the team whose schedules these are, or a Jira admin",
  );
}

async function readWhole(api: JsmApi, value: JsonMap, { start, end }: Interval): Promise<FoundSchedule> {
  const path = `/schedules/${encodeURIComponent(readText(value, "id") ?? "")}`;
  const rotations = Array.isArray(value["rotations"])
    ? value["rotations"]
    : [...(await api.list(`${path}/rotations`))];
  const timeline = await api.get(`${path}/timeline`, {
    // The window begins at the start of a week.
    interval: `${Math.ceil((end - start) / WEEK_MS) + 2}`,
    intervalUnit: "weeks",
    date: new Date(start).toISOString(),
    expand: "base,override,forwarding",
  });
  const overrides = (await api.list(`${path}/overrides`)).filter(isJsonMap);
  return {
    ...readSchedule({ ...value, rotations }, []),
    overrides: overrides.flatMap(readOverride),
    final: listPeriods(timeline, "finalTimeline"),
    base: listPeriods(timeline, "baseTimeline"),
  };
}

function readOverride(value: JsonMap): readonly FoundException[] {
  const [start, end] = [readInstant(value, "startDate"), readInstant(value, "endDate")];
  if (start === undefined || end === undefined) return [];
  const bound = value["rotationIds"];
  return [
    {
      ...{ start, end, key: readText(value, "alias") ?? "" },
      recipient: readRecipient(value["responder"]),
      rotations: Array.isArray(bound) ? bound.filter((id) => typeof id === "string") : [],
    },
  ];
}

/** Periods of rotations that were deleted are nobody's any more. */
function listPeriods(
  timeline: JsonMap | undefined,
  part: "finalTimeline" | "baseTimeline",
): readonly FoundPeriod[] {
  return readList(timeline?.[part], "rotations").flatMap((row) =>
    readList(row, "periods").flatMap((period): readonly FoundPeriod[] => {
      const [start, end] = [readInstant(period, "startDate"), readInstant(period, "endDate")];
      if (start === undefined || end === undefined) return [];
      const place = { rotation: readText(row, "id") ?? "", start, end };
      const responder = readRecipient(period["responder"]);
      return isForwarded(period)
        ? [{ ...place, recipient: readRecipient(readForwarder(period)), forwardedTo: responder }]
        : [{ ...place, recipient: responder }];
    }),
  );
}

/** All who take part in something. */
async function readUsers(
  api: JsmApi,
  schedules: readonly FoundSchedule[],
  escalations: readonly FoundEscalation[],
): Promise<readonly AccountUser[]> {
  const named = [
    ...schedules.flatMap(({ rotations, overrides, final = [] }) => [
      ...rotations.flatMap(({ participants }) => participants),
      ...overrides.map(({ recipient }) => recipient),
      ...final.flatMap(({ recipient, forwardedTo }) => [recipient, ...(forwardedTo ? [forwardedTo] : [])]),
    ]),
    ...escalations.flatMap(({ steps }) => steps.map(({ recipient }) => recipient)),
  ];
  const ids = [
    ...new Set(named.flatMap(({ kind, id }) => (kind === "user" && id !== undefined ? [id] : []))),
  ];
  const profiles = await readProfiles(api, ids);
  return ids.map((id) => nameAccount(id, profiles.get(id)));
}

/** Who hides their email goes by their account. */
function nameAccount(id: string, profile: Profile | undefined): AccountUser {
  const { name = id, email, zone, isActive = true } = profile ?? {};
  return { id, username: email ?? id, name, zone, isActive };
}
