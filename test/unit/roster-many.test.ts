/** A roster with very many faults is told as a small one is, and what that costs grows with their number, not its square. */
import { expect, test, vi } from "vitest";
import { validateRoster } from "#validator";

test("the validator adds to what it has found, and copies none of it", () => {
  const changes = Array.from({ length: 500 }, () => ({ leave: 3, when: 4 }));
  const people = { alice: { name: 3 }, bob: { name: 4 } };
  const copies = vi.spyOn(Array.prototype, "concat");
  validateRoster({ version: 1, team: 5, rotation: [], people, changes });
  const times = copies.mock.calls.length;
  copies.mockRestore();
  expect(times).toBe(0);
  const told = (validateRoster.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  expect(told).toEqual([
    "/team type",
    "/rotation minItems",
    "/rotation if",
    "/people/alice/name type",
    "/people/bob/name type",
    ...changes.flatMap((_, index) =>
      [" required", " additionalProperties", "/leave type", " if", " if"].map(
        (what) => `/changes/${index}${what}`,
      ),
    ),
  ]);
});
