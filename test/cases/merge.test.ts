/** Runs the cases of test/cases/merge: what two branches of a roster become, and what is said about it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mergeText } from "../../src/edge/git/merge-file.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { mergeRosters } from "../../src/merge/merge.ts";
import type { Merged } from "../../src/merge/model.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { expectFile } from "../expected.ts";
import { expectRoster, readRoster } from "./head.ts";

const FOLDER = join(import.meta.dirname, "merge");
const names = readdirSync(FOLDER);

function sidesOf(name: string) {
  const side = (file: string) => readRoster(join(FOLDER, name, `${file}.yaml`));
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

function told({ isClean, conflicts, byLines }: Merged): string {
  const words = conflicts.map(({ message, help }) => `${message}; ${help}\n`);
  return `${isClean ? "clean" : "conflict"}${byLines === undefined ? "" : `, by lines: ${byLines}`}\n${words.join("")}`;
}

function read(bytes: Uint8Array) {
  return loadRoster({ file: "roster.yaml", bytes, zoneOf, forEditing: true });
}

describe("a merge", () => {
  test.each(names)("%s", (name) => {
    const merged = merge(sidesOf(name));
    expectRoster(`test/cases/merge/${name}/expected.yaml`, Buffer.from(merged.bytes).toString());
    expectFile(`test/cases/merge/${name}/report.txt`, told(merged));
  });
});

describe("in every case", () => {
  test.each(names)(
    "%s: a conflict is not a valid roster, and a clean merge means the same with the sides exchanged",
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

  test.each(names)("%s: a side without changes leaves the other as it is", (name) => {
    const { base, ours, theirs } = sidesOf(name);
    for (const side of [ours, theirs]) {
      expect(Buffer.compare(merge({ base, ours: base, theirs: side }).bytes, side)).toBe(0);
      expect(Buffer.compare(merge({ base, ours: side, theirs: base }).bytes, side)).toBe(0);
      expect(Buffer.compare(merge({ base, ours: side, theirs: side }).bytes, side)).toBe(0);
    }
  });
});

describe("git's answer is checked", () => {
  type Answer = ReturnType<Parameters<typeof mergeRosters>[0]["mergeText"]>;
  const by = (name: string, mergeText: (favour?: string) => Answer) =>
    mergeRosters({
      file: "roster.yaml",
      sides: sidesOf(name),
      size: 7,
      mergeText: (_, favour) => mergeText(favour),
      zoneOf,
    });
  const clean = (text: string) => ({ isClean: true, bytes: new TextEncoder().encode(text) });
  const lost = ["a line-by-line merge would lose or double entries; keep the entries of both sides"];
  const words = (merged: Merged | undefined) =>
    merged?.conflicts.map(({ message, help }) => `${message}; ${help}`);

  test("there is no git, or it calls the file binary", () => {
    expect(by("aliases", () => undefined)).toBeUndefined();
    expect(by("rotation-conflict", () => undefined)).toBeUndefined();
    expect(
      by("rotation-conflict", (favour) =>
        favour === undefined ? { ...clean(""), isClean: false } : undefined,
      ),
    ).toEqual({
      ...{ isClean: false, bytes: new Uint8Array(), byLines: "both sides reordered it" },
      conflicts: [{ message: "both sides changed the same lines", help: "keep whichever is right" }],
    });
  });

  test("an entry is missing or repeated, or the result is no roster", () => {
    const { ours } = sidesOf("aliases");
    const text = ours.toString();
    expect(words(by("aliases", () => clean(text)))).toEqual(lost);
    expect(words(by("aliases", () => clean("{")))).toEqual(lost);
    const all = textOf("aliases", "ours") + textOf("aliases", "theirs").split("\n").slice(-2).join("\n");
    expect(by("aliases", () => clean(all))?.isClean).toBe(true);
    expect(words(by("aliases", () => clean(all + all.split("\n").slice(-2).join("\n"))))).toEqual(lost);
  });

  test("the rest of the file has no place for the log any more", () => {
    const merged = by("rotation-conflict", () => clean(textOf("rotation-conflict", "ours")));
    expect(merged?.byLines).toBe("the merged entries would not read back as intended");
  });

  test("without a base, what git makes of two rosters must be a roster", () => {
    expect(by("no-base", () => clean(textOf("no-base", "ours")))?.isClean).toBe(true);
    expect(words(by("no-base", () => clean("changes: [")))).toEqual(lost);
  });

  test("a file that is not UTF-8 is left to git", () => {
    const sides = { ...sidesOf("at-the-end"), theirs: Buffer.from([0xff, 0x0a]) };
    expect(merge(sides).byLines).toBe("one side is not text, or mixes line endings");
  });
});

function textOf(name: string, side: "ours" | "theirs"): string {
  return sidesOf(name)[side].toString();
}
