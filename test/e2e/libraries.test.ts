/** Commander and chalk as they are bundled: without what nobody here asks of them, and otherwise the same. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Chalk, colorNames, modifierNames } from "chalk";
import { expect, test } from "vitest";
import { NUMBERED, named } from "../../src/build/named.mjs";
import { UNTURNED, unturned } from "../../src/build/pruned.mjs";
import { committed, ROOT, textOf } from "../house/sources.ts";

/** The folder of an installed library. */
function home(name: string): string {
  return join(ROOT, "node_modules", name);
}

test("where commander is another one there is no bundle", () => {
  const code = readFileSync(join(home("commander"), "lib", "command.js"), "utf8");
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

test("where chalk is another one there is no bundle", () => {
  for (const module of NUMBERED) {
    const code = readFileSync(join(home("chalk"), module), "utf8");
    expect(() => named(code.replaceAll(/usedModels|hexToRgb/g, "$&2")), module).toThrow(
      "src/build/named.mjs",
    );
    expect(() => named(named(code)), module).toThrow("src/build/named.mjs");
  }
});

test("every colour with a name is as its authors ship it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "oncall-chalk-"));
  try {
    cpSync(home("chalk"), folder, { recursive: true });
    for (const module of NUMBERED)
      writeFileSync(join(folder, module), named(readFileSync(join(folder, module), "utf8")));
    const { Chalk: Bundled } = await import(
      /* @vite-ignore */ pathToFileURL(join(folder, "source", "index.js")).href
    );
    expect(Bundled).not.toBe(Chalk);
    for (const level of [0, 1, 2, 3] as const) {
      const [ours, theirs] = [new Bundled({ level }), new Chalk({ level })];
      for (const name of [...modifierNames, ...colorNames]) {
        expect(ours.bold[name]("a\nb"), name).toBe(theirs.bold[name]("a\nb"));
      }
    }
    expect(new Bundled({ level: 1 }).rgb).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
