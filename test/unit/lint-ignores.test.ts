/** Comments that silence a rule of lint, in a file that has more of them than anybody would write. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";

test("twenty thousand comment lines may lie between an ignore and its entry", () => {
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

/** What is found in a text that stands behind a head of six lines, the last of which is `people:`. */
function found(...lines: readonly string[]) {
  const head = [
    ...[
      "version: 1",
      "team: Test",
      "rotation: { start: 2026-01-05, timezone: UTC, queue: [ann] }",
      "people:",
    ],
  ];
  const bytes = new TextEncoder().encode([...head, ...lines].join("\n"));
  const { ignores } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  return ignores().map(({ rule, reason, path }) => [rule, reason, path]);
}

test("without a log, ignores are at people, at nothing, or at the end of the file", () => {
  expect(
    found(
      "  ann: { name: Ann } # oncall: ignore[takes-no-part] new",
      "  # oncall: ignore[unproven-phone]",
      "  ben:",
      "    name: Ben # oncall:ignore [takes-no-part] soon",
      "policy: { approvals: optional } # oncall: ignore[hollow-cover] at no entry",
      "# oncall: ignore",
    ),
  ).toEqual([
    ["takes-no-part", "new", ["people", "ann"]],
    ["unproven-phone", "", ["people", "ben"]],
    ["takes-no-part", "soon", ["people", "ben"]],
    ["hollow-cover", "at no entry", undefined],
    ["", "", undefined],
  ]);
});

test("text is not a comment, whether quoted, plain or a block", () => {
  expect(
    found(
      "  ann: { name: 'Ann # oncall: ignore[a] b' }",
      "changes:",
      "  - leave: ann",
      "    from: 2027-01-04",
      "    reason: |",
      "      # oncall: ignore[c] d",
      "    # oncall: ignore[e] f",
      "    # oncall: ignored[g] h",
      "  - { join: ann, from: 2027-02-01, reason: a#oncall:ignore[i] }",
    ),
  ).toEqual([["e", "f", ["changes", 1]]]);
});

test("people without a value, and a log in one line", () => {
  expect(
    found("  # oncall: ignore[a] b", "changes: [{ leave: ann, from: 2027-01-04 }] # oncall: ignore[c] d"),
  ).toEqual([
    ["a", "b", ["changes", 0]],
    ["c", "d", ["changes", 0]],
  ]);
});
