/** Finds the zone that people mean by another name: `Berlin`, `eastern`, `PST`, `UK`, `EST5EDT`, or a misspelt one. */
import { suggest } from "../text/suggest.ts";

const AREAS = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split(" ");

/** What people call the clocks of a city. A word of several meanings has its most common one. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  UTC: ["etc/utc", "gmt", "uct", "universal", "greenwich", "z", "zulu", "utc+0", "gmt0", "etc/gmt"],
  "America/New_York": ["eastern", "est", "edt", "et", "est5edt", "ny", "nyc"],
  "America/Chicago": ["central", "cst", "cdt", "ct", "cst6cdt", "texas"],
  "America/Denver": ["mountain", "mst", "mdt", "mt", "mst7mdt", "navajo"],
  "America/Los_Angeles": [
    "pacific",
    "pst",
    "pdt",
    "pt",
    "pst8pdt",
    "california",
    "sf",
    "san francisco",
    "la",
  ],
  "America/Phoenix": ["arizona"],
  "America/Anchorage": ["alaska", "akst", "akdt"],
  "Pacific/Honolulu": ["hawaii", "hst", "hdt"],
  "America/Halifax": ["atlantic", "ast", "adt"],
  "America/Sao_Paulo": ["brazil", "brt"],
  "America/Argentina/Buenos_Aires": ["argentina", "art"],
  "Europe/London": ["uk", "gb", "gb-eire", "bst", "britain", "great britain", "england", "scotland", "wales"],
  "Europe/Dublin": ["ireland", "eire"],
  "Europe/Lisbon": ["portugal", "wet", "west"],
  "Europe/Berlin": ["germany", "cet", "cest", "met", "mez", "mesz", "munich", "hamburg", "frankfurt"],
  "Europe/Paris": ["france"],
  "Europe/Madrid": ["spain"],
  "Europe/Rome": ["italy"],
  "Europe/Amsterdam": ["netherlands", "holland"],
  "Europe/Warsaw": ["poland"],
  "Europe/Zurich": ["switzerland"],
  "Europe/Stockholm": ["sweden"],
  "Europe/Athens": ["greece", "eet", "eest"],
  "Europe/Moscow": ["msk", "w-su"],
  "Europe/Istanbul": ["turkey", "trt"],
  "Asia/Jerusalem": ["israel", "idt"],
  "Asia/Dubai": ["uae", "gst"],
  "Asia/Kolkata": [
    "india",
    "ist",
    "mumbai",
    "bombay",
    "delhi",
    "bangalore",
    "bengaluru",
    "hyderabad",
    "chennai",
    "pune",
  ],
  "Asia/Shanghai": ["china", "prc", "beijing"],
  "Asia/Hong_Kong": ["hongkong", "hkt"],
  "Asia/Singapore": ["sgt"],
  "Asia/Tokyo": ["japan", "jst"],
  "Asia/Seoul": ["korea", "south korea", "rok", "kst"],
  "Asia/Taipei": ["taiwan", "roc"],
  "Australia/Sydney": ["aest", "aedt", "aet"],
  "Australia/Adelaide": ["acst", "acdt", "act"],
  "Australia/Perth": ["awst"],
  "Pacific/Auckland": ["new zealand", "nz", "nzst", "nzdt"],
};

/** Cities whose standard time is that many hours ahead of UTC, for `Etc/GMT-1` and the like. */
const CITIES: Readonly<Record<number, string>> = {
  [-10]: "Pacific/Honolulu",
  [-9]: "America/Anchorage",
  [-8]: "America/Los_Angeles",
  [-7]: "America/Denver",
  [-6]: "America/Chicago",
  [-5]: "America/New_York",
  [-4]: "America/Halifax",
  [-3]: "America/Sao_Paulo",
  1: "Europe/Berlin",
  2: "Europe/Athens",
  3: "Europe/Moscow",
  4: "Asia/Dubai",
  5: "Asia/Karachi",
  6: "Asia/Dhaka",
  7: "Asia/Bangkok",
  8: "Asia/Singapore",
  9: "Asia/Tokyo",
  10: "Australia/Sydney",
  12: "Pacific/Auckland",
};

/** Whether a name is a place or UTC, and not `EST`, `Etc/GMT+5`, `GMT`, `US/Eastern`. */
export function hasCity(name: string): boolean {
  return name === "UTC" || name === "Etc/UTC" || AREAS.includes(name.split("/")[0] ?? "");
}

/** The zone of the city that a name without one means; undefined if it is not known. */
export function findCity(name: string): string | undefined {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .replace(/^us[ /]|(?: standard| daylight)? time$/g, "");
  const [spoken] = Object.entries(SPOKEN).find(([, words]) => words.includes(word)) ?? [];
  if (spoken !== undefined) return spoken;
  // The sign is POSIX: Etc/GMT+5 is five hours behind UTC.
  const [, sign, hours] = /^etc\/gmt([+-])(\d+)$/.exec(word) ?? [];
  return hours === undefined ? undefined : CITIES[sign === "+" ? -Number(hours) : Number(hours)];
}

/** The zone that was probably meant, as the zone data spell it; undefined if no name is close. */
export function suggestZone(name: string, zoneOf: (name: string) => unknown): string | undefined {
  const spoken = findCity(name);
  if (spoken !== undefined) return spoken;
  // Intl lists one name for each zone, and not always the usual one: Asia/Kolkata is missing.
  const capital = name
    .trim()
    .toLowerCase()
    .replace(/\s+/g, "_")
    .replace(/(?:^|[/_-])[a-z]/g, (start) => start.toUpperCase());
  const spelled = ["", ...AREAS.map((area) => `${area}/`)]
    .map((area) => `${area}${capital}`)
    .find((each) => zoneOf(each) !== undefined);
  if (spelled !== undefined) return spelled;
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const cities = new Map(zones.map((zone) => [zone.replace(/^.*\//, ""), zone]));
  return suggest(name, zones) ?? cities.get(suggest(capital.replace(/^.*\//, ""), cities.keys()) ?? "");
}
