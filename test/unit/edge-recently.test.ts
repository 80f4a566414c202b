/** Remembers recent pages across a user's processes, without revealing numbers. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { disk } from "../../src/edge/disk.ts";
import { createRecently } from "../../src/edge/recently.ts";
import { newFolder } from "../e2e/folder.ts";

const NOW = Date.parse("2026-11-24T15:00:00Z");
const MINUTE = 60_000;
const ALICE = "+12025550101";

/** Two processes, one after the other. */
function two(folder: string) {
  return [createRecently(disk, () => folder), createRecently(disk, () => folder)] as const;
}

const own = (folder: string) => join(folder, `oncall-${process.getuid?.() ?? "locks"}`);

test("the next page to the same number waits for the rest of the minute, from any process; another number does not", () => {
  const folder = newFolder();
  const [one, other] = two(folder);
  expect([
    one.claim(ALICE, NOW, MINUTE),
    other.claim(ALICE, NOW + 10_000, MINUTE),
    other.claim("+12025550102", NOW + 10_000, MINUTE),
    one.claim(ALICE, NOW + MINUTE - 1, MINUTE),
    other.claim(ALICE, NOW + MINUTE, MINUTE),
    one.claim(ALICE, NOW + MINUTE + 1, MINUTE),
  ]).toEqual([0, 50_000, 0, 1, 0, MINUTE - 1]);
});

test("others cannot read the files, which hold no number", () => {
  const folder = newFolder();
  createRecently(disk, () => folder).claim(ALICE, NOW, MINUTE);
  const [name = ""] = readdirSync(own(folder));
  expect(name).toMatch(/^[0-9a-f]{6}\.sent$/);
  expect(readFileSync(join(own(folder), name), "utf8")).toBe(String(NOW));
  expect([own(folder), join(own(folder), name)].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o700, 0o600,
  ]);
});

test("neither a clock that was set back nor a damaged file delays a page", () => {
  const folder = newFolder();
  const recently = createRecently(disk, () => folder);
  recently.claim(ALICE, NOW, MINUTE);
  expect(recently.claim(ALICE, NOW - 1, MINUTE)).toBe(0);
  const [name = ""] = readdirSync(own(folder));
  writeFileSync(join(own(folder), name), "soon");
  expect(recently.claim(ALICE, NOW, MINUTE)).toBe(0);
});

test.each([
  ["there is no folder for it", (folder: string) => join(folder, "gone")],
  [
    "somebody else could write there",
    (folder: string) => {
      mkdirSync(own(folder));
      chmodSync(own(folder), 0o777);
      return folder;
    },
  ],
  [
    "a link lies in its place",
    (folder: string) => {
      symlinkSync(folder, own(folder));
      return folder;
    },
  ],
])("where %s, nothing is remembered and pages are sent", (_, prepare) => {
  const folder = newFolder();
  const place = prepare(folder);
  const recently = createRecently(disk, () => place);
  expect([recently.claim(ALICE, NOW, MINUTE), recently.claim(ALICE, NOW, MINUTE)]).toEqual([0, 0]);
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".sent"))).toEqual(
    [],
  );
});
