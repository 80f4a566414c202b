/** Declares and reads the argument that names a service; without it, the only one that the roster has a section for. */
import { Argument, type Command } from "commander";
import { EXIT, Fault } from "../../fault.ts";
import type { Roster } from "../../roster/model.ts";

/** Services that keep schedules. */
export const PROVIDER_NAMES = ["opsgenie", "jsm"] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Services in which people talk, and mention a group whose members are whoever is on call. */
export const MESSENGER_NAMES = ["slack"] as const;

export type MessengerName = (typeof MESSENGER_NAMES)[number];

/** All that a push can be for. */
export const PUSH_NAMES = [...PROVIDER_NAMES, ...MESSENGER_NAMES] as const;

export type PushName = ProviderName | MessengerName;

/** Whether a roster says that it is to be pushed there. */
const IS_NAMED: Readonly<Record<PushName, (roster: Roster) => boolean>> = {
  opsgenie: ({ opsgenie }) => opsgenie !== undefined,
  jsm: ({ jsm }) => jsm !== undefined,
  slack: ({ slack }) => slack?.usergroup !== undefined,
};

export const declareProvider = (
  what = "where to",
  name = "[provider]",
  names: readonly PushName[] = PROVIDER_NAMES,
) => new Argument(name, what).choices(names);

/** The service that a command was given. Throws a Fault if it was given none, and the roster names none or several. */
export function readProvider(command: Command, roster: Roster): ProviderName {
  return chooseName(PROVIDER_NAMES, command, roster);
}

/** Likewise, for a push. */
export function readPushName(command: Command, roster: Roster): PushName {
  return chooseName(PUSH_NAMES, command, roster);
}

export function isMessenger(name: PushName): name is MessengerName {
  return MESSENGER_NAMES.some((each) => each === name);
}

function chooseName<Name extends PushName>(
  names: readonly Name[],
  { args: [given] }: Command,
  roster: Roster,
): Name {
  const chosen = names.find((name) => name === given);
  if (chosen !== undefined) return chosen;
  const [only, ...others] = names.filter((name) => IS_NAMED[name](roster));
  if (only === undefined) return refuseNone(roster, names);
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
  const has = (name: ProviderName) => (args.length > 0 ? args.includes(name) : IS_NAMED[name](roster));
  const [first, ...others] = PROVIDER_NAMES.filter(has);
  return first === undefined ? [refuseNone(roster, PROVIDER_NAMES)] : [first, ...others];
}

function refuseNone({ file }: Roster, names: readonly PushName[]): never {
  throw new Fault(
    EXIT.usage,
    `${file} has a section for none of the services: ${names.join(", ")}`,
    `add one, such as \`${PROVIDER_NAMES[0]}: { schedules: { primary: …, secondary: … } }\``,
  );
}
