/** Reads where Jira Service Management is, and whose token opens it, from the environment and the roster. */
import type { Environment } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { JsmSection } from "../../roster/model.ts";
import { type BaseUrl, readBaseUrl } from "../base-url.ts";
import { adviseUnquoting, isQuoted, readSetting } from "../setting.ts";

export const TITLE = "Jira Service Management";

/** The address is that of the Operations API, without the path that names the site. */
export interface JsmAccess extends BaseUrl {
  readonly email: string;
  readonly token: string;
  /** Undefined: the site is asked for it. */
  readonly cloudId: string | undefined;
  /** The address of the site; undefined: nobody can be found by email. */
  readonly siteUrl: string | undefined;
  /** As people know the account: the site, else its cloud id. */
  readonly account: string;
}

const API_URL = "https://api.atlassian.com";

const SETTINGS = {
  JSM_EMAIL: "set it to the email of the Atlassian account whose API token it is",
  JSM_API_TOKEN:
    "set it to an API token of that account, made at id.atlassian.com/manage-profile/security/api-tokens",
  JSM_CLOUD_ID: "set it to the `cloudId` that https://SITE.atlassian.net/_edge/tenant_info shows",
} as const;

export function readJsmAccess(env: Environment, section: Pick<JsmSection, "site"> | undefined): JsmAccess {
  const replaced = env["JSM_API_URL"] || undefined;
  const { url, isLoopback } = readBaseUrl("JSM_API_URL", replaced ?? API_URL);
  const email = readOne(env, "JSM_EMAIL");
  const token = readOne(env, "JSM_API_TOKEN");
  const cloudId = readCloudId(env);
  const site = section?.site?.toLowerCase();
  // The token is sent to the site, so whoever may change the roster must not be able to send it elsewhere.
  if (site !== undefined && !/^[a-z0-9-]+\.atlassian\.net$/.test(site))
    throw new Fault(
      EXIT.roster,
      `\`jsm.site\` is ${site}, which is no site of Atlassian: the token would be sent there`,
      "write the host of the site, such as `example.atlassian.net`",
    );
  if (site === undefined && cloudId === undefined && replaced === undefined)
    throw new Fault(
      EXIT.service,
      "JSM_CLOUD_ID is not set, and the roster does not name the site",
      "add `site: example.atlassian.net` to `jsm` in the roster, or set JSM_CLOUD_ID",
    );
  const siteUrl = replaced === undefined ? site && `https://${site}` : url;
  return { url, isLoopback, email, token, cloudId, siteUrl, account: site ?? cloudId ?? new URL(url).host };
}

function readOne(env: Environment, name: keyof typeof SETTINGS): string {
  const value = readSetting(env, name);
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  if (value === "") throw fault(`${name} is not set`, SETTINGS[name]);
  if (isQuoted(value)) throw fault(`${name} has quotes around the value`, adviseUnquoting(name));
  if (!/^[\x21-\x7e]+$/.test(value))
    throw fault(`${name} has characters that do not belong there`, SETTINGS[name]);
  return value;
}

function readCloudId(env: Environment): string | undefined {
  if (readSetting(env, "JSM_CLOUD_ID") === "") return undefined;
  const id = readOne(env, "JSM_CLOUD_ID");
  if (/^[\w-]+$/.test(id)) return id;
  throw new Fault(EXIT.service, "JSM_CLOUD_ID is not a cloud id", SETTINGS.JSM_CLOUD_ID);
}
