/** Decodes the entries of `changes`, and finds what is wrong within a single entry. */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { formatDate, formatTime, type LocalDate } from "../../time/date.ts";
import { countOccurrences, type Instant, instantOf, wallOf, type Zone } from "../../time/zone.ts";
import type { Cover, Entry, Id, Role, Roster } from "../model.ts";
import { KINDS } from "../schema/words.ts";
import { readIds } from "./people.ts";
import { type Decoder, type Moment, readDate, readMoment, readRole, toText } from "./scalar.ts";

export interface Log {
  /** Undefined if the terms are invalid: then times have no zone, and roles cannot be checked. */
  readonly rotation: Roster["rotation"] | undefined;
  /** The line on which an entry begins. */
  readonly lineOf: (index: number) => number;
}

/** The entries that can be read, even if something in them was reported. */
export function decodeChanges(decoder: Decoder, changes: JsonValue | undefined, log: Log): readonly Entry[] {
  if (!Array.isArray(changes)) return [];
  const entries: Entry[] = [];
  for (const [index, map] of changes.entries()) {
    const entry = isJsonMap(map)
      ? decodeEntry({ decoder, log, map, index, path: ["changes", index] })
      : undefined;
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

interface RawEntry {
  readonly decoder: Decoder;
  readonly log: Log;
  readonly map: JsonMap;
  readonly index: number;
  readonly path: Path;
}

function decodeEntry(raw: RawEntry): Entry | undefined {
  const { map } = raw;
  const kind = KINDS.find((name) => map[name] !== undefined);
  if (kind === undefined || KINDS.findLast((name) => map[name] !== undefined) !== kind) return undefined;
  if (kind === "cover") return decodeCover(raw);
  const base = { ...decodeBase(raw), from: readDateAt(raw, "from") };
  const { from } = base;
  if (kind === "swap") return decodeSwap(raw, base);
  const person = readPersonAt(raw, kind);
  switch (kind) {
    case "join": {
      const after = readPersonAt(raw, "after");
      if (person === undefined || from === undefined || (after === undefined && map["after"] !== undefined))
        return undefined;
      return { ...base, from, kind, person, after };
    }
    case "skip": {
      const length = decodeLength(raw, from);
      if (person === undefined || from === undefined || length === undefined) return undefined;
      return { ...base, from, kind, person, length };
    }
    default:
      return person === undefined || from === undefined ? undefined : { ...base, from, kind, person };
  }
}

type CommonFields = Pick<
  Cover,
  "index" | "path" | "line" | "approvedBy" | "reason" | "backdated" | "unapproved"
>;

function decodeBase({ decoder, log, map, index, path }: RawEntry): CommonFields {
  return {
    index,
    path,
    line: log.lineOf(index),
    approvedBy: readIds(decoder, map["approved_by"], [...path, "approved_by"]),
    reason: toText(map["reason"]),
    backdated: map["backdated"] === true,
    unapproved: map["unapproved"] === true,
  };
}

function decodeSwap(
  raw: RawEntry,
  base: CommonFields & { readonly from: LocalDate | undefined },
): Entry | undefined {
  const { decoder, map, path } = raw;
  const { from } = base;
  const pair = map["swap"];
  const until = readDateAt(raw, "until");
  const ends = checkOrder(raw, from, until);
  if (!Array.isArray(pair)) return undefined;
  for (const [place, id] of pair.entries())
    if (typeof id === "string") decoder.mention(id, [...path, "swap", place]);
  const [one, other, ...more] = pair;
  if (typeof one !== "string" || typeof other !== "string" || more.length > 0) return undefined;
  if (one === other) {
    decoder.report({
      rule: "same-person",
      path: [...path, "swap"],
      message: `\`${one}\` cannot swap with \`${one}\``,
      help: "name two different people",
    });
    return undefined;
  }
  if (from === undefined || !ends || (until === undefined && map["until"] !== undefined)) return undefined;
  return { ...base, from, kind: "swap", people: [one, other], until };
}

type Length = Extract<Entry, { readonly kind: "skip" }>["length"];

function decodeLength(raw: RawEntry, from: LocalDate | undefined): Length | undefined {
  const { decoder, map, path } = raw;
  const { turns, until } = map;
  if (turns !== undefined && until !== undefined) {
    decoder.report({
      rule: "entry-kind",
      path: [...path, "turns"],
      on: "key",
      message: "a skip has either `turns` or `until`",
      help: "delete one of the two",
    });
    return undefined;
  }
  if (until === "ready") return { kind: "ready" };
  if (until !== undefined) {
    const date = readDateAt(raw, "until");
    return date === undefined || !checkOrder(raw, from, date) ? undefined : { kind: "until", until: date };
  }
  if (turns === undefined) return { kind: "turns", turns: 1 };
  return typeof turns === "number" && Number.isInteger(turns) && turns >= 1
    ? { kind: "turns", turns }
    : undefined;
}

/** Whether `until` is after `from`, as far as both can be read. */
function checkOrder(
  { decoder, path }: RawEntry,
  from: LocalDate | undefined,
  until: LocalDate | undefined,
): boolean {
  if (from === undefined || until === undefined || until > from) return true;
  decoder.report({
    rule: "until-not-after-from",
    path: [...path, "until"],
    message: `\`until\` ${formatDate(until)} is not after \`from\` ${formatDate(from)}`,
    help: "give a later `until`, or delete it",
  });
  return false;
}

function decodeCover(raw: RawEntry): Cover | undefined {
  const { decoder, map, path } = raw;
  const base = decodeBase(raw);
  const person = readPersonAt(raw, "cover");
  const by = readPersonAt(raw, "by");
  const role = readRoleAt(raw);
  const span = decodeSpan(raw);
  if (person !== undefined && person === by) {
    decoder.report({
      rule: "same-person",
      path: [...path, "by"],
      message: `\`${person}\` cannot cover for \`${person}\``,
      help: "name somebody else",
    });
    return undefined;
  }
  if (person === undefined || by === undefined || span === undefined) return undefined;
  if (role === undefined && map["role"] !== undefined) return undefined;
  return { ...base, kind: "cover", person, by, role, span };
}

function decodeSpan(raw: RawEntry): Cover["span"] | undefined {
  const { decoder, map, path } = raw;
  const given = ["from", "until"].filter((key) => map[key] !== undefined);
  const report = (key: string, message: string, help: string) =>
    decoder.report({ rule: "cover-span", path: [...path, key], on: "key", message, help });
  if (map["shift"] !== undefined) {
    const [key] = given;
    if (key !== undefined) {
      report(
        "shift",
        `a cover has either \`shift\`, or \`from\` and \`until\``,
        `delete \`${given.join("` and `")}\`, or \`shift\``,
      );
    }
    const date = readDateAt(raw, "shift");
    return date === undefined || key !== undefined ? undefined : { kind: "shift", date };
  }
  // A merge key was reported already, and may bring in what is missing.
  if (given.length < 2 && Object.hasOwn(map, "<<")) return undefined;
  if (given.length < 2) {
    const lacking =
      given[0] === "from" ? "`until` is" : given[0] === "until" ? "`from` is" : "`from` and `until` are";
    report(
      given[0] ?? "cover",
      `${lacking} missing from this cover`,
      "give both, or `shift: DATE` for a whole shift",
    );
  }
  const from = readMoment(decoder, map["from"], [...path, "from"]);
  const until = readMoment(decoder, map["until"], [...path, "until"]);
  if (from === undefined || until === undefined) return undefined;
  const start = toInstant(raw, from);
  const end = toInstant(raw, until);
  if (start === undefined || end === undefined) return undefined;
  if (start < end) return { kind: "time", start, end };
  decoder.report({
    rule: "until-not-after-from",
    path: [...path, "until"],
    message: `this cover ends ${start === end ? "when" : "before"} it begins${sayShift(raw, from, start)}`,
    help: "give a later `until`",
  });
  return undefined;
}

/** Where the clocks skip the start of a cover, it begins later than it reads. */
function sayShift(raw: RawEntry, from: Moment, start: Instant): string {
  if (from.kind === "instant") return "";
  const zone = findZone(raw, from.date);
  if (zone === undefined || countOccurrences(zone, from.date, from.time) > 0) return "";
  const moved = wallOf(zone, start);
  const actual = `${moved.date === from.date ? "" : `${formatDate(moved.date)} `}${formatTime(moved.time)}`;
  return `: clocks in ${zone.name} skip ${formatTime(from.time)} on ${formatDate(from.date)}, so it begins at ${actual}`;
}

function toInstant(raw: RawEntry, moment: Moment): Instant | undefined {
  if (moment.kind === "instant") return moment.instant;
  const zone = findZone(raw, moment.date);
  return zone === undefined ? undefined : instantOf(zone, moment.date, moment.time);
}

/** The zone of the terms in force on that date, or of the first terms before they start. */
function findZone({ log: { rotation } }: RawEntry, date: LocalDate): Zone | undefined {
  return (rotation?.findLast(({ start }) => start <= date) ?? rotation?.[0])?.zone;
}

function readDateAt({ decoder, map, path }: RawEntry, key: string): LocalDate | undefined {
  return readDate(decoder, map[key], [...path, key]);
}

function readPersonAt({ decoder, map, path }: RawEntry, key: string): Id | undefined {
  const id = map[key];
  if (typeof id !== "string") return undefined;
  decoder.mention(id, [...path, key]);
  return id;
}

function readRoleAt({ decoder, map, path, log }: RawEntry): Role | undefined {
  const role = readRole(map["role"]);
  if (role === undefined || log.rotation === undefined) return role;
  const roles = [...new Set(log.rotation.flatMap((terms) => terms.roles))];
  if (roles.includes(role)) return role;
  const near = suggest(role, roles);
  decoder.report({
    rule: "unknown-role",
    path: [...path, "role"],
    message: `there is no role \`${showWord(role)}\``,
    help: near === undefined ? `the roles are ${roles.join(", ")}` : `did you mean \`${near}\`?`,
  });
  return undefined;
}
