/** Reads a setting of a service from the environment, and recognises one that was set in quotes by mistake. */

import type { Environment } from "../edge/edges.ts";

/** Without spaces around it; empty if it is not set. */
export function readSetting(env: Environment, name: string): string {
  return (env[name] ?? "").trim();
}

/** Env files of docker keep quotes as part of the value; no setting of ours has any. */
export function isQuoted(value: string): boolean {
  return /^(["'`]).*\1$|^[“‘].*[”’]$/.test(value);
}

export function adviseUnquoting(name: string): string {
  return `write ${name}=… without the quotes: an env file of docker keeps them as part of the value`;
}
