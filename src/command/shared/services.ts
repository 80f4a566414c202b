/** Lists the services that keep schedules and alert people, by the names that people type. */
import { JSM } from "../../provider/jsm/provider.ts";
import { OPSGENIE } from "../../provider/opsgenie/provider.ts";
import type { Provider } from "../../provider/provider.ts";
import type { ProviderName } from "./provider.ts";

export const SERVICES: Readonly<Record<ProviderName, Provider>> = { opsgenie: OPSGENIE, jsm: JSM };
