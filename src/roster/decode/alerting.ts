/** `escalation`, `in_effect` and `opsgenie` in, whom alerts reach, when and through what out. What is wrong with them stops nothing. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { OpsgenieSection, Role, Roster } from "../model.ts";
import { daysOf } from "./policy.ts";
import { dateOf, type Reading, roleOf, textOf } from "./scalar.ts";

const DAY_MINUTES = 1440;

/** Undefined where the file says nothing: whom alerts reach then depends on the roles that there are by then. */
export function decodeEscalation(value: JsonValue | undefined): Roster["escalation"] {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((step) => {
    const map = isJsonMap(step) ? step : {};
    const notify = roleOf(map["notify"]);
    const after = (daysOf(textOf(map["after"])) ?? 0) * DAY_MINUTES;
    return notify === undefined ? [] : [{ notify, after: Math.round(after) }];
  });
}

/** A day that no calendar has is told. */
export function decodeEffects(reading: Reading, value: JsonValue | undefined): Roster["inEffect"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((effect, index) => {
    if (!isJsonMap(effect)) return [];
    const from = dateOf(reading, effect["from"], ["in_effect", index, "from"]);
    const { incidents } = effect;
    const kinds = Array.isArray(incidents) ? incidents.flatMap((kind) => textOf(kind) ?? []) : [];
    return from === undefined ? [] : [{ from, incidents: kinds }];
  });
}

export function decodeOpsgenie(value: JsonValue | undefined): OpsgenieSection | undefined {
  if (!isJsonMap(value)) return undefined;
  const schedules = isJsonMap(value["schedules"]) ? Object.entries(value["schedules"]) : [];
  return {
    region: value["region"] === "eu" ? "eu" : "us",
    team: textOf(value["team"]),
    schedules: new Map(
      schedules.flatMap(([role, name]): readonly [Role, string][] => {
        const text = textOf(name);
        return text === undefined ? [] : [[role.normalize("NFC"), text]];
      }),
    ),
    escalation: textOf(value["escalation"]),
  };
}
