/** `changes` in, the entries of the log out, and what rotation.md's "Invalid" has against one of them by itself. */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { formatDate, formatTime, type LocalDate } from "../../time/date.ts";
import { type Instant, instantOf, occurrencesOf, wallOf, type Zone } from "../../time/zone.ts";
import type { Cover, Entry, Id, Role, Roster } from "../model.ts";
import { KINDS } from "../schema/words.ts";
import { idsOf } from "./people.ts";
import { dateOf, type Moment, momentOf, type Reading, roleOf, textOf } from "./scalar.ts";

export interface Log {
  /** Undefined if the terms are invalid: then no wall time has a zone, and no role is known. */
  readonly rotation: Roster["rotation"] | undefined;
  /** The line on which an entry begins. */
  readonly lineOf: (index: number) => number;
}

/** The entries that can be read. One of them may still have a fault that was reported. */
export function decodeChanges(reading: Reading, changes: JsonValue | undefined, log: Log): readonly Entry[] {
  if (!Array.isArray(changes)) return [];
  const entries: Entry[] = [];
  for (const [index, map] of changes.entries()) {
    const entry = isJsonMap(map)
      ? decodeEntry({ reading, log, map, index, path: ["changes", index] })
      : undefined;
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

interface Draft {
  readonly reading: Reading;
  readonly log: Log;
  readonly map: JsonMap;
  readonly index: number;
  readonly path: Path;
}

function decodeEntry(draft: Draft): Entry | undefined {
  const { map } = draft;
  const kind = KINDS.find((name) => map[name] !== undefined);
  if (kind === undefined || KINDS.findLast((name) => map[name] !== undefined) !== kind) return undefined;
  if (kind === "cover") return decodeCover(draft);
  const base = { ...baseOf(draft), from: dateIn(draft, "from") };
  const { from } = base;
  if (kind === "swap") return decodeSwap(draft, base);
  const person = personIn(draft, kind);
  switch (kind) {
    case "join": {
      const after = personIn(draft, "after");
      if (person === undefined || from === undefined || (after === undefined && map["after"] !== undefined))
        return undefined;
      return { ...base, from, kind, person, after };
    }
    case "skip": {
      const length = decodeLength(draft, from);
      if (person === undefined || from === undefined || length === undefined) return undefined;
      return { ...base, from, kind, person, length };
    }
    default:
      return person === undefined || from === undefined ? undefined : { ...base, from, kind, person };
  }
}

type Base = Pick<Cover, "index" | "path" | "line" | "approvedBy" | "reason" | "backdated" | "unapproved">;

function baseOf({ reading, log, map, index, path }: Draft): Base {
  return {
    index,
    path,
    line: log.lineOf(index),
    approvedBy: idsOf(reading, map["approved_by"], [...path, "approved_by"]),
    reason: textOf(map["reason"]),
    backdated: map["backdated"] === true,
    unapproved: map["unapproved"] === true,
  };
}

function decodeSwap(draft: Draft, base: Base & { readonly from: LocalDate | undefined }): Entry | undefined {
  const { reading, map, path } = draft;
  const { from } = base;
  const pair = map["swap"];
  const until = dateIn(draft, "until");
  const ends = isAfter(draft, from, until);
  if (!Array.isArray(pair)) return undefined;
  for (const [place, id] of pair.entries())
    if (typeof id === "string") reading.mention(id, [...path, "swap", place]);
  const [one, other, ...more] = pair;
  if (typeof one !== "string" || typeof other !== "string" || more.length > 0) return undefined;
  if (one === other) {
    reading.report({
      rule: "same-person",
      path: [...path, "swap"],
      message: `a swap is between two people, not between \`${one}\` and \`${one}\``,
      help: "name the other one",
    });
    return undefined;
  }
  if (from === undefined || !ends || (until === undefined && map["until"] !== undefined)) return undefined;
  return { ...base, from, kind: "swap", people: [one, other], until };
}

type Length = Extract<Entry, { readonly kind: "skip" }>["length"];

function decodeLength(draft: Draft, from: LocalDate | undefined): Length | undefined {
  const { reading, map, path } = draft;
  const { turns, until } = map;
  if (turns !== undefined && until !== undefined) {
    reading.report({
      rule: "entry-kind",
      path: [...path, "turns"],
      on: "key",
      message: "a skip has `turns` or `until`, not both",
      help: "keep one of the two",
    });
    return undefined;
  }
  if (until === "ready") return { kind: "ready" };
  if (until !== undefined) {
    const date = dateIn(draft, "until");
    return date === undefined || !isAfter(draft, from, date) ? undefined : { kind: "until", until: date };
  }
  if (turns === undefined) return { kind: "turns", turns: 1 };
  return typeof turns === "number" && Number.isInteger(turns) && turns >= 1
    ? { kind: "turns", turns }
    : undefined;
}

/** Whether `until` comes after `from`, as far as both can be read. */
function isAfter(
  { reading, path }: Draft,
  from: LocalDate | undefined,
  until: LocalDate | undefined,
): boolean {
  if (from === undefined || until === undefined || until > from) return true;
  reading.report({
    rule: "until-not-after-from",
    path: [...path, "until"],
    message: `\`until\` ${formatDate(until)} is not after \`from\` ${formatDate(from)}`,
    help: "give a later `until`, or leave it out",
  });
  return false;
}

function decodeCover(draft: Draft): Cover | undefined {
  const { reading, map, path } = draft;
  const base = baseOf(draft);
  const person = personIn(draft, "cover");
  const by = personIn(draft, "by");
  const role = roleIn(draft);
  const span = decodeSpan(draft);
  if (person !== undefined && person === by) {
    reading.report({
      rule: "same-person",
      path: [...path, "by"],
      message: `\`${person}\` cannot cover for \`${person}\``,
      help: "name the one who serves instead",
    });
    return undefined;
  }
  if (person === undefined || by === undefined || span === undefined) return undefined;
  if (role === undefined && map["role"] !== undefined) return undefined;
  return { ...base, kind: "cover", person, by, role, span };
}

function decodeSpan(draft: Draft): Cover["span"] | undefined {
  const { reading, map, path } = draft;
  const given = ["from", "until"].filter((key) => map[key] !== undefined);
  const report = (key: string, message: string, help: string) =>
    reading.report({ rule: "cover-span", path: [...path, key], on: "key", message, help });
  if (map["shift"] !== undefined) {
    const [key] = given;
    if (key !== undefined) {
      report(
        "shift",
        `a cover has \`shift\`, or \`from\` and \`until\`, not both ways`,
        `take \`${given.join("` and `")}\` out, or \`shift\``,
      );
    }
    const date = dateIn(draft, "shift");
    return date === undefined || key !== undefined ? undefined : { kind: "shift", date };
  }
  // A merge key was told already, and what is missing may stand behind it.
  if (given.length < 2 && Object.hasOwn(map, "<<")) return undefined;
  if (given.length < 2) {
    const lacking =
      given[0] === "from" ? "`until` is" : given[0] === "until" ? "`from` is" : "`from` and `until` are";
    report(
      given[0] ?? "cover",
      `${lacking} missing in this cover`,
      "give both, or the date of a whole shift as `shift`",
    );
  }
  const from = momentOf(reading, map["from"], [...path, "from"]);
  const until = momentOf(reading, map["until"], [...path, "until"]);
  if (from === undefined || until === undefined) return undefined;
  const start = instantIn(draft, from);
  const end = instantIn(draft, until);
  if (start === undefined || end === undefined) return undefined;
  if (start < end) return { kind: "time", start, end };
  reading.report({
    rule: "until-not-after-from",
    path: [...path, "until"],
    message: `this cover ends ${start === end ? "when" : "before"} it begins${skippedStart(draft, from, start)}`,
    help: "`until` is the moment at which the cover is over: give a later one",
  });
  return undefined;
}

/** Where clocks skip the start of a cover, it begins later than it reads. */
function skippedStart(draft: Draft, from: Moment, start: Instant): string {
  if (from.kind === "instant") return "";
  const zone = zoneAt(draft, from.date);
  if (zone === undefined || occurrencesOf(zone, from.date, from.time) > 0) return "";
  const moved = wallOf(zone, start);
  const counts = `${moved.date === from.date ? "" : `${formatDate(moved.date)} `}${formatTime(moved.time)}`;
  return `: clocks in ${zone.name} skip ${formatTime(from.time)} on ${formatDate(from.date)}, so it begins at ${counts}`;
}

function instantIn(draft: Draft, moment: Moment): Instant | undefined {
  if (moment.kind === "instant") return moment.instant;
  const zone = zoneAt(draft, moment.date);
  return zone === undefined ? undefined : instantOf(zone, moment.date, moment.time);
}

/** The zone of the last terms whose `start` is on or before the date; else of the first. */
function zoneAt({ log: { rotation } }: Draft, date: LocalDate): Zone | undefined {
  return (rotation?.findLast(({ start }) => start <= date) ?? rotation?.[0])?.zone;
}

function dateIn({ reading, map, path }: Draft, key: string): LocalDate | undefined {
  return dateOf(reading, map[key], [...path, key]);
}

function personIn({ reading, map, path }: Draft, key: string): Id | undefined {
  const id = map[key];
  if (typeof id !== "string") return undefined;
  reading.mention(id, [...path, key]);
  return id;
}

function roleIn({ reading, map, path, log }: Draft): Role | undefined {
  const role = roleOf(map["role"]);
  if (role === undefined || log.rotation === undefined) return role;
  const roles = [...new Set(log.rotation.flatMap((terms) => terms.roles))];
  if (roles.includes(role)) return role;
  const near = suggest(role, roles);
  reading.report({
    rule: "unknown-role",
    path: [...path, "role"],
    message: `there is no role \`${shown(role)}\``,
    help: near === undefined ? `the roles are ${roles.join(", ")}` : `did you mean \`${near}\`?`,
  });
  return undefined;
}
