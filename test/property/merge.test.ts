/** Merges two random sequences of edits of an oddly formatted roster: neither side loses an entry or a comment, whichever is ours. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { mergeText } from "../../src/edge/git/merge-file.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import type { Edit, NewEntry } from "../../src/edit/model.ts";
import { mergeRosters } from "../../src/merge/merge.ts";
import type { Merged } from "../../src/merge/model.ts";
import { canonicalText } from "../../src/merge/model.ts";
import { type Odd, oddRosters } from "./odd.ts";
import { type Data, entries } from "./odd-entries.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(150) };

/** What one side does: adds entries, some with a comment above; removes old ones; adds a person. */
interface Doings {
  readonly added: readonly (readonly [Data, boolean])[];
  readonly removed: readonly number[];
  readonly person: boolean;
}

const doings: fc.Arbitrary<Doings> = fc.record({
  added: fc.array(fc.tuple(entries, fc.boolean()), { maxLength: 3 }),
  removed: fc.array(fc.nat({ max: 9 }), { maxLength: 1 }),
  person: fc.boolean(),
});

function entryOf(data: Data): NewEntry {
  return JSON.parse(JSON.stringify(data));
}

/** Undefined if the formatting of the roster keeps it from being edited. */
function edited(text: string, edits: readonly Edit[]) {
  const result = edit({ file: "roster.yaml", bytes: new TextEncoder().encode(text), edits, zoneOf });
  return result.kind === "refused" ? undefined : result;
}

function sideOf(odd: Odd, { added, removed, person }: Doings, name: string): string | undefined {
  const out = removed.filter((index) => index < odd.log.length);
  let text: string | undefined = odd.text;
  if (out.length > 0)
    text = edited(
      text,
      out.map((index): Edit => ({ kind: "remove-entry", index })),
    )?.text;
  for (const [at, [data, isCommented]] of added.entries()) {
    const result: ReturnType<typeof edited> =
      text === undefined ? undefined : edited(text, [{ kind: "add-entry", entry: entryOf(data) }]);
    text = result?.text;
    const line = result?.lines[0]?.first;
    if (text === undefined || line === undefined || !isCommented || odd.form !== "block") continue;
    const lines: readonly string[] = text.split("\n");
    const indent = /^ */.exec((lines[line - 1] ?? "").replace("\uFEFF", ""))?.[0] ?? "";
    const comment = `${indent}# ${name} ${at}${text.includes("\r\n") ? "\r" : ""}`;
    text = [...lines.slice(0, line - 1), comment, ...lines.slice(line - 1)].join("\n");
  }
  if (!person || text === undefined) return text;
  return edited(text, [{ kind: "add-person", id: name, person: { name } }])?.text;
}

interface Sides {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

function merge({ base, ours, theirs }: Sides): Merged {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const merged = mergeRosters({
    file: "roster.yaml",
    sides: { base: bytes(base), ours: bytes(ours), theirs: bytes(theirs) },
    size: 7,
    mergeText: (texts, favour) => mergeText(".", texts, { size: 7, favour }),
    zoneOf,
  });
  if (merged === undefined) throw new Error("git cannot merge this");
  return merged;
}

function textOf({ bytes }: Merged): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function logOf(text: string): readonly string[] {
  const { changes }: { readonly changes?: readonly Data[] | null } = parse(text);
  return (changes ?? []).map((entry) => canonicalText(JSON.parse(JSON.stringify(entry))));
}

/** The text with every conflict resolved in favour of one side. */
function settled(text: string, side: "ours" | "theirs"): string {
  const kept = side === "ours" ? "$1" : "$2";
  return text.replace(/^<{7} [^\n]*\n((?:[^\n]*\n)*?)={7}\r?\n((?:[^\n]*\n)*?)>{7} [^\n]*(?:\n|$)/gm, kept);
}

/** What the first list has beyond the second, counting repetitions. */
function less(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((each) => {
    const at = left.indexOf(each);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** The union of both sides' logs; what both added is in it once. */
function unionOf({ base, ours, theirs }: Sides): readonly string[] {
  const [before, one, other] = [base, ours, theirs].map(logOf);
  if (before === undefined || one === undefined || other === undefined) throw new Error("three sides");
  const kept = less(less(before, less(before, one)), less(less(before, other), less(before, one)));
  const added = less(one, before);
  return [...kept, ...added, ...less(less(other, before), added)].toSorted();
}

function comments(text: string): readonly string[] {
  return text.match(/# (?:ours|theirs) \d/g) ?? [];
}

const merges = fc.tuple(oddRosters, doings, doings).map(([odd, ours, theirs]) => ({
  odd,
  base: odd.text,
  ours: sideOf(odd, ours, "ours"),
  theirs: sideOf(odd, theirs, "theirs"),
}));

let clean = 0;
let byEntries = 0;

test("a clean merge is the union of both sides with their comments; a conflict can be resolved for either side", () => {
  fc.assert(
    fc.property(merges, ({ base, ours, theirs }) => {
      if (ours === undefined || theirs === undefined) return;
      const sides = { base, ours, theirs };
      const merged = merge(sides);
      const text = textOf(merged);
      if (merged.byLines === undefined) byEntries++;
      if (merged.isClean) {
        clean++;
        expect(logOf(text).toSorted()).toEqual(unionOf(sides));
        const people = (side: string) => Object.keys(parse(side).people);
        expect(people(text).toSorted()).toEqual(
          [...new Set([...people(ours), ...people(theirs)])].toSorted(),
        );
        if (merged.byLines === undefined)
          expect(less([...comments(ours), ...comments(theirs)], comments(text))).toEqual([]);
        return;
      }
      for (const side of ["ours", "theirs"] as const) {
        const log = logOf(settled(text, side));
        expect(less(less(logOf(sides[side]), logOf(base)), log)).toEqual([]);
      }
      expect(less([...comments(ours), ...comments(theirs)], comments(text))).toEqual([]);
    }),
    RUNS,
  );
  expect({ clean: clean > RUNS.numRuns / 3, byEntries: byEntries > RUNS.numRuns / 3 }).toEqual({
    clean: true,
    byEntries: true,
  });
});

test("the result means the same whichever side is ours, and a log in date order stays so", () => {
  const dates = (text: string) =>
    (parse(text).changes ?? []).map((entry: Data) => String(entry["shift"] ?? entry["from"]).slice(0, 10));
  const isSorted = (text: string) => dates(text).join() === dates(text).toSorted().join();
  fc.assert(
    fc.property(merges, ({ base, ours, theirs }) => {
      if (ours === undefined || theirs === undefined) return;
      const merged = merge({ base, ours, theirs });
      const turned = merge({ base, ours: theirs, theirs: ours });
      expect(turned.isClean).toBe(merged.isClean);
      if (!merged.isClean) return;
      expect(parse(textOf(turned))).toEqual(parse(textOf(merged)));
      if ([base, ours, theirs].every(isSorted)) expect(isSorted(textOf(merged))).toBe(true);
    }),
    RUNS,
  );
});
