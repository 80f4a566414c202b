/**
 * Plain values of a roster in, the Roster that the rest of the program works on out. Here and in the files that this one
 * joins text becomes dates, instants, zones and ids, and nowhere else; what they find wrong is returned with the roster.
 */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { Zone } from "../../time/zone.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import type { Entry, Id, Person, Roster } from "../model.ts";
import { decodeEffects, decodeEscalation, decodeOpsgenie } from "./alerting.ts";
import { decodeChanges } from "./changes.ts";
import { type Mention, unknownPeople, unknownRoles } from "./names.ts";
import { decodePeople } from "./people.ts";
import { decodePolicy } from "./policy.ts";
import { type Reading, textOf } from "./scalar.ts";
import { decodeRotation } from "./terms.ts";

export interface Decoded extends Omit<Roster, "file" | "rotation"> {
  readonly rotation: Roster["rotation"] | undefined;
  /** Of `private`: the name of a file beside the roster. */
  readonly privateName: string | undefined;
  readonly flaws: readonly UnplacedFinding[];
}

export interface DecodeOptions {
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The line on which an entry of `changes` begins. */
  readonly lineOf: (index: number) => number;
}

export function decode(value: JsonValue, { zoneOf, lineOf }: DecodeOptions): Decoded {
  const file = isJsonMap(value) ? value : {};
  const flaws: UnplacedFinding[] = [];
  const mentions: Mention[] = [];
  const reading = readingInto(flaws, mentions, zoneOf, false);
  const terms = decodeRotation(reading, file["rotation"]);
  const rotation = flaws.some(({ path }) => path[0] === "rotation") ? undefined : terms;
  const people = decodePeople(reading, file["people"]);
  const inEffect = decodeEffects(reading, file["in_effect"]);
  const changes = decodeChanges(reading, file["changes"], { rotation, lineOf });
  if (isJsonMap(file["people"])) flaws.push(...unknownPeople(mentions, people));
  const roles = [...new Set(rotation?.flatMap((one) => one.roles))];
  if (rotation !== undefined) flaws.push(...unknownRoles(file, roles, people));
  return {
    team: textOf(file["team"]) ?? "",
    rotation,
    people,
    policy: decodePolicy(file["policy"]),
    escalation: decodeEscalation(file["escalation"]),
    inEffect,
    opsgenie: decodeOpsgenie(file["opsgenie"]),
    changes,
    privateName: fileName(file["private"]),
    flaws,
  };
}

export interface DecodedPrivate {
  readonly people: ReadonlyMap<Id, Person>;
  readonly flaws: readonly UnplacedFinding[];
}

/** The private file, beside a roster with those people. */
export function decodePrivate(
  value: JsonValue,
  known: ReadonlyMap<Id, Person>,
  zoneOf: DecodeOptions["zoneOf"],
): DecodedPrivate {
  const flaws: UnplacedFinding[] = [];
  const mentions: Mention[] = [];
  const section = isJsonMap(value) ? value["people"] : undefined;
  const people = decodePeople(readingInto(flaws, mentions, zoneOf, true), section, true);
  for (const id of people.keys()) {
    if (known.has(id)) continue;
    flaws.push({
      rule: "unknown-person",
      path: ["people", id],
      on: "key",
      message: "this is the id of nobody in the roster",
      help: "add the person to the roster, or correct the id",
    });
  }
  for (const { id, path } of mentions) {
    if (known.has(id)) continue;
    flaws.push({
      rule: "unknown-person",
      path,
      message: "this names nobody in the roster",
      help: "write an id that `people` of the roster has",
    });
  }
  return { people, flaws };
}

function readingInto(
  flaws: UnplacedFinding[],
  mentions: Mention[],
  zoneOf: DecodeOptions["zoneOf"],
  secret: boolean,
): Reading {
  return {
    zoneOf,
    report: (flaw) => flaws.push(flaw),
    mention: (id, path) => mentions.push({ id, path }),
    secret,
  };
}

function fileName(value: JsonValue | undefined): string | undefined {
  const name = textOf(value);
  return name === undefined || /^\.{1,2}$|[/\\]/.test(name) ? undefined : name;
}

/** The entries against which nothing that stops the computation was said. */
export function soundEntries(changes: readonly Entry[], flaws: readonly UnplacedFinding[]): readonly Entry[] {
  const faulty = new Set(
    flaws
      .filter(({ path, on, blocks }) => path[0] === "changes" && (blocks ?? blocksAt(path, on)))
      .map(({ path }) => path[1]),
  );
  return faulty.size === 0 ? changes : changes.filter(({ index }) => !faulty.has(index));
}
