/** Prints where services and the roster differ: the first difference in words and how many more, or all of them as JSON. */
import type { Cause, Disparity } from "../plan/parity.ts";
import type { Id, Person } from "../roster/model.ts";
import { formatInstant, type Instant, type Zone } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import { jsonDocument } from "./json.ts";
import { buildNames } from "./names.ts";
import { timeText, whoText } from "./plan.ts";
import { day } from "./when.ts";

export interface ParityView {
  readonly disparities: readonly Disparity[];
  readonly until: Instant;
  readonly zone: Zone;
  readonly year: number;
  readonly people: ReadonlyMap<Id, Person>;
  readonly file: string;
  /** What people call each provider. */
  readonly titles: ReadonlyMap<string, string>;
}

export const CAUSES: Readonly<Record<Cause, string>> = {
  forwarding: "by a forwarding",
  override: "by an override",
  several: "by several rotations at once",
  rotation: "by its rotation",
  history: "by its rotation as it was then",
  "no-rotation": "it has no such rotation",
  disabled: "the schedule is disabled",
  "no-schedule": "it has no such schedule",
};

/** Ends with a line break. */
export function parityText(view: ParityView): string {
  const { disparities, titles, file } = view;
  const all = [file, ...titles.values()];
  const list = [all.slice(0, -1).join(", "), ...all.slice(-1)].join(" and ");
  const until = day(view.zone, view.until, view.year);
  const [first, ...more] = disparities;
  if (first === undefined) return forTerminal(`${list} say the same until ${until}`).concat("\n");
  const names = buildNames(view.people, forTerminal);
  const lines = [
    `${names.role(first.role)}, ${timeText(first, view)}:`,
    `  ${forTerminal(file)}: ${whoText(first.roster, names)}`,
    ...first.services.map(
      ({ provider, who, cause }) =>
        `  ${titles.get(provider) ?? provider}: ${whoText(who, names)}, ${CAUSES[cause]}`,
    ),
    more.length === 0
      ? `no other difference until ${until}`
      : `and ${more.length} more ${more.length === 1 ? "difference" : "differences"} until ${until}; --json lists all`,
  ];
  return `${lines.join("\n")}\n`;
}

export function parityJson({ disparities, until, zone }: ParityView): string {
  return jsonDocument({
    version: 1,
    until: formatInstant(zone, until),
    differences: disparities.map((one) => disparityRecord(one, zone)),
  });
}

export function disparityRecord({ role, start, end, roster, services }: Disparity, zone: Zone): object {
  return {
    ...{ role, start: formatInstant(zone, start), end: formatInstant(zone, end), roster },
    ...Object.fromEntries(services.map(({ provider, who }) => [provider, who])),
  };
}
