/** Finds the time zone that a misspelt name was meant to be. */
import { suggest } from "../text/suggest.ts";

/** The zone that was meant, spelt as the zone data spell it; undefined if no name is near. */
export function suggestZone(name: string, zoneOf: (name: string) => unknown): string | undefined {
  // Intl lists one name a zone, and for some that is not the one that people use: Asia/Kolkata is not in the list.
  const capital = name.toLowerCase().replace(/(?:^|[/_-])[a-z]/g, (start) => start.toUpperCase());
  if (zoneOf(capital) !== undefined) return capital;
  return suggest(name, ["UTC", ...Intl.supportedValuesOf("timeZone")]);
}
