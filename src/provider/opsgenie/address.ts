/** The environment and the roster in, the address of OpsGenie and the key for it out. */
import { EXIT, Fault } from "../../fault.ts";
import type { OpsgenieSection } from "../../roster/model.ts";

export interface Address {
  readonly url: string;
  readonly key: string;
  readonly region: OpsgenieSection["region"];
  readonly isLoopback: boolean;
}

const HOSTS = { us: "https://api.opsgenie.com", eu: "https://api.eu.opsgenie.com" } as const;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** cli.md, "Environment": https, or http to a loopback address, so that no key goes astray. */
export function addressOf(
  env: Readonly<Record<string, string | undefined>>,
  { region }: OpsgenieSection,
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
  const key = (env["OPSGENIE_API_KEY"] ?? "").trim();
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new Fault(
      EXIT.service,
      key === "" ? "OPSGENIE_API_KEY is not set" : "OPSGENIE_API_KEY holds what no key holds",
      "set it to an API key of the OpsGenie account: Settings, API key management",
    );
  return { url: url.href.replace(/\/$/, ""), key, region, isLoopback };
}
