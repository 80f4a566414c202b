/** Says how OpsGenie words what a probe makes, and finds the user whom it names. */
import { EXIT, Fault } from "../../../fault.ts";
import type { Person } from "../../../roster/model.ts";
import { usernameOf } from "../../../roster/username.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../../text/json.ts";
import { readText } from "../../fields.ts";
import type { ScratchWords } from "../../probe/words.ts";
import type { ProbeSubject } from "../../probe.ts";
import { type Api, createApi, openSender } from "../api.ts";
import type { OpsgenieAccess } from "../environment.ts";
import { explainFailure } from "../failure.ts";
import { readAccountName } from "../read.ts";
import { findUser } from "../users.ts";

/** Requests without an answer are made three times: a probe has many, and somebody waits. */
const PATIENCE = 3;

export interface OpsgenieWords extends ScratchWords {
  readonly api: Api;
  readonly username: string;
  readonly account: string | undefined;
}

export async function findWords(access: OpsgenieAccess, subject: ProbeSubject): Promise<OpsgenieWords> {
  const { http, roster } = subject;
  const api = createApi(http, access, PATIENCE);
  const { id, username } = await findPerson(api, subject);
  const team = roster.opsgenie?.team;
  const byName = async (kind: string, name: string) => {
    const found = await api.get(`/v2/${kind}/${encodeURIComponent(name)}`, { identifierType: "name" });
    return isJsonMap(found) ? found : undefined;
  };
  return {
    ...{
      api,
      username,
      account: await readAccountName(api),
      title: "OpsGenie",
      root: "/v2",
      nobody: "none",
      person: id,
    },
    send: openSender(http, access, PATIENCE),
    fields: { override: "user", period: "recipient" },
    owner: team === undefined ? {} : { ownerTeam: { name: team } },
    escalations: "/v2/escalations",
    readThing,
    bindOverride: (rotation) => (rotation === undefined ? {} : { rotations: [{ id: rotation }] }),
    listAll: (path) => api.list(path),
    async listSchedules(prefix) {
      const names = (await api.list("/v2/schedules")).flatMap((each) => readText(each, "name") ?? []);
      return names.filter((each) => each.startsWith(prefix));
    },
    findSchedule: (name) => byName("schedules", name),
    findEscalation: (name) => byName("escalations", name),
    explain: (reply, method, path) => explainFailure(reply, method, path, access, api.redact),
  };
}

export function readThing(body: JsonMap): JsonMap {
  const { data } = body;
  return isJsonMap(data) ? data : {};
}

/** Whoever runs the probe, else the first of the roster whom OpsGenie knows. */
async function findPerson(api: Api, { roster, email }: ProbeSubject) {
  const people = [...roster.people.values()];
  const own = (person: Person) => person.email?.toLowerCase() === email?.toLowerCase();
  const names = [
    ...(email === undefined ? [] : [email]),
    ...[...people.filter(own), ...people].flatMap((person) => usernameOf(person) ?? []),
  ];
  for (const name of new Set(names)) {
    const user: JsonValue | undefined = await findUser(api, name);
    const id = readText(user, "id");
    if (id !== undefined) return { id, username: readText(user, "username") ?? name };
  }
  throw new Fault(
    EXIT.service,
    "OpsGenie knows nobody of the roster, and a probe has to name somebody in its scratch schedule",
    "set `git config user.email` to the user name that you have there",
  );
}
