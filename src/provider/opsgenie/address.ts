/** The environment and the roster in, the address of OpsGenie and the key for it out. */
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";
import { type ServiceUrl, serviceUrl } from "../address.ts";

export interface Address extends ServiceUrl {
  readonly key: string;
  /** Where the key was given. */
  readonly keyName: KeyName;
  readonly region: OpsgenieSection["region"];
}

/** What each is set to, and what makes one that may do more. No key does both: it takes a right that the other has not. */
export const KEYS = {
  OPSGENIE_API_KEY: {
    set: "set it to an API key of the OpsGenie account: Settings, API key management",
    may: "configure",
    make: "make a key of the account with the right to do so (Settings, API key management); one of a team or an integration may not",
  },
  OPSGENIE_ALERT_KEY: {
    set: "set it to the key of an API integration of the whole OpsGenie account: Settings, Integrations",
    may: "send and close",
    make: "make an API integration of the whole account, with the right to do so (Settings, Integrations), and take its key; a key of the account may not alert, and one of a team alerts that team",
  },
} as const;

export type KeyName = keyof typeof KEYS;

const HOSTS = { us: "https://api.opsgenie.com", eu: "https://api.eu.opsgenie.com" } as const;

export function addressOf(
  env: Readonly<Record<string, string | undefined>>,
  { region }: Pick<OpsgenieSection, "region">,
  keyName: KeyName = "OPSGENIE_API_KEY",
): Address {
  const { url, isLoopback } = serviceUrl("OPSGENIE_API_URL", env["OPSGENIE_API_URL"] || HOSTS[region]);
  const key = (env[keyName] ?? "").trim();
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new Fault(
      EXIT.service,
      key === "" ? `${keyName} is not set` : `${keyName} holds what no key holds`,
      KEYS[keyName].set,
    );
  return { url, key, keyName, region, isLoopback };
}
