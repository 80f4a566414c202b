/** Tests edits of oddly formatted rosters: reading the new text gives what was intended, and no other byte changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { zoneOf } from "../../src/edge/zones.ts";
import { type EditResult, edit } from "../../src/edit/edit.ts";
import type { Edit, NewEntry } from "../../src/edit/model.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { type Odd, oddRosters } from "./odd.ts";
import { type Data, entries } from "./odd-entries.ts";
import { SEED, scaleRuns } from "./seed.ts";

const RUNS = { seed: SEED, numRuns: scaleRuns(250) };

function edited(text: string, edits: readonly Edit[]): EditResult {
  return edit({ file: "roster.yaml", bytes: new TextEncoder().encode(text), edits, zoneOf });
}

function textOf(result: EditResult): string {
  if (result.kind === "refused") throw new Error(`refused: ${result.message}; ${result.help}`);
  return result.text;
}

/** The log as the YAML library reads it. */
function logOf(text: string): readonly Data[] {
  const roster: { readonly changes?: readonly Data[] | null } = parse(text);
  return roster.changes ?? [];
}

function addition(data: Data): Edit {
  const entry: NewEntry = JSON.parse(JSON.stringify(data));
  return { kind: "add-entry", entry };
}

/** The lines, each with its line end. */
function joinLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How many old lines are missing from the new text, in which they must keep their order. */
function lost(before: string, after: string): number {
  const lines = joinLines(after);
  let at = 0;
  let missed = 0;
  for (const line of joinLines(before)) {
    const found = lines.findIndex((other, index) => index >= at && other === line);
    if (found === -1) missed++;
    else at = found + 1;
  }
  return missed;
}

/** How many old lines an added entry may change: the one it goes into, or the one that needs a comma. */
function mayLose({ form, text, isFlow }: Odd): number {
  const isUnended = !text.endsWith("\n");
  const isInside = form === "null" || form === "empty" || form.startsWith("flow") || isFlow;
  return (isInside ? 1 : 0) + (isUnended ? 1 : 0);
}

test("the odd rosters are valid and contain what they were generated from", () => {
  fc.assert(
    fc.property(oddRosters, ({ text, log }) => {
      const loaded = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
      expect(loaded.findings).toEqual([]);
      expect(logOf(text).map(plain)).toEqual(log.map(plain));
    }),
    RUNS,
  );
});

/** Block scalars end in a newline that the original data do not have. */
function plain(entry: Data): Data {
  const { reason, ...rest } = entry;
  return typeof reason === "string" ? { ...rest, reason: reason.trimEnd() } : entry;
}

