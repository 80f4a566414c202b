/** Checks for whom nothing proves that a page reaches them. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { listProofGaps } from "../../src/proof/gaps.ts";
import { loadRoster } from "../../src/roster/load.ts";

const gapsOf = (policy: string, ids: readonly string[]) => {
  const text = `version: 1
team: web
rotation: { start: 2026-01-05, timezone: UTC, queue: [ann, bob] }
people: { ann: { name: Ann, phone: "+12025550101" }, bob: { name: Bob } }
policy: { verified_within: ${policy} }
`;
  const { roster } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  return roster && listProofGaps(roster, ids, roster.rotation[0]?.start ?? 0).map(({ person }) => person);
};

test("each is named once, and nobody whom the roster does not know", () => {
  expect(gapsOf("90 days", ["ann", "ann", "gone"])).toEqual(["ann"]);
});

test("nobody where proofs do not matter", () => {
  expect(gapsOf("never", ["ann", "bob"])).toEqual([]);
});
