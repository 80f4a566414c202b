/** `escalation`, `in_effect` and `opsgenie` in, whom alerts reach, when and through what out. What is wrong with them stops nothing. */
import type { OpsgenieSection, Role, Roster } from "./model.ts";
import { isPlainMap, type Plain } from "./plain.ts";
import { daysOf } from "./policy.ts";
import { dateOf, type Reading, textOf } from "./scalar.ts";

const DAY_MINUTES = 1440;

/** Undefined where the file says nothing: whom alerts reach then depends on the roles that there are by then. */
export function decodeEscalation(value: Plain | undefined): Roster["escalation"] {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((step) => {
    const map = isPlainMap(step) ? step : {};
    const notify = textOf(map["notify"]);
    const after = (daysOf(textOf(map["after"])) ?? 0) * DAY_MINUTES;
    return notify === undefined ? [] : [{ notify, after: Math.round(after) }];
  });
}

/** A day that no calendar has is told. */
export function decodeEffects(reading: Reading, value: Plain | undefined): Roster["inEffect"] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((effect, index) => {
    if (!isPlainMap(effect)) return [];
    const from = dateOf(reading, effect["from"], ["in_effect", index, "from"]);
    const { incidents } = effect;
    const kinds = Array.isArray(incidents) ? incidents.flatMap((kind) => textOf(kind) ?? []) : [];
    return from === undefined ? [] : [{ from, incidents: kinds }];
  });
}

export function decodeOpsgenie(value: Plain | undefined): OpsgenieSection | undefined {
  if (!isPlainMap(value)) return undefined;
  const schedules = isPlainMap(value["schedules"]) ? Object.entries(value["schedules"]) : [];
  return {
    region: value["region"] === "eu" ? "eu" : "us",
    team: textOf(value["team"]),
    schedules: new Map(
      schedules.flatMap(([role, name]): readonly [Role, string][] => {
        const text = textOf(name);
        return text === undefined ? [] : [[role, text]];
      }),
    ),
    escalation: textOf(value["escalation"]),
  };
}
