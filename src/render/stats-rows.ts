/** Turns stats into the words and figures of their tables, before any layout. */
import type { Id, Role } from "../roster/model.ts";
import type { Served, Stats, Total } from "../stats/model.ts";
import { DAY_MS, type LocalDate } from "../time/date.ts";
import { UTC } from "../time/zone.ts";
import { buildNames, type Names, NOBODY } from "./names.ts";
import { day } from "./when.ts";

const HOUR = 3_600_000;

/** The columns of every table. */
export const COLUMNS: readonly {
  readonly name: string;
  readonly figureOf: (served: Served) => string;
}[] = [
  { name: "shifts", figureOf: ({ shifts }) => String(shifts) },
  { name: "hours", figureOf: ({ time }) => writeHours(time) },
  { name: "so far", figureOf: ({ past }) => writeHours(past) },
  { name: "at night", figureOf: ({ night }) => writeHours(night) },
  { name: "weekends", figureOf: ({ weekendDays }) => String(weekendDays) },
  { name: "holidays", figureOf: ({ holidays }) => String(holidays) },
  { name: "fair share", figureOf: ({ share }) => writeHours(share) },
];

/** One line of a table: whose figures they are, and the figures. */
export interface FigureLine {
  readonly labels: readonly string[];
  readonly served: Served;
}

export function listRoleLines({ people }: Stats, role: Role, names: Names): readonly FigureLine[] {
  return people.flatMap(({ id, roles }): readonly FigureLine[] => {
    const served = roles.get(role);
    return served === undefined ? [] : [{ labels: [names(id)], served }];
  });
}

/** Several rosters: the team in front, and below each person over all. */
export function listTeamLines(
  all: readonly Stats[],
  totals: readonly Total[],
  safe: (text: string) => string,
): readonly FigureLine[] {
  return [
    ...all.flatMap(({ team, people, profiles }) => {
      const names = buildNames(profiles, safe);
      return people.map(({ id, total }) => ({ labels: [safe(team), names(id)], served: total }));
    }),
    ...totals.map((total) => ({ labels: ["over all", safe(total.name)], served: total })),
  ];
}

/** What is said below the tables: a heading and its texts; none without any. */
export function listRemarks(
  stats: Stats,
  names: Names,
): readonly { readonly heading: string; readonly texts: readonly string[] }[] {
  return [
    { heading: "vacant", texts: vacancyTexts(stats, names) },
    { heading: "covers and swaps", texts: coverTexts(stats, names) },
    { heading: "who owes whom", texts: debtTexts(stats, names) },
  ].filter(({ texts }) => texts.length > 0);
}

/** `168`, `15.5`: hours to one decimal. */
export function writeHours(time: number): string {
  return String(Math.round((10 * time) / HOUR) / 10);
}

/** `Tue 26 May to Mon 24 May 2027`: the first and the last day. */
export function spanText({ from, until }: { readonly from: LocalDate; readonly until: LocalDate }): string {
  const show = (date: LocalDate) => day(UTC, date * DAY_MS, undefined);
  return `${show(from)} to ${show(until - 1)}`;
}

/** `Alice Nguyen covered 24 h for others; others covered 15 h for her`, of those who did, and how often they swapped. */
function coverTexts({ people }: Stats, names: Names): readonly string[] {
  return people.flatMap(({ id, given, taken, swaps }) => {
    const parts = [
      ...(given > 0 ? [`gave ${writeHours(given)} h of cover`] : []),
      ...(taken > 0 ? [`took ${writeHours(taken)} h`] : []),
      ...(swaps > 0 ? [`${swaps} ${swaps === 1 ? "swap" : "swaps"}`] : []),
    ];
    return parts.length === 0 ? [] : [`${names(id)}: ${parts.join(", ")}`];
  });
}

function debtTexts({ debts }: Stats, names: Names): readonly string[] {
  return debts.map(
    ({ debtor, creditor, time }) => `${names(debtor)} owes ${names(creditor)} ${writeHours(time)} h`,
  );
}

function vacancyTexts({ vacant }: Stats, names: Names): readonly string[] {
  return [...vacant]
    .filter(([, time]) => time > 0)
    .map(([role, time]) => `${NOBODY} is ${names.role(role)} for ${writeHours(time)} h`);
}

/** Who is furthest under and over the fair share, over all roles; undefined if it takes two to compare. */
export function spreadText(stats: Stats, names: Names): string | undefined {
  const known = stats.people
    .filter(({ total }) => total.time > 0 || total.share > 0)
    .toSorted((one, other) => overOf(one.total) - overOf(other.total));
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined || known.length < 2) return undefined;
  if ([least, most].every(({ total }) => standingText(total) === "exactly"))
    return "spread: everybody serves exactly the fair share, over all roles";
  return `spread: from ${standing(least, names)} to ${standing(most, names)}, over all roles`;
}

function overOf({ time, share }: Served): number {
  return time - share;
}

/** `31 h under the fair share (Carol Diaz)`. */
function standing({ id, total }: Stats["people"][number], names: (id: Id) => string): string {
  return `${standingText(total)} the fair share (${names(id)})`;
}

/** `31 h under`, `12 h over`. */
export function standingText(total: Served): string {
  const hours = writeHours(Math.abs(overOf(total)));
  return hours === "0" ? "exactly" : `${hours} h ${overOf(total) < 0 ? "under" : "over"}`;
}

/** What the columns mean. */
export const EXPLAINED =
  "Hours are hours of duty, as served; at night is 22:00 to 07:00, and weekends are days, in their own zone. Fair share: an equal part of each shift for everybody in the queue then.";
