/** Comments that silence a rule of lint, in a file that has more of them than anybody would write. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";

test("twenty thousand comment lines between an ignore and its entry are passed over", () => {
  const comments = Array.from({ length: 20_000 }, () => "  # on a line of its own");
  const text = [
    "version: 1",
    "team: Test",
    "rotation: { start: 2026-01-05, timezone: UTC, queue: [ann] }",
    "people: { ann: { name: Ann } }",
    "changes:",
    "  # oncall: ignore[vacant-role] for as long as we are few",
    ...comments,
    "  - { leave: ann, from: 2027-01-04 } # oncall: ignore[split-turn] and this",
    "",
  ].join("\n");
  const { ignores } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  expect(ignores().map(({ rule, reason, path }) => ({ rule, reason, path }))).toEqual([
    { rule: "vacant-role", reason: "for as long as we are few", path: ["changes", 0] },
    { rule: "split-turn", reason: "and this", path: ["changes", 0] },
  ]);
});
