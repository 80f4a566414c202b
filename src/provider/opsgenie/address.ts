/** The environment and the roster in, the address of OpsGenie and the key for it out. */
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";

export interface Address {
  readonly url: string;
  readonly key: string;
  /** Where the key was given. */
  readonly keyName: KeyName;
  readonly region: OpsgenieSection["region"];
  readonly isLoopback: boolean;
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
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** cli.md, "Environment": https, or http to a loopback address, so that no key goes astray. */
export function addressOf(
  env: Readonly<Record<string, string | undefined>>,
  { region }: Pick<OpsgenieSection, "region">,
  keyName: KeyName = "OPSGENIE_API_KEY",
): Address {
  const given = env["OPSGENIE_API_URL"] || HOSTS[region];
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isLoopback = LOOPBACK.test(url?.hostname ?? "");
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback);
  if (url === undefined || !isSafe || url.username + url.password + url.search + url.hash !== "")
    throw new Fault(
      EXIT.usage,
      "OPSGENIE_API_URL is neither https nor http to a loopback address",
      "write https://HOST, or unset it",
    );
  const key = (env[keyName] ?? "").trim();
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new Fault(
      EXIT.service,
      key === "" ? `${keyName} is not set` : `${keyName} holds what no key holds`,
      KEYS[keyName].set,
    );
  return { url: url.href.replace(/\/$/, ""), key, keyName, region, isLoopback };
}
