/** Says how Jira Service Management words what a probe makes, and finds the account that it names. */
import { EXIT, Fault } from "../../../fault.ts";
import { isJsonMap } from "../../../text/json.ts";
import { readText } from "../../fields.ts";
import type { ScratchWords } from "../../probe/words.ts";
import type { ProbeSubject } from "../../probe.ts";
import { findAccount } from "../accounts.ts";
import { createApi, type JsmApi, openSender } from "../api.ts";
import { type JsmAccess, TITLE } from "../environment.ts";
import { explainFailure } from "../failure.ts";
import { findTeam } from "../read.ts";

/** Requests without an answer are made three times: a probe has many, and somebody waits. */
const PATIENCE = 3;

export interface JsmWords extends ScratchWords {
  readonly api: JsmApi;
  readonly url: string;
  /** As people know whoever is named. */
  readonly name: string;
}

export async function findWords(
  access: JsmAccess,
  teamName: string,
  subject: ProbeSubject,
): Promise<JsmWords> {
  const { http } = subject;
  const api = createApi(http, access, PATIENCE);
  const team = await findTeam(api, teamName);
  const { id, name } = await findPerson(api, subject);
  const escalations = `/teams/${encodeURIComponent(team)}/escalations`;
  const find = async (path: string, wanted: string, query = {}) => {
    const all = await api.list(path, query);
    return all.filter(isJsonMap).find((each) => readText(each, "name") === wanted);
  };
  return {
    ...{ api, url: access.url, name, title: TITLE, root: "", nobody: "noone", person: id, escalations },
    send: await openSender(http, access, PATIENCE),
    fields: { override: "responder", period: "responder" },
    owner: { teamId: team },
    readThing: (body) => body,
    bindOverride: (rotation) => ({ rotationIds: rotation === undefined ? null : [rotation] }),
    listAll: (path) => api.list(path),
    async listSchedules(prefix) {
      const all = await api.list("/schedules", { query: `${prefix}*` });
      return all.flatMap((each) => readText(each, "name") ?? []);
    },
    findSchedule: (wanted) => find("/schedules", wanted, { query: wanted }),
    findEscalation: (wanted) => find(escalations, wanted),
    explain: (reply, method, path) => explainFailure(reply, method, path, api.redact),
  };
}

/** The account of the token, else the first of the roster that the site shows. */
async function findPerson(api: JsmApi, { roster }: ProbeSubject) {
  const own = await api.getFromSite("/rest/api/3/myself", {}).catch(skipFault);
  const id = readText(own, "accountId");
  if (id !== undefined) return { id, name: readText(own, "displayName") ?? id };
  for (const person of roster.people.values()) {
    const found = await findAccount(api, person.id, person);
    if (found.kind === "found") return { id: found.id, name: person.name };
  }
  throw new Fault(
    EXIT.service,
    `${TITLE} knows nobody of the roster, and a probe has to name somebody in its scratch schedule`,
    "give somebody their account id in the roster, `jsm: ID`",
  );
}

function skipFault(error: unknown): undefined {
  if (!(error instanceof Fault) || error.exit === EXIT.interrupted) throw error;
}
