/** Every rule that can be named, by the rules of lint or by the reader, is explained, once, and in one line each. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXPLAINED } from "../../src/lint/explained.ts";
import { RULES } from "../../src/lint/registry.ts";
import { ROSTER_RULES } from "../../src/roster/rules.ts";
import { committed } from "../house/sources.ts";

const ids = EXPLAINED.map(({ id }) => id);

test("every rule is explained once, and its id is in kebab case", () => {
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test("every rule that the code names is explained, and no other", () => {
  const named = committed()
    .filter((path) => /^src\/(roster|rotation|command)\/.*\.ts$/.test(path))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\b(?:rule|why): "([a-z0-9-]+)"/g)].map(([, id]) => id ?? ""),
    );
  expect([...new Set([...named, ...ROSTER_RULES])].filter((id) => !ids.includes(id))).toEqual([]);
  const judged = new Set([...RULES.map(({ id }) => id), "ignore-without-reason", "ignore-without-effect"]);
  const read = new Set<string>([...ROSTER_RULES, ...named]);
  expect(ids.filter((id) => !judged.has(id) && !read.has(id))).toEqual([]);
});

test("what, why and fix are one line each, without a full stop, and fit a cell of a table", () => {
  const texts = EXPLAINED.flatMap(({ what, why, fix }) => [what, why, fix]);
  expect(texts.filter((text) => text === "" || /[\n|]|\.$/.test(text))).toEqual([]);
});

test("rules about approvals and the past cannot be suppressed", () => {
  const never = EXPLAINED.filter(({ silenceable }) => !silenceable).map(({ id }) => id);
  expect(never).toEqual(
    expect.arrayContaining([
      "missing-approval",
      "wrong-approver",
      "unapproved-entry",
      "past-changed",
      "begun-entry",
    ]),
  );
});
