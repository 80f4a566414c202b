/** One set of ids: what lint calls an error is what an edit is refused by, and what `--allow` takes. */
import { expect, test } from "vitest";
import { EXPLAINED, OF_EDITS } from "../../src/lint/explained.ts";
import { RULES } from "../../src/lint/registry.ts";
import { ALLOWABLE, BINDING } from "../../src/rules/ids.ts";

const EDIT_RULES: readonly string[] = [...ALLOWABLE, ...BINDING];

/** They compare two commits, and an edit is never held against one. */
const OF_A_BASE = ["invalid-base"];

test("every error of lint can be allowed, or never can", () => {
  const errors = RULES.filter(({ severity }) => severity === "error").map(({ id }) => id);
  expect(errors.filter((id) => !EDIT_RULES.includes(id) && !OF_A_BASE.includes(id))).toEqual([]);
});

test("no id is both, or there twice", () => {
  expect(new Set(EDIT_RULES).size).toBe(EDIT_RULES.length);
});

test("every id by which an edit is refused is explained", () => {
  const explained = [...EXPLAINED, ...OF_EDITS].map(({ id }) => id);
  expect(EDIT_RULES.filter((id) => !explained.includes(id))).toEqual([]);
});
