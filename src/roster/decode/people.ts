/** Decodes `people` of the roster or its private file. Nothing wrong with a person stops the computation. */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { parseTime, type WallTime } from "../../time/date.ts";
import type { Id, Person, Phone, Verified } from "../model.ts";
import { isE164, isPremiumRate } from "../phone.ts";
import { sayWhose } from "../schema/words.ts";
import { type Decoder, matchText, readDate, readZone, toText } from "./scalar.ts";

/** Minutes. */
const DAY: WallTime = 24 * 60;

type People = ReadonlyMap<Id, Person>;

export function decodePeople(decoder: Decoder, people: JsonValue | undefined, isPrivate = false): People {
  const found = new Map<Id, Person>();
  if (!isJsonMap(people)) return found;
  for (const [id, value] of Object.entries(people)) {
    found.set(id, decodePerson(decoder, id, isJsonMap(value) ? value : {}, isPrivate));
  }
  return found;
}

function decodePerson(decoder: Decoder, id: Id, map: JsonMap, isPrivate: boolean): Person {
  const path: Path = ["people", id];
  return {
    id,
    path,
    name: toText(map["name"]) ?? id,
    email: matchText(map["email"], /^[^\s@<>,;]+@[^\s@<>,;]+$/),
    phone: decodePhone(decoder, map["phone"], path, isPrivate),
    managers: readIds(decoder, map["manager"], [...path, "manager"]),
    github: matchText(map["github"], /^[A-Za-z0-9][A-Za-z0-9_-]*$/),
    slack: matchText(map["slack"], /^[UW][A-Z0-9]+$/),
    opsgenie: toText(map["opsgenie"]),
    jsm: toText(map["jsm"]),
    zone: readZone(decoder, map["timezone"], [...path, "timezone"]),
    hours: decodeHours(decoder, map["hours"], path),
    country: matchText(map["country"], /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/),
    verified: decodeVerified(decoder, map["verified"], [...path, "verified"]),
  };
}

function decodeVerified(decoder: Decoder, value: JsonValue | undefined, path: Path): Verified | undefined {
  if (!isJsonMap(value)) return undefined;
  const on = (way: string) => readDate(decoder, value[way], [...path, way]);
  return { sms: on("sms"), voice: on("voice"), ending: matchText(value["ending"], /^\d+$/) };
}

/** One id or a list; the schema has reported empty ones. */
export function readIds(decoder: Decoder, value: JsonValue | undefined, path: Path): readonly Id[] {
  if (typeof value === "string") {
    if (toText(value) === undefined) return [];
    decoder.mention(value, path);
    return [value];
  }
  if (!Array.isArray(value)) return [];
  const ids: Id[] = [];
  for (const [index, item] of value.entries()) {
    const id = toText(item);
    if (id === undefined) continue;
    decoder.mention(id, [...path, index]);
    ids.push(id);
  }
  return ids;
}

function decodePhone(
  decoder: Decoder,
  value: JsonValue | undefined,
  path: Path,
  isPrivate: boolean,
): Phone | undefined {
  if (typeof value !== "string") return undefined;
  if (/^env:ONCALL_PHONE_[A-Za-z0-9_]+$/.test(value))
    return { kind: "env", variable: value.slice("env:".length) };
  if (!isE164(value)) return undefined;
  if (isPremiumRate(value)) {
    decoder.report({
      rule: "premium-rate-phone",
      path: [...path, "phone"],
      message: `\`phone\` of ${String(path[1])} is a premium-rate number: calls to it cost extra`,
      help: "give a number with normal rates",
    });
    return undefined;
  }
  return { kind: "number", number: value, private: isPrivate };
}

function decodeHours(decoder: Decoder, value: JsonValue | undefined, path: Path): Person["hours"] {
  const [from = "", until = ""] = typeof value === "string" ? value.split("-") : [];
  const start = parseTime(from);
  const end = until === "24:00" ? (start === 0 ? DAY : 0) : parseTime(until);
  if (start === undefined || end === undefined) return undefined;
  if (start !== end) return { start, end };
  decoder.report({
    rule: "bad-value",
    path: [...path, "hours"],
    message: `\`hours\`${sayWhose([...path, "hours"])} begin and end at the same time, which means never`,
    help: 'for round the clock write "00:00-24:00", or leave `hours` out',
  });
  return undefined;
}

/** The private file takes precedence over the roster. */
export function mergePrivate(people: People, secret: People): People {
  const merged = new Map(people);
  for (const [id, own] of secret) {
    const known = merged.get(id);
    if (known === undefined) continue;
    merged.set(id, {
      ...known,
      name: own.name === id ? known.name : own.name,
      email: own.email ?? known.email,
      phone: own.phone ?? known.phone,
      managers: own.managers.length > 0 ? own.managers : known.managers,
      github: own.github ?? known.github,
      slack: own.slack ?? known.slack,
      opsgenie: own.opsgenie ?? known.opsgenie,
      jsm: own.jsm ?? known.jsm,
      zone: own.zone ?? known.zone,
      hours: own.hours ?? known.hours,
      country: own.country ?? known.country,
      verified: own.verified ?? known.verified,
    });
  }
  return merged;
}
