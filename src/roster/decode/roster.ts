/** Decodes plain values into a Roster: here and in the files beside it text becomes dates, instants, zones and ids, and nowhere else. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { Zone } from "../../time/zone.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import type { Entry, Id, Person, Roster } from "../model.ts";
import {
  decodeAlertSources,
  decodeEffects,
  decodeEscalation,
  decodeJsm,
  decodeOpsgenie,
  decodeRingWithin,
  decodeSlack,
} from "./alerting.ts";
import { decodeAway } from "./away.ts";
import { decodeChanges } from "./changes.ts";
import { findUnknownPeople, findUnknownRoles, type Mention } from "./names.ts";
import { decodePeople } from "./people.ts";
import { decodePolicy } from "./policy.ts";
import { type Decoder, toText } from "./scalar.ts";
import { decodeRotation } from "./terms.ts";

export interface DecodedRoster extends Omit<Roster, "file" | "rotation"> {
  readonly rotation: Roster["rotation"] | undefined;
  /** The name of the private file. */
  readonly privateName: string | undefined;
  readonly findings: readonly UnplacedFinding[];
}

export interface DecodeOptions {
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The line on which an entry begins. */
  readonly lineOf: (index: number) => number;
  /** Likewise, of somebody's time away. */
  readonly lineOfAway: (index: number) => number;
}

export function decodeRoster(value: JsonValue, { zoneOf, lineOf, lineOfAway }: DecodeOptions): DecodedRoster {
  const file = isJsonMap(value) ? value : {};
  const findings: UnplacedFinding[] = [];
  const mentions: Mention[] = [];
  const decoder = createDecoder(findings, mentions, zoneOf, false);
  const terms = decodeRotation(decoder, file["rotation"]);
  const rotation = findings.some(({ path }) => path[0] === "rotation") ? undefined : terms;
  const people = decodePeople(decoder, file["people"]);
  const inEffect = decodeEffects(decoder, file["in_effect"]);
  const opsgenie = decodeOpsgenie(decoder, file["opsgenie"]);
  const away = decodeAway(decoder, file["away"], lineOfAway);
  const changes = decodeChanges(decoder, file["changes"], { rotation, lineOf });
  if (isJsonMap(file["people"])) findings.push(...findUnknownPeople(mentions, people));
  const roles = [...new Set(rotation?.flatMap((one) => one.roles))];
  if (rotation !== undefined) findings.push(...findUnknownRoles(file, roles, people));
  return {
    team: toText(file["team"]) ?? "",
    rotation,
    people,
    policy: decodePolicy(file["policy"]),
    escalation: decodeEscalation(file["escalation"]),
    inEffect,
    opsgenie,
    jsm: decodeJsm(file["jsm"]),
    slack: decodeSlack(file["slack"]),
    alertSources: decodeAlertSources(file["alert_sources"]),
    ringWithin: decodeRingWithin(file["doctor"]),
    handoffNote: toText(file["handoff_note"]),
    away,
    changes,
    privateName: readFileName(file["private"]),
    findings,
  };
}

export interface DecodedPrivate {
  readonly people: ReadonlyMap<Id, Person>;
  readonly findings: readonly UnplacedFinding[];
}

/** Decodes the private file of a roster with those people. */
export function decodePrivate(
  value: JsonValue,
  known: ReadonlyMap<Id, Person>,
  zoneOf: DecodeOptions["zoneOf"],
): DecodedPrivate {
  const findings: UnplacedFinding[] = [];
  const mentions: Mention[] = [];
  const section = isJsonMap(value) ? value["people"] : undefined;
  const people = decodePeople(createDecoder(findings, mentions, zoneOf, true), section, true);
  for (const id of people.keys()) {
    if (known.has(id)) continue;
    findings.push({
      rule: "unknown-person",
      path: ["people", id],
      on: "key",
      message: "nobody in the roster has this id",
      help: "add the person to the roster, or correct the id",
    });
  }
  for (const { id, path } of mentions) {
    if (known.has(id)) continue;
    findings.push({
      rule: "unknown-person",
      path,
      message: "nobody in the roster has this id",
      help: "write an id from `people` in the roster",
    });
  }
  return { people, findings };
}

function createDecoder(
  findings: UnplacedFinding[],
  mentions: Mention[],
  zoneOf: DecodeOptions["zoneOf"],
  secret: boolean,
): Decoder {
  return {
    zoneOf,
    report: (finding) => findings.push(finding),
    mention: (id, path) => mentions.push({ id, path }),
    secret,
  };
}

function readFileName(value: JsonValue | undefined): string | undefined {
  const name = toText(value);
  return name === undefined || /^\.{1,2}$|[/\\]/.test(name) ? undefined : name;
}

/** Leaves out the entries with a blocking finding. */
export function keepSoundEntries(
  changes: readonly Entry[],
  findings: readonly UnplacedFinding[],
): readonly Entry[] {
  const blocked = new Set(
    findings
      .filter(({ path, on, blocks }) => path[0] === "changes" && (blocks ?? blocksAt(path, on)))
      .map(({ path }) => path[1]),
  );
  return blocked.size === 0 ? changes : changes.filter(({ index }) => !blocked.has(index));
}