test("an added entry reads back as intended, and every other byte stays", () => {
  fc.assert(
    fc.property(oddRosters, entries, (odd, entry) => {
      const result = edited(odd.text, [addition(entry)]);
      const after = textOf(result);
      const log = logOf(after);
      const at = log.findIndex(
        (other, index) => isSame(other, entry) && isSame(without(log, index), logOf(odd.text)),
      );
      expect(at).not.toBe(-1);
      expect({ ...parse(after), changes: [] }).toEqual({ ...parse(odd.text), changes: [] });
      expect(lost(odd.text, after)).toBeLessThanOrEqual(mayLose(odd));
      const lines = result.kind === "edited" ? result.lines[0] : undefined;
      if (lines === undefined) throw new Error("no lines");
      if (odd.form === "block" || odd.form === "nothing") {
        const rest = joinLines(after).filter((_, index) => index + 1 < lines.first || index + 1 > lines.last);
        expect(rest.join("").replace(/\r?\n$/, "")).toBe(odd.text.replace(/\r?\n$/, ""));
        expect(/\n$/.test(after)).toBe(/\n$/.test(odd.text));
      }
    }),
    RUNS,
  );
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function without(log: readonly Data[], index: number): readonly Data[] {
  return log.filter((_, other) => other !== index);
}

test("adding an entry and removing it again gives the same bytes", () => {
  fc.assert(
    fc.property(oddRosters, entries, (odd, entry) => {
      fc.pre(
        odd.form !== "missing" &&
          (odd.isFlow ? odd.form !== "null" : odd.form !== "null" && odd.form !== "empty"),
      );
      const after = textOf(edited(odd.text, [addition(entry)]));
      const log = logOf(after);
      const back = log.flatMap((other, index) =>
        isSame(other, entry) ? [edited(after, [{ kind: "remove-entry", index }])] : [],
      );
      expect(back.map((result) => (result.kind === "edited" ? result.text : result.message))).toContain(
        odd.text,
      );
    }),
    RUNS,
  );
});

test("an entry is removed with its own lines or between its commas, or the edit is refused", () => {
  fc.assert(
    fc.property(oddRosters, fc.nat(), (odd, pick) => {
      fc.pre(odd.log.length > 0);
      const index = pick % odd.log.length;
      const result = edited(odd.text, [{ kind: "remove-entry", index }]);
      if (result.kind === "refused") {
        expect(odd.hasAliases).toBe(true);
        return;
      }
      expect(logOf(result.text)).toEqual(without(logOf(odd.text), index));
      expect({ ...parse(result.text), changes: [] }).toEqual({ ...parse(odd.text), changes: [] });
      // Nothing is new: what is left was there before, in the same order as before.
      expect(isPartOf(result.text, odd.text)).toBe(true);
      if (odd.form === "block" && odd.text.endsWith("\n")) expect(lost(result.text, odd.text)).toBe(0);
    }),
    RUNS,
  );
});

function isPartOf(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

test("approving an entry adds the approver, removes `unapproved`, and changes nothing else", () => {
  fc.assert(
    fc.property(oddRosters, fc.nat(), fc.boolean(), (odd, pick, marked) => {
      fc.pre(odd.log.length > 0);
      const index = pick % odd.log.length;
      const start = marked
        ? edited(odd.text, [
            { kind: "amend-entry", index, set: { unapproved: true }, unset: ["approved_by"] },
          ])
        : undefined;
      if (start?.kind === "refused") {
        expect(odd.hasAliases).toBe(true);
        return;
      }
      const before = start?.text ?? odd.text;
      const result = edited(before, [
        { kind: "amend-entry", index, set: { approved_by: "max" }, unset: ["unapproved"] },
      ]);
      if (result.kind === "refused") {
        expect(odd.hasAliases).toBe(true);
        return;
      }
      const { unapproved, ...entry } = logOf(before)[index] ?? {};
      expect(unapproved).toBe(marked ? true : undefined);
      const log = logOf(before).map((other, place) =>
        place === index ? { ...entry, approved_by: "max" } : other,
      );
      expect(logOf(result.text)).toEqual(log);
      expect({ ...parse(result.text), changes: [] }).toEqual({ ...parse(before), changes: [] });
    }),
    RUNS,
  );
});

test("several edits at once give the same as one after another, or are refused", () => {
  fc.assert(
    fc.property(oddRosters, entries, entries, fc.nat(), (odd, one, other, pick) => {
      const index = pick % Math.max(1, odd.log.length);
      const out: readonly Edit[] = odd.log.length > 0 ? [{ kind: "remove-entry", index }] : [];
      const person: Edit = {
        kind: "add-person",
        id: "zoe",
        person: { name: "Zoë O. Null", manager: ["mia"] },
      };
      const result = edited(odd.text, [addition(one), ...out, person, addition(other)]);
      if (result.kind === "refused") {
        expect(odd.hasAliases).toBe(true);
        return;
      }
      const step = out.length === 0 ? odd.text : textOf(edited(odd.text, out));
      const next = textOf(edited(textOf(edited(step, [addition(one)])), [addition(other)]));
      expect(logOf(result.text)).toEqual(logOf(next));
      expect(parse(result.text).people).toEqual({
        ...parse(odd.text).people,
        zoe: { name: "Zoë O. Null", manager: ["mia"] },
      });
    }),
    RUNS,
  );
});
