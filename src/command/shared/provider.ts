/** Declares and reads the argument that names a service; without it, the only one that the roster has a section for. */
import { Argument, type Command } from "commander";
import { EXIT, Fault } from "../../fault.ts";
import type { Roster } from "../../roster/model.ts";

const PROVIDER_NAMES = ["opsgenie"] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];

export const declareProvider = (what = "where to", name = "[provider]") =>
  new Argument(name, what).choices(PROVIDER_NAMES);

/** The service that a command was given. Throws a Fault if it was given none, and the roster names none or several. */
export function readProvider({ args: [given] }: Command, roster: Roster): ProviderName {
  const chosen = PROVIDER_NAMES.find((name) => name === given);
  if (chosen !== undefined) return chosen;
  const [only, ...others] = PROVIDER_NAMES.filter((name) => roster[name] !== undefined);
  if (only === undefined) return refuseNone(roster);
  if (others.length > 0)
    throw new Fault(
      EXIT.usage,
      `${roster.file} names several services: ${[only, ...others].join(", ")}`,
      "name one of them",
    );
  return only;
}

/** The services that a command was given, each once; without any, all that the roster names. Throws a Fault for none. */
export function readProviders({ args }: Command, roster: Roster): readonly [ProviderName, ...ProviderName[]] {
  const has = (name: ProviderName) => (args.length > 0 ? args.includes(name) : roster[name] !== undefined);
  const [first, ...others] = PROVIDER_NAMES.filter(has);
  return first === undefined ? [refuseNone(roster)] : [first, ...others];
}

function refuseNone({ file }: Roster): never {
  throw new Fault(
    EXIT.usage,
    `${file} has a section for none of the services: ${PROVIDER_NAMES.join(", ")}`,
    `add one, such as \`${PROVIDER_NAMES[0]}: { schedules: { primary: …, secondary: … } }\``,
  );
}
