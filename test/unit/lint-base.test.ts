/** What the check against a base says of many entries at once: not one by one, and not less. */
import { expect, test } from "vitest";
import { oncall } from "../cli/world.ts";

const HEAD = `version: 1
team: Platform
rotation:
  start: 2026-01-05
  timezone: America/New_York
  handoff: monday 12:00
  queue: [alice, bob, carol]
people:
  alice: { name: Alice, manager: mia }
  bob: { name: Bob, manager: mia }
  carol: { name: Carol, manager: mia }
  mia: { name: Mia }
`;

/** Nobody is on call alone for an hour of each of these days, in the order of the days. */
const covers = Array.from({ length: 24 }, (_, index) => {
  const day = `2026-03-${String(index + 1).padStart(2, "0")}`;
  const by = "approved_by: mia";
  return ["alice", "bob", "carol"].map(
    (person) =>
      `  - { cover: ${person}, by: mia, from: ${day} 20:00, until: ${day} 21:00, role: primary, ${by} }\n`,
  );
});
const LOG = `changes:\n${covers.flat().join("")}`;

async function pastErrors(base: string, head: string, now = "2026-11-24T15:00:00Z") {
  const answer = await oncall(["lint", "--base", "main", "--json"], {
    files: { "/team/roster.yaml": head },
    revisions: { main: { "/team/roster.yaml": base } },
    now,
  });
  const findings: readonly { rule: string; line: number; message: string }[] = JSON.parse(
    answer.stdout,
  ).findings;
  return findings
    .filter(({ rule }) => ["past-changed", "begun-entry"].includes(rule))
    .map(({ rule, line, message }) => `${line}: ${message} [${rule}]`);
}

test("a whole log that is removed is reported once", async () => {
  expect(await pastErrors(`${HEAD}${LOG}`, `${HEAD}changes: []\n`)).toEqual([
    "13: 72 entries that have taken effect were removed or changed: primary, bob → mia, from Sun 2026-03-01 20:00 until Sun 2026-03-01 21:00, and 23 more times [begun-entry]",
  ]);
});

test("a whole log that is written into the past is reported once", async () => {
  expect(await pastErrors(`${HEAD}changes: []\n`, `${HEAD}${LOG}`)).toEqual([
    "13: this changes who was on call: primary, bob → mia, from Sun 2026-03-01 20:00 until Sun 2026-03-01 21:00, and 23 more times [past-changed]",
  ]);
});

test("many entries without effect may be removed", async () => {
  const idle = LOG.replaceAll("cover: bob", "cover: mia").replaceAll("by: mia, from", "by: alice, from");
  const log = `changes:\n${idle
    .split("\n")
    .filter((line) => line.includes("cover: mia"))
    .join("\n")}\n`;
  expect(await pastErrors(`${HEAD}${log}`, `${HEAD}changes: []\n`)).toEqual([]);
});

test("two entries that do the same may not both be removed, though each might alone", async () => {
  const skips = [14, 15].map(
    (day) => `  - { skip: bob, from: 2026-02-02, until: 2026-05-${day}, approved_by: mia }\n`,
  );
  const base = `${HEAD}changes:\n${skips.join("")}`;
  expect(await pastErrors(base, `${HEAD}changes:\n${skips[0]}`)).toEqual([]);
  expect(await pastErrors(base, `${HEAD}changes: []\n`)).toEqual([
    "13: this changes who was on call: primary, carol → bob, from Mon 2026-02-02 12:00 until Mon 2026-02-09 12:00, and 77 more times [past-changed]",
  ]);
});

test("two entries that have an effect only together are reported at the log", async () => {
  const pair =
    "  - { leave: bob, from: 2026-02-02 }\n  - { join: bob, from: 2026-02-02, approved_by: mia }\n";
  const errors = await pastErrors(`${HEAD}changes: []\n`, `${HEAD}changes:\n${pair}`);
  expect(errors.map((error) => error.replace(/: .*\[/, " ["))).toEqual([
    "14 [past-changed]",
    "15 [past-changed]",
  ]);
});
