/**
 * What a merge makes of two sides: test/cases/merge/NAME holds base.yaml, ours.yaml and theirs.yaml, what they become in
 * expected.yaml, and in told.txt whether that is clean and what is said of it. A new case is a new folder.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mergeText } from "../../src/edge/merge-file.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { type Merged, mergeRosters } from "../../src/merge/merge.ts";
import { loadRoster } from "../../src/roster/load.ts";

const FOLDER = join(import.meta.dirname, "..", "cases", "merge");
const names = readdirSync(FOLDER);

function sidesOf(name: string) {
  const side = (file: string) => readFileSync(join(FOLDER, name, `${file}.yaml`));
  return { base: side("base"), ours: side("ours"), theirs: side("theirs") };
}

function merge(sides: ReturnType<typeof sidesOf>, size = 7): Merged {
  const merged = mergeRosters({
    file: "roster.yaml",
    sides,
    size,
    mergeText: (texts, favour) => mergeText(FOLDER, texts, { size, favour }),
    zoneOf,
  });
  if (merged === undefined) throw new Error("git cannot merge this");
  return merged;
}

function told({ isClean, clashes, byLines }: Merged): string {
  const words = clashes.map(({ message, help }) => `${message}; ${help}\n`);
  return `${isClean ? "clean" : "conflict"}${byLines === undefined ? "" : `, by lines: ${byLines}`}\n${words.join("")}`;
}

function read(bytes: Uint8Array) {
  return loadRoster({ file: "roster.yaml", bytes, zoneOf, forEditing: true });
}

describe("what becomes of two sides", () => {
  test.each(names)("%s", (name) => {
    const merged = merge(sidesOf(name));
    const files = [
      [join(FOLDER, name, "expected.yaml"), Buffer.from(merged.bytes).toString()],
      [join(FOLDER, name, "told.txt"), told(merged)],
    ] as const;
    for (const [path, text] of files) {
      if (process.env["ACCEPT"] === "1") writeFileSync(path, text);
      const expected = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      expect(text, `${name}: if this is right, run with ACCEPT=1`).toBe(expected);
    }
  });
});

describe("of every case", () => {
  test.each(names)(
    "%s: what is left to settle is no roster; what is clean says the same from the other side",
    (name) => {
      const { base, ours, theirs } = sidesOf(name);
      const merged = merge({ base, ours, theirs });
      const turned = merge({ base, ours: theirs, theirs: ours });
      expect(turned.isClean).toBe(merged.isClean);
      if (merged.isClean)
        expect(read(turned.bytes).reading?.value).toEqual(read(merged.bytes).reading?.value);
      else expect(read(merged.bytes).findings.map(({ rule }) => rule)).toContain("merge-conflict");
    },
  );

  test.each(names)("%s: a side that changed nothing leaves the other as it is", (name) => {
    const { base, ours, theirs } = sidesOf(name);
    for (const side of [ours, theirs]) {
      expect(Buffer.compare(merge({ base, ours: base, theirs: side }).bytes, side)).toBe(0);
      expect(Buffer.compare(merge({ base, ours: side, theirs: base }).bytes, side)).toBe(0);
      expect(Buffer.compare(merge({ base, ours: side, theirs: side }).bytes, side)).toBe(0);
    }
  });
});
