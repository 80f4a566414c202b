/** Commander as it is bundled: without what no command of ours asks of it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { UNTURNED, unturned } from "../../src/build/pruned.mjs";
import { committed, textOf } from "../house/sources.ts";

test("where it is another one there is no bundle", () => {
  const code = readFileSync(
    join(dirname(createRequire(import.meta.url).resolve("commander")), "lib", "command.js"),
    "utf8",
  );
  expect(unturned(code)).not.toContain("spawn(");
  for (const name of UNTURNED) {
    const other = code.replace(new RegExp(`^  ${name}\\(`, "m"), `  ${name}2(`);
    expect(() => unturned(other), name).toThrow("see UNTURNED");
  }
});

test("none of our commands calls what is gone", () => {
  const calls = new RegExp(`\\.(?:${UNTURNED.join("|")})\\(`);
  const ours = committed().filter((path) => /^src\/.*\.ts$/.test(path));
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((path) => calls.test(textOf(path)))).toEqual([]);
});
