/** `people` in, of the roster or of its private file, the persons by id out. What is wrong with one of them stops nothing. */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { parseTime, type WallTime } from "../../time/date.ts";
import type { Id, Person, Phone, Verified } from "../model.ts";
import { isE164, isPremiumRate } from "../phone.ts";
import { ofPerson } from "../schema/words.ts";
import { dateOf, type Reading, textOf, zoneAt } from "./scalar.ts";

/** Minutes. */
const DAY: WallTime = 24 * 60;

type People = ReadonlyMap<Id, Person>;

export function decodePeople(reading: Reading, people: JsonValue | undefined, isPrivate = false): People {
  const found = new Map<Id, Person>();
  if (!isJsonMap(people)) return found;
  for (const [id, value] of Object.entries(people)) {
    found.set(id, decodePerson(reading, id, isJsonMap(value) ? value : {}, isPrivate));
  }
  return found;
}

function decodePerson(reading: Reading, id: Id, map: JsonMap, isPrivate: boolean): Person {
  const path: Path = ["people", id];
  return {
    id,
    path,
    name: textOf(map["name"]) ?? id,
    email: matching(map["email"], /^[^\s@<>,;]+@[^\s@<>,;]+$/),
    phone: decodePhone(reading, map["phone"], path, isPrivate),
    managers: idsOf(reading, map["manager"], [...path, "manager"]),
    github: matching(map["github"], /^[A-Za-z0-9][A-Za-z0-9_-]*$/),
    slack: matching(map["slack"], /^[UW][A-Z0-9]+$/),
    opsgenie: textOf(map["opsgenie"]),
    zone: zoneAt(reading, map["timezone"], [...path, "timezone"]),
    hours: decodeHours(reading, map["hours"], path),
    verified: decodeVerified(reading, map["verified"], [...path, "verified"]),
  };
}

function decodeVerified(reading: Reading, value: JsonValue | undefined, path: Path): Verified | undefined {
  if (!isJsonMap(value)) return undefined;
  const on = (way: string) => dateOf(reading, value[way], [...path, way]);
  return { sms: on("sms"), voice: on("voice"), ending: matching(value["ending"], /^\d+$/) };
}

/** One id or a list of them; an empty one was told by the schema, and is nobody. */
export function idsOf(reading: Reading, value: JsonValue | undefined, path: Path): readonly Id[] {
  if (typeof value === "string") {
    if (textOf(value) === undefined) return [];
    reading.mention(value, path);
    return [value];
  }
  if (!Array.isArray(value)) return [];
  const ids: Id[] = [];
  for (const [index, item] of value.entries()) {
    const id = textOf(item);
    if (id === undefined) continue;
    reading.mention(id, [...path, index]);
    ids.push(id);
  }
  return ids;
}

function matching(value: JsonValue | undefined, form: RegExp): string | undefined {
  return typeof value === "string" && form.test(value) ? value : undefined;
}

function decodePhone(
  reading: Reading,
  value: JsonValue | undefined,
  path: Path,
  isPrivate: boolean,
): Phone | undefined {
  if (typeof value !== "string") return undefined;
  if (/^env:ONCALL_PHONE_[A-Za-z0-9_]+$/.test(value))
    return { kind: "env", variable: value.slice("env:".length) };
  if (!isE164(value)) return undefined;
  if (isPremiumRate(value)) {
    reading.report({
      rule: "premium-rate-phone",
      path: [...path, "phone"],
      message: `\`phone\` of ${String(path[1])} is a premium-rate number: whoever calls it pays for it`,
      help: "give a number that may be called at the usual rate",
    });
    return undefined;
  }
  return { kind: "number", number: value, private: isPrivate };
}

function decodeHours(reading: Reading, value: JsonValue | undefined, path: Path): Person["hours"] {
  const [from = "", until = ""] = typeof value === "string" ? value.split("-") : [];
  const start = parseTime(from);
  const end = until === "24:00" ? (start === 0 ? DAY : 0) : parseTime(until);
  if (start === undefined || end === undefined) return undefined;
  if (start !== end) return { start, end };
  reading.report({
    rule: "bad-value",
    path: [...path, "hours"],
    message: `\`hours\`${ofPerson([...path, "hours"])} begin and end at the same time, which means never`,
    help: 'for round the clock write "00:00-24:00", or leave `hours` out',
  });
  return undefined;
}

/** What the private file says of a person goes before what the roster says. */
export function withPrivate(people: People, secret: People): People {
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
      zone: own.zone ?? known.zone,
      hours: own.hours ?? known.hours,
      verified: own.verified ?? known.verified,
    });
  }
  return merged;
}
