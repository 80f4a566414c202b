/** Decodes `escalation`, `in_effect` and `opsgenie`. Nothing wrong in them stops the computation. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { OpsgenieSection, Role, Roster } from "../model.ts";
import { parseDays } from "./policy.ts";
import { type Decoder, readDate, readRole, toText } from "./scalar.ts";

const DAY_MINUTES = 1440;

/** Undefined if the file has none: then alerts follow the roles of the terms in force. */
export function decodeEscalation(value: JsonValue | undefined): Roster["escalation"] {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((step) => {
    const map = isJsonMap(step) ? step : {};
    const notify = readRole(map["notify"]);
    const after = (parseDays(toText(map["after"])) ?? 0) * DAY_MINUTES;
    return notify === undefined ? [] : [{ notify, after: Math.round(after) }];
  });
}

export function decodeEffects(decoder: Decoder, value: JsonValue | undefined): Roster["inEffect"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((effect, index) => {
    if (!isJsonMap(effect)) return [];
    const from = readDate(decoder, effect["from"], ["in_effect", index, "from"]);
    const { incidents } = effect;
    const kinds = Array.isArray(incidents) ? incidents.flatMap((kind) => toText(kind) ?? []) : [];
    return from === undefined ? [] : [{ from, incidents: kinds }];
  });
}

export function decodeOpsgenie(value: JsonValue | undefined): OpsgenieSection | undefined {
  if (!isJsonMap(value)) return undefined;
  const schedules = isJsonMap(value["schedules"]) ? Object.entries(value["schedules"]) : [];
  return {
    region: value["region"] === "eu" ? "eu" : "us",
    team: toText(value["team"]),
    schedules: new Map(
      schedules.flatMap(([role, name]): readonly [Role, string][] => {
        const text = toText(name);
        return text === undefined ? [] : [[role.normalize("NFC"), text]];
      }),
    ),
    escalation: toText(value["escalation"]),
  };
}
