/** Decodes what alerts, services and their checks need. Nothing wrong in them stops the computation. */

import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { parseAddress } from "../address.ts";
import type { JsmSection, OpsgenieSection, Role, Roster, ScheduleAddress, SlackSection } from "../model.ts";
import { parseDays } from "./policy.ts";
import { type Decoder, matchText, readDate, readRole, readTexts, toText } from "./scalar.ts";

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

export function decodeOpsgenie(decoder: Decoder, value: JsonValue | undefined): OpsgenieSection | undefined {
  if (!isJsonMap(value)) return undefined;
  const migrated = readDate(decoder, value["migrated"], ["opsgenie", "migrated"]);
  return {
    ...decodeService(value),
    region: value["region"] === "eu" ? "eu" : "us",
    migrated: migrated ?? ("migrated" in value ? "unreadable" : undefined),
  };
}

export function decodeJsm(value: JsonValue | undefined): JsmSection | undefined {
  if (!isJsonMap(value)) return undefined;
  return { ...decodeService(value), site: matchText(value["site"], /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/) };
}

function decodeService(section: JsonMap): Omit<JsmSection, "site"> {
  const schedules = isJsonMap(section["schedules"]) ? Object.entries(section["schedules"]) : [];
  return {
    team: toText(section["team"]),
    schedules: new Map(
      schedules.flatMap(([role, written]): readonly [Role, ScheduleAddress][] => {
        const address = parseAddress(toText(written));
        return address === undefined ? [] : [[role.normalize("NFC"), address]];
      }),
    ),
    escalation: toText(section["escalation"]),
  };
}

export function decodeSlack(value: JsonValue | undefined): SlackSection | undefined {
  if (!isJsonMap(value)) return undefined;
  return {
    channel: matchText(value["channel"], /^[CG][A-Z0-9]+$/),
    usergroup: matchText(value["usergroup"], /^S[A-Z0-9]+$/),
  };
}

const DEFAULT_SOURCES = ["StatusPageIO"];

export function decodeAlertSources(value: JsonValue | undefined): readonly string[] {
  const sources = readTexts(value)?.filter((name) => toText(name) !== undefined) ?? [];
  return sources.length === 0 ? DEFAULT_SOURCES : sources;
}

const DEFAULT_RING_MINUTES = 5;

/** In minutes. */
export function decodeRingWithin(doctor: JsonValue | undefined): number {
  const within = isJsonMap(doctor) ? toText(doctor["within"]) : undefined;
  const [, minutes] = /^(\d+) minutes?$/.exec(within ?? "") ?? [];
  if (minutes !== undefined) return Number(minutes);
  const days = parseDays(within);
  return days === undefined ? DEFAULT_RING_MINUTES : Math.round(days * DAY_MINUTES);
}
