/** Reads what the API token may do, as far as the service tells without a write, and whose it is. */
import type { BlindSpot, KeyState } from "../../doctor/facts.ts";
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { JsmSection } from "../../roster/model.ts";
import { readText } from "../fields.ts";
import { remember } from "../remember.ts";
import { createApi, type JsmApi } from "./api.ts";
import { type JsmAccess, readJsmAccess } from "./environment.ts";
import { TokenFault } from "./failure.ts";
import { findTeam } from "./read.ts";

/** A request without an answer is made twice: there are many others, and somebody waits for the answer. */
const PATIENCE = 2;

const TOKEN = "JSM_API_TOKEN";

export interface OpenedToken {
  /** Asks nothing twice. */
  readonly api: JsmApi;
  readonly access: JsmAccess;
}

export interface TokenReader {
  /** Undefined: there is none. */
  readonly opened: OpenedToken | undefined;
  /** Throws a Fault only if nobody answers. */
  readState(): Promise<KeyState>;
  /** The same token sends alerts. */
  readAlertState(): Promise<KeyState>;
  /** `Ann Ames (ann@example.com)`, once the state is read; undefined where the site does not say it. */
  owner(): string | undefined;
}

/** Throws a Fault if the address is wrong. */
export function openToken(http: Http, env: Environment, section: JsmSection): TokenReader {
  const found = readToken(http, env, section);
  if ("state" in found) {
    const readState = async () => found.state;
    return { opened: undefined, readState, readAlertState: readState, owner: () => undefined };
  }
  const { api, access } = found;
  const accepted = { kind: "accepted", name: TOKEN, account: access.account } as const;
  let owner: string | undefined;
  const readState = remember(async (): Promise<KeyState> => {
    try {
      owner = await readOwner(api);
      if (section.team !== undefined) await findTeam(api, section.team);
      return accepted;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { message, help = "" } = error;
      if (error instanceof TokenFault && error.isUnknown)
        return { ...accepted, kind: "useless", message, help };
      // It answers, and does not show what is needed.
      if (error instanceof TokenFault || owner !== undefined)
        return { ...accepted, kind: "lacking", message, help };
      throw error;
    }
  });
  return {
    opened: found,
    readState,
    async readAlertState() {
      const state = await readState();
      return state.kind === "lacking" ? accepted : state;
    },
    owner: () => owner,
  };
}

function readToken(
  http: Http,
  env: Environment,
  section: JsmSection,
): OpenedToken | { readonly state: KeyState } {
  try {
    const access = readJsmAccess(env, section);
    const api = createApi(http, access, PATIENCE);
    const remembered = {
      get: remember((path, query) => api.get(path, query)),
      getFromSite: remember((path, query) => api.getFromSite(path, query)),
      list: remember((path, query) => api.list(path, query)),
    } satisfies Partial<JsmApi>;
    return { api: { ...api, ...remembered }, access };
  } catch (error) {
    if (!(error instanceof Fault) || error.exit !== EXIT.service) throw error;
    const { message, help = "" } = error;
    const [name = TOKEN] = /^JSM_[A-Z_]+/.exec(message) ?? [];
    return { state: { kind: "useless", name, account: undefined, message, help } };
  }
}

async function readOwner(api: JsmApi): Promise<string | undefined> {
  const myself = await api.getFromSite("/rest/api/3/myself", {});
  const [name, email] = ["displayName", "emailAddress"].map((key) => readText(myself, key));
  return name === undefined || email === undefined ? (name ?? email) : `${name} (${email})`;
}

/** `owner`: whose token it is, if that is known. */
export function listBlindSpots(owner: string | undefined): readonly BlindSpot[] {
  return [
    {
      check: "configuration-key",
      message: `${TOKEN} is the token of a person, ${owner ?? "whose email JSM_EMAIL is"}: it ends with their account, and a year after it was made at the latest; when, is not known`,
      help: "note the day at id.atlassian.com/manage-profile/security/api-tokens, and make a new one before it",
    },
    {
      check: "configuration-key",
      message: `whether ${TOKEN} may also change schedules is not known: only a push tells`,
      help: "for a check or a plan it need not",
    },
    {
      check: "configuration-key",
      message: `whether ${TOKEN} may also delete overrides is not known: only a deletion tells`,
      help: "without that right, a push makes an obsolete override name whomever the rotation has",
    },
    {
      check: "alert-key",
      message: `whether ${TOKEN} may send alerts is not known: only an alert tells`,
      help: "send one: oncall verify-notifications --via jsm",
    },
    {
      check: "rule",
      message:
        "whether a mute, quiet hours, a notification policy or a maintenance window hold an alert back is not known: they are not read",
      help: "a test alert tells: oncall verify-notifications --via jsm",
    },
  ];
}
