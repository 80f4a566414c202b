/** Rebuilds the overrides that are over, which a service need not list: wherever somebody else served than its rotation says. */
import { align, type Interval, intersect, join, subtract } from "../time/interval.ts";
import { findWindows } from "../time/week.ts";
import type { FoundException, FoundPeriod, FoundRecipient, FoundSchedule, ImportNote } from "./model.ts";
import type { TermsDraft } from "./terms.ts";

export interface RebuiltPast {
  readonly overrides: readonly FoundException[];
  readonly notes: readonly ImportNote[];
}

/** `past`: the time that is looked at. */
export function rebuildPast({ name, ...schedule }: FoundSchedule, past: Interval): RebuiltPast {
  const { base, final } = schedule;
  if (base === undefined || final === undefined) return { overrides: [], notes: [] };
  if (base.length === 0 && final.length > 0)
    return {
      overrides: [],
      notes: [
        {
          ...{ code: "past-unknown", subject: name },
          message:
            "the service does not show its rotations without overrides, so past ones that it does not list are unknown",
        },
      ],
    };
  const rebuilt = schedule.rotations.flatMap(({ id }) => {
    const known = schedule.overrides.filter(
      ({ rotations }) => rotations.length === 0 || rotations.includes(id),
    );
    return rebuildRotation(id, lineOf(base, id, past), lineOf(final, id, past)).flatMap((one) =>
      subtract(one, known),
    );
  });
  if (rebuilt.length === 0) return { overrides: [], notes: [] };
  const count = rebuilt.length === 1 ? "one stretch" : `${rebuilt.length} stretches`;
  return {
    overrides: rebuilt,
    notes: [
      {
        ...{ code: "past-rebuilt", subject: name, isHarmless: true },
        message: `past overrides are not listed: in ${count} of the last weeks somebody else served than the rotation says now, and a cover says so`,
      },
    ],
  };
}

function lineOf(periods: readonly FoundPeriod[], rotation: string, past: Interval): readonly FoundPeriod[] {
  return periods
    .filter((period) => period.rotation === rotation)
    .flatMap((period) => intersect(period, past).map((part) => ({ ...period, ...part })))
    .toSorted((one, other) => one.start - other.start);
}

/** Where only one of the two has anybody, nobody was covered: the rotation itself was another. */
function rebuildRotation(
  rotation: string,
  base: readonly FoundPeriod[],
  final: readonly FoundPeriod[],
): readonly FoundException[] {
  const differing = align(base, final).flatMap(({ start, end, one, other }) =>
    one === undefined || other === undefined || isSame(one.recipient, other.recipient)
      ? []
      : [{ start, end, recipient: other.recipient, key: keyOf(rotation, start), rotations: [rotation] }],
  );
  return join(differing, (one, next) => isSame(one.recipient, next.recipient));
}

function keyOf(rotation: string, start: number): string {
  return `${rotation} ${new Date(start).toISOString()}`;
}

function isSame(one: FoundRecipient, other: FoundRecipient): boolean {
  return one.kind === other.kind && one.id === other.id;
}

/** Joins overrides for one person between which nobody is on duty: a cover takes only what is duty. */
export function joinOverDuty(
  overrides: readonly FoundException[],
  { zone, hours }: Pick<TermsDraft, "zone" | "hours">,
): readonly FoundException[] {
  if (hours === undefined) return overrides;
  const joined = new Map<string, FoundException[]>();
  for (const override of overrides.toSorted((one, other) => one.start - other.start)) {
    const { kind, id, name } = override.recipient;
    const key = JSON.stringify([kind, id ?? name, override.rotations]);
    const own = joined.get(key) ?? [];
    const last = own.at(-1);
    joined.set(key, own);
    const isNext =
      last !== undefined &&
      findWindows(zone, hours, { start: last.end, end: Math.max(last.end, override.start) }).length === 0;
    if (isNext) own.splice(-1, 1, { ...last, end: Math.max(last.end, override.end) });
    else own.push(override);
  }
  return [...joined.values()].flat();
}
