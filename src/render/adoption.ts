/** Prints what of the overrides made by hand became no cover: those that agree with the roster, and those left, with the reason. */
import type { Adoption } from "../intent/adopt.ts";
import type { KnownOverride } from "../rules/wish.ts";
import { formatInstant, type Instant } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import { buildNames } from "./names.ts";
import { type PlanView, timeText, whoText } from "./plan.ts";

type AdoptionView = Pick<PlanView, "zone" | "year" | "people" | "title"> &
  Pick<Adoption, "agreeing" | "left">;

/** Ends with a line break; empty if there is nothing to say. */
export function adoptionText({ agreeing, left, title, ...view }: AdoptionView): string {
  const names = buildNames(view.people, forTerminal);
  const describe = ({ role, who, ...time }: KnownOverride) =>
    `  ${names.role(role)}: ${whoText(who, names)}, ${timeText(time, view)}`;
  const parts = [
    agreeing.length === 0
      ? []
      : [`made by hand in ${title}, as the roster says:`, ...agreeing.map((override) => describe(override))],
    left.length === 0
      ? []
      : [
          `made by hand in ${title}, and left:`,
          ...left.flatMap(({ override, message, help, code }) => [
            `${describe(override)}: ${forTerminal(message)} [${code}]`,
            ...(help === undefined ? [] : [`    help: ${forTerminal(help)}`]),
          ]),
        ],
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => `\n${part.join("\n")}\n`)
    .join("");
}

/** The keys that the document of an edit has more. */
export function adoptionRecord(
  provider: string,
  { agreeing, left, zone }: Pick<AdoptionView, "agreeing" | "left" | "zone">,
): object {
  const at = (instant: Instant) => formatInstant(zone, instant);
  const record = ({ role, key, who, start, end }: KnownOverride) => {
    return { role, alias: key, engineer: who, start: at(start), end: at(end) };
  };
  return {
    provider,
    agreeing: agreeing.map(record),
    left: left.map(({ override, code, message, help }) => {
      return { ...record(override), code, message, help: help ?? null };
    }),
  };
}
