/** Reads the address of OpsGenie, and the key for it, from the environment. */

import type { Environment } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";
import { type BaseUrl, readBaseUrl } from "../base-url.ts";
import { adviseUnquoting, isQuoted, readSetting } from "../setting.ts";

export interface OpsgenieAccess extends BaseUrl {
  readonly key: string;
  /** The variable that holds it. */
  readonly keyName: KeyName;
  readonly region: OpsgenieSection["region"];
}

/**
 * How to get each key, and one that may do more. One key cannot do both: whichever may configure the account may not send
 * alerts to everybody, and the other way round.
 */
export const KEYS = {
  OPSGENIE_API_KEY: {
    set: "set it to an API key of the OpsGenie account: Settings, API key management",
    may: "change",
    make: "make an API key of the account with that right (Settings, API key management); a key of a team or an integration cannot have it",
  },
  OPSGENIE_ALERT_KEY: {
    set: "set it to the key of an API integration of the whole OpsGenie account: Settings, Integrations",
    may: "send or close",
    make: "make an API integration of the whole account with that right (Settings, Integrations), and use its key; an API key of the account cannot send alerts, and the key of a team alerts that team",
  },
} as const;

export type KeyName = keyof typeof KEYS;

const HOSTS = { us: "https://api.opsgenie.com", eu: "https://api.eu.opsgenie.com" } as const;

export function readOpsgenieAccess(
  env: Environment,
  { region }: Pick<OpsgenieSection, "region">,
  keyName: KeyName = "OPSGENIE_API_KEY",
): OpsgenieAccess {
  const { url, isLoopback } = readBaseUrl("OPSGENIE_API_URL", env["OPSGENIE_API_URL"] || HOSTS[region]);
  const key = readSetting(env, keyName);
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  if (key === "") throw fault(`${keyName} is not set`, KEYS[keyName].set);
  if (isQuoted(key)) throw fault(`${keyName} has quotes around the key`, adviseUnquoting(keyName));
  if (!/^[\x21-\x7e]+$/.test(key))
    throw fault(`${keyName} has characters that no key contains`, KEYS[keyName].set);
  return { url, key, keyName, region, isLoopback };
}
