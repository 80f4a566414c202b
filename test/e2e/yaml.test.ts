/** Compares yaml as it is bundled, without generators, with yaml as its authors ship it: the same tokens for any text. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Parser } from "yaml";
import { removeGenerators } from "../../src/build/generators.mjs";
import { committed, textOf } from "../house/sources.ts";

let folder: string;
let Bundled: typeof Parser;

beforeAll(async () => {
  const shipped = dirname(createRequire(import.meta.url).resolve("yaml/package.json"));
  folder = mkdtempSync(join(tmpdir(), "oncall-yaml-"));
  cpSync(join(shipped, "browser"), folder, { recursive: true });
  for (const module of ["lexer.js", "parser.js"]) {
    const path = join(folder, "dist", "parse", module);
    writeFileSync(path, removeGenerators(readFileSync(path, "utf8")));
  }
  ({ Parser: Bundled } = await import(
    /* @vite-ignore */ pathToFileURL(join(folder, "dist", "index.js")).href
  ));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** All that the rest of the library sees of a text. */
function readTokens(parser: typeof Parser, text: string) {
  const lines: number[] = [];
  const tokens = [...new parser((offset) => lines.push(offset)).parse(text)];
  return { tokens, lines };
}

function expectSameTokens(text: string): void {
  expect(readTokens(Bundled, text)).toEqual(readTokens(Parser, text));
}

test("no generator is left", () => {
  expect(Bundled).not.toBe(Parser);
  expect(Object.prototype.toString.call(Bundled.prototype.parse)).toBe("[object Function]");
  expect(Object.prototype.toString.call(Parser.prototype.parse)).toBe("[object GeneratorFunction]");
});

test("the build fails where generators are used in another way", () => {
  expect(() => removeGenerators(textOf("src/build/generators.mjs"))).toThrow("was not written for");
  expect(() => removeGenerators("class A { *lex() { const all = this.lex(); } }")).toThrow(
    "was not written for",
  );
});

test("the YAML files of this repository", () => {
  const files = committed().filter((path) => /\.ya?ml$/.test(path));
  expect(files).toContain("roster.example.yaml");
  for (const path of files) expectSameTokens(textOf(path));
});

test("the example, broken at random", () => {
  const example = textOf("roster.example.yaml");
  const place = fc.nat(example.length);
  const piece = fc.constantFrom(
    ..."{}[]:,-?#&*!|>'\"%@` \t\n\r",
    "\r\n",
    "---\n",
    "...\n",
    "|2-\n",
    "\u0000",
    "é",
    "\ufeff",
  );
  fc.assert(
    fc.property(place, fc.nat(60), fc.array(piece, { maxLength: 4 }), (at, removed, put) => {
      expectSameTokens(example.slice(0, at) + put.join("") + example.slice(at + removed));
    }),
    { seed: 2026, numRuns: 300 },
  );
});

test("random texts of YAML syntax", () => {
  const piece = fc.constantFrom(
    ...[
      "a",
      "b: ",
      "- ",
      "? ",
      ": ",
      "{ ",
      "}",
      "[ ",
      "]",
      ", ",
      "'",
      '"',
      "|\n",
      ">-\n",
      "# c\n",
      "&x ",
      "*x",
      "!!str ",
      "!!set ",
      "!!omap ",
      "!x ",
      "0x1F ",
      "1.50",
      "null",
      "true",
    ],
    ...[
      "\n",
      "\n  ",
      "\n    ",
      "\t",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
      "%YAML 1.1\n",
      "%TAG ! x\n",
      "<<: ",
      "\r\n",
      "\\",
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => expectSameTokens(pieces.join(""))),
    { seed: 2026, numRuns: 2000 },
  );
});
