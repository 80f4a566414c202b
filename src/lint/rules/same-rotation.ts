/** Reports rosters that a push writes to the same place in a service. */
import { writeAddress } from "../../roster/address.ts";
import type { Rule, TogetherFinding } from "../rule.ts";
import type { Companion, PushedRotation } from "../together/companion.ts";

export const sameRotation: Rule = {
  id: "same-rotation",
  severity: "warning",
  silenceable: false,
  what: "two rosters name the same rotation of a service, or one names a whole schedule of which the other names a rotation; seen only where several are linted together",
  why: "each push undoes the other's, so those whom one of the two has on call are not paged",
  fix: "give each roster a rotation of its own, `schedule/rotation`, or a schedule of its own",
  check: () => [],
  checkTogether: (companions) => groupBySchedule(companions).flatMap(findPairs),
};

interface Pushed {
  readonly companion: Companion;
  readonly rotation: PushedRotation;
}

function groupBySchedule(companions: readonly Companion[]): readonly (readonly Pushed[])[] {
  const schedules = new Map<string, Pushed[]>();
  for (const companion of companions) {
    for (const rotation of companion.pushed) {
      const key = JSON.stringify([rotation.account, rotation.address.schedule]);
      schedules.set(key, [...(schedules.get(key) ?? []), { companion, rotation }]);
    }
  }
  return [...schedules.values()];
}

/** One finding for each two rosters, in the first. */
function findPairs(all: readonly Pushed[]): readonly TogetherFinding[] {
  return all.flatMap((one, index) =>
    all.slice(index + 1).flatMap((other) => {
      if (one.companion === other.companion) return [];
      const { spot, address } = one.rotation;
      const there = other.rotation.address;
      const isApart = address.rotation !== undefined && there.rotation !== undefined;
      if (isApart && address.rotation !== there.rotation) return [];
      return [
        {
          ...spot,
          message: describe(one, other),
          help: `give each roster a rotation of its own, as ${writeAddress({ ...address, rotation: "NAME" })}, or a schedule of its own`,
        },
      ];
    }),
  );
}

function describe({ rotation: { address } }: Pushed, { companion, rotation }: Pushed): string {
  const [here, there] = [writeAddress(address), writeAddress(rotation.address)];
  return here === there
    ? `${companion.file} is pushed to ${here} too, and each push undoes the other's`
    : `${companion.file} is pushed to ${there}, and here it is ${here}: a schedule named without a rotation is one roster's alone`;
}
