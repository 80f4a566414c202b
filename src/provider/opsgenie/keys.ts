/** Tries the keys of OpsGenie by reading alone: whether each is accepted, and may see what pushes and pages need. */
import type { KeyState } from "../../doctor/facts.ts";
import type { Environment, Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { type Api, createApi } from "./api.ts";
import { KEYS, type KeyName, readOpsgenieAccess } from "./environment.ts";
import { KeyFault } from "./failure.ts";
import { readText } from "./fields.ts";
import { rememberReads } from "./memory.ts";
import { readAccountName } from "./read.ts";

/** A request without an answer is made twice: there are many others, and somebody waits for the answer. */
const PATIENCE = 2;

/** What a key opens, or why it cannot even be tried. */
export type OpenedKey =
  | { readonly kind: "open"; readonly name: KeyName; readonly api: Api }
  | { readonly kind: "closed"; readonly state: KeyState };

/** Throws a Fault if the address is wrong. */
export function openKey(http: Http, env: Environment, section: OpsgenieSection, name: KeyName): OpenedKey {
  try {
    const access = readOpsgenieAccess(env, section, name);
    return { kind: "open", name, api: rememberReads(createApi(http, access, PATIENCE)) };
  } catch (error) {
    if (!(error instanceof Fault) || error.exit !== EXIT.service) throw error;
    const { message, help = "" } = error;
    return { kind: "closed", state: { kind: "useless", name, account: undefined, message, help } };
  }
}

/** `probes`: other reads that it must be able to make. Throws a Fault if there is no answer to any. */
export async function tryKey(
  { name, api }: Extract<OpenedKey, { readonly kind: "open" }>,
  probes: readonly (() => Promise<unknown>)[],
): Promise<KeyState> {
  let account: string | undefined;
  let unanswered: Fault | undefined;
  let isAnswered = false;
  const readName = async () => {
    account = await readAccountName(api);
  };
  for (const probe of [readName, ...probes]) {
    try {
      await probe();
      isAnswered = true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { message, help = "" } = error;
      if (error instanceof KeyFault)
        return { kind: error.isUnknown ? "useless" : "lacking", name, account, message, help };
      unanswered = error;
    }
  }
  if (!isAnswered && unanswered !== undefined) throw unanswered;
  return { kind: "accepted", name, account };
}

/**
 * Whether alerts that the key sends go to whom they name. A team's integration sends all of them to its team; its key sees
 * that team and no users. A key of the account may configure, and sends none: that one needs an integration of its own.
 */
export async function judgeAlertKey(
  state: KeyState,
  alerts: Api,
  configuration: Api | undefined,
  username: string | undefined,
): Promise<KeyState> {
  if (state.kind !== "accepted" || username === undefined) return state;
  const { name, account } = state;
  const lacking = (message: string): KeyState => ({
    ...{ kind: "lacking", name, account, message },
    help: KEYS.OPSGENIE_ALERT_KEY.make,
  });
  const user = await alerts.get(`/v2/users/${encodeURIComponent(username)}`, {}, true);
  if (user === null && (await alerts.get("/v2/teams", {}, true)) !== null)
    return lacking(
      `the key in ${name} is of a team's integration: whomever an alert names, it goes to that team`,
    );
  const integrations = await configuration?.list("/v2/integrations").catch(() => undefined);
  const isApi = (each: JsonValue) =>
    isJsonMap(each) && each["enabled"] !== false && readText(each, "type") === "API";
  if (integrations !== undefined && !integrations.some(isApi))
    return lacking(`the account has no enabled API integration, so ${name} cannot be the key of one`);
  return state;
}
