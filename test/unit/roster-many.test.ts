/** Holds that what a roster with very many faults costs grows with their number, not with its square. */
import { expect, test, vi } from "vitest";
import { findViolations } from "../../src/roster/schema/violations.ts";

test("findings are not copied for every bad entry", () => {
  const changes = Array.from({ length: 500 }, () => ({ leave: 3, when: 4 }));
  const people = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${index}`, { name: 3 }]));
  const copies = vi.spyOn(Array.prototype, "concat");
  const found = findViolations({ version: 1, team: 5, rotation: [], people, changes }, "roster");
  const longest = Math.max(
    ...copies.mock.contexts.map((copied) => (Array.isArray(copied) ? copied.length : 0)),
  );
  copies.mockRestore();
  expect(longest).toBeLessThan(10);
  expect(found.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual([
    "/team type",
    "/rotation minItems",
    "/rotation if",
    ...Object.keys(people).map((id) => `/people/${id}/name type`),
    ...changes.flatMap((_, index) =>
      [" required", " additionalProperties", "/leave type", " if", " if"].map(
        (what) => `/changes/${index}${what}`,
      ),
    ),
  ]);
});
