/** Reads the address of Slack, and the token of the app that posts there, from the environment. */
import type { Environment } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type BaseUrl, readBaseUrl } from "../base-url.ts";
import { adviseUnquoting, isQuoted, readSetting } from "../setting.ts";

export interface SlackAccess extends BaseUrl {
  readonly token: string;
}

export const ADDRESS_NAME = "SLACK_API_URL";

const SITE_URL = "https://slack.com";
const TOKEN = "SLACK_BOT_TOKEN";
/** How to get a token. */
export const MAKE =
  "set SLACK_BOT_TOKEN to the Bot User OAuth Token of your Slack app (api.slack.com/apps, OAuth & Permissions): it begins with xoxb-";

export function readSlackAccess(env: Environment): SlackAccess {
  const site = readBaseUrl(ADDRESS_NAME, env[ADDRESS_NAME] || SITE_URL);
  const token = readSetting(env, TOKEN);
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  if (token === "") throw fault(`${TOKEN} is not set`, MAKE);
  if (isQuoted(token)) throw fault(`${TOKEN} has quotes around the token`, adviseUnquoting(TOKEN));
  if (!/^[\x21-\x7e]+$/.test(token)) throw fault(`${TOKEN} has characters that no token contains`, MAKE);
  // A proxy may have the API elsewhere.
  const url = new URL(site.url).pathname === "/" ? `${site.url}/api` : site.url;
  return { url, isLoopback: site.isLoopback, token };
}
