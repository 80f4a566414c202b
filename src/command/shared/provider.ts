/** Declares and reads the argument that names a service. */
import { Argument, type Command } from "commander";

const PROVIDER_NAMES = ["opsgenie"] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];

const DEFAULT: ProviderName = "opsgenie";

export const declareProvider = (what = "where to") =>
  new Argument("[provider]", what).choices(PROVIDER_NAMES).default(DEFAULT);

/** The service that a command was given. */
export function readProvider({ args: [given] }: Command): ProviderName {
  return PROVIDER_NAMES.find((name) => name === given) ?? DEFAULT;
}
