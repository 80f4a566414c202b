/** Reads fields of OpsGenie's answers, of which none is sure to be there. */
import { isPlainMap, type Plain, type PlainMap } from "../../roster/plain.ts";
import { textOf } from "../../roster/scalar.ts";
import { type Instant, parseInstant } from "../../time/zone.ts";

export function readText(value: Plain | undefined, key: string): string | undefined {
  return isPlainMap(value) ? textOf(value[key]) : undefined;
}

export function readInstant(value: Plain, key: string): Instant | undefined {
  return parseInstant(readText(value, key) ?? "");
}

/** Items that are no maps are left out. */
export function readList(value: Plain | undefined, key: string): readonly PlainMap[] {
  const list = isPlainMap(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isPlainMap) : [];
}
