/** Warns about time zones that are not named after a place: most of them ignore daylight saving time. */
import type { Path } from "../../text/json.ts";
import type { Instant, Zone } from "../../time/zone.ts";
import { formatOffset } from "../../time/zone.ts";
import { findCity, hasCity } from "../../time/zone-name.ts";
import type { Rule, RuleFinding } from "../rule.ts";

const HALF_A_YEAR = 183 * 86_400_000;

export const zoneWithoutCity: Rule = {
  id: "zone-without-city",
  severity: "warning",
  silenceable: true,
  what: "a `timezone` is not the name of a city: `EST`, `Etc/GMT+5`, `GMT`, `US/Eastern`",
  why: "`EST` and the like are the same in summer, so half the year every handoff is an hour off; old names are unknown to some programs",
  fix: "write the name of a city, such as `America/New_York`; `UTC` is fine",
  check: ({ timeline: { roster }, now }) => [
    ...roster.rotation.flatMap(({ zone, path }) => checkZone(zone, [...path, "timezone"], now)),
    ...[...roster.people.values()].flatMap(({ zone, path }) =>
      zone === undefined ? [] : checkZone(zone, [...path, "timezone"], now),
    ),
  ],
};

function checkZone(zone: Zone, path: Path, now: Instant): readonly RuleFinding[] {
  if (hasCity(zone.name)) return [];
  const isFixed = zone.offsetAt(now) === zone.offsetAt(now + HALF_A_YEAR);
  const offset = formatOffset(zone, now);
  return [
    {
      path,
      message: isFixed
        ? `\`${zone.name}\` is ${offset === "+00:00" ? "UTC" : `UTC${offset}`} all year, in summer too`
        : `\`${zone.name}\` is not the name of a city`,
      help: helpWith(zone.name),
    },
  ];
}

function helpWith(name: string): string {
  if (/^(Etc\/)?GMT$/.test(name)) return "write `Europe/London` if it follows British clocks, else `UTC`";
  const city = findCity(name);
  return city === undefined ? "write the name of a city, such as `Europe/Lisbon`" : `write \`${city}\``;
}
