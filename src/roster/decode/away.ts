/** Decodes `away`: who is not there. Nothing wrong in it stops the computation. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { formatDate } from "../../time/date.ts";
import type { Absence } from "../model.ts";
import { type Decoder, readDate, toText } from "./scalar.ts";

export function decodeAway(
  decoder: Decoder,
  value: JsonValue | undefined,
  lineOf: (index: number) => number,
): readonly Absence[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) => decodeAbsence(decoder, item, index, lineOf) ?? []);
}

function decodeAbsence(
  decoder: Decoder,
  value: JsonValue,
  index: number,
  lineOf: (index: number) => number,
): Absence | undefined {
  if (!isJsonMap(value)) return undefined;
  const path = ["away", index] as const;
  const person = toText(value["who"]);
  if (person !== undefined) decoder.mention(person, [...path, "who"]);
  const from = readDate(decoder, value["from"], [...path, "from"]);
  const until = readDate(decoder, value["until"], [...path, "until"]);
  if (person === undefined || from === undefined || until === undefined) return undefined;
  if (until > from)
    return { index, path, line: lineOf(index), person, from, until, note: toText(value["note"]) };
  decoder.report({
    rule: "until-not-after-from",
    path: [...path, "until"],
    message: `\`until\` ${formatDate(until)} is not after \`from\` ${formatDate(from)}`,
    help: "`until` is the first day back: for a single day write the day after",
  });
  return undefined;
}
