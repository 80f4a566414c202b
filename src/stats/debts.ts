/** Adds up covers: who served for whom, how long, and what is left of it once both ways are set against each other. */
import type { Id } from "../roster/model.ts";
import type { Stretch } from "../timeline/model.ts";
import type { Debt } from "./model.ts";

interface Covered {
  /** Time served for others, in milliseconds. */
  readonly given: ReadonlyMap<Id, number>;
  readonly taken: ReadonlyMap<Id, number>;
  /** The largest first, then by id. */
  readonly open: readonly Debt[];
}

export function listDebts(stretches: readonly Stretch[]): Covered {
  const given = new Map<Id, number>();
  const taken = new Map<Id, number>();
  const owed = new Map<string, Debt>();
  for (const { engineer, scheduled, start, end } of stretches) {
    if (engineer === null || scheduled === null || engineer === scheduled) continue;
    const time = end - start;
    add(given, engineer, time);
    add(taken, scheduled, time);
    const isFirst = scheduled < engineer;
    const [debtor, creditor] = isFirst ? [scheduled, engineer] : [engineer, scheduled];
    const key = JSON.stringify([debtor, creditor]);
    const before = owed.get(key)?.time ?? 0;
    owed.set(key, { debtor, creditor, time: before + (isFirst ? time : -time) });
  }
  const open = [...owed.values()]
    .filter(({ time }) => time !== 0)
    .map((debt) =>
      debt.time > 0 ? debt : { debtor: debt.creditor, creditor: debt.debtor, time: -debt.time },
    );
  return {
    given,
    taken,
    open: open.sort(
      (one, other) =>
        other.time - one.time ||
        (one.debtor < other.debtor || (one.debtor === other.debtor && one.creditor < other.creditor)
          ? -1
          : 1),
    ),
  };
}

function add(sums: Map<Id, number>, person: Id, time: number): void {
  sums.set(person, (sums.get(person) ?? 0) + time);
}
