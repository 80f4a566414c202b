/** Rebuilds the overrides that are over, for a service that lists none: wherever somebody else served than its rotation says. */
import { align, type Interval, intersect, join, subtract } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { FoundException, FoundPeriod, FoundRecipient, FoundSchedule, ImportNote } from "./model.ts";

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
            "it lists no past overrides, and does not show the rotation without them: who covered for whom is unknown",
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
        message: `it lists no past overrides: in ${count} of the last weeks somebody else served than the rotation says now, and a cover says so`,
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

function keyOf(rotation: string, start: Instant): string {
  return `${rotation} ${new Date(start).toISOString()}`;
}

function isSame(one: FoundRecipient, other: FoundRecipient): boolean {
  return one.kind === other.kind && one.id === other.id;
}
