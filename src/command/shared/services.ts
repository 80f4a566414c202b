/** Lists the services that keep schedules and alert people, and those in which people talk, by the names that people type. */
import { JSM } from "../../provider/jsm/provider.ts";
import type { Messenger } from "../../provider/messenger.ts";
import { OPSGENIE } from "../../provider/opsgenie/provider.ts";
import type { Provider } from "../../provider/provider.ts";
import { SLACK } from "../../provider/slack/messenger.ts";
import type { MessengerName, ProviderName } from "./provider.ts";

export const SERVICES: Readonly<Record<ProviderName, Provider>> = { opsgenie: OPSGENIE, jsm: JSM };

export const MESSENGERS: Readonly<Record<MessengerName, Messenger>> = { slack: SLACK };
