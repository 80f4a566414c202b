/** Reads fields of a service's answers, of which none is sure to be there. */

import { toText } from "../roster/decode/scalar.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../text/json.ts";
import { type Instant, parseInstant } from "../time/zone.ts";

export function readText(value: JsonValue | undefined, key: string): string | undefined {
  return isJsonMap(value) ? toText(value[key]) : undefined;
}

export function readInstant(value: JsonValue, key: string): Instant | undefined {
  return parseInstant(readText(value, key) ?? "");
}

/** Items that are no maps are left out. */
export function readList(value: JsonValue | undefined, key: string): readonly JsonMap[] {
  const list = isJsonMap(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isJsonMap) : [];
}
