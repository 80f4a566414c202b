/** YAML as it is bundled against what its authors ship: of any text, the same tokens, and the same tree with the same complaints. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Parser, parseDocument } from "yaml";
import { bundle } from "../../src/build/bundle.mjs";
import { drained } from "../../src/build/drained.mjs";
import { PRUNED, pruned } from "../../src/build/pruned.mjs";
import { committed, ROOT, textOf } from "../house/sources.ts";

/** As the reader and the editor ask. */
const OPTIONS = {
  keepSourceTokens: true,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "error",
  schema: "core",
  resolveKnownTags: false,
} as const;
const KIND = Symbol.for("yaml.node.type");

let folder: string;
let Bundled: typeof Parser;
let parseBundled: typeof parseDocument;

beforeAll(async () => {
  const shipped = dirname(createRequire(import.meta.url).resolve("yaml/package.json"));
  folder = mkdtempSync(join(tmpdir(), "oncall-yaml-"));
  cpSync(join(shipped, "browser"), folder, { recursive: true });
  for (const module of ["parse/lexer.js", "parse/parser.js"]) change(module, drained);
  for (const module of PRUNED) change(module, (code) => pruned(module, code));
  ({ Parser: Bundled, parseDocument: parseBundled } = await import(
    /* @vite-ignore */ pathToFileURL(join(folder, "dist", "index.js")).href
  ));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function change(module: string, by: (code: string) => string): void {
  const path = join(folder, "dist", module);
  writeFileSync(path, by(readFileSync(path, "utf8")));
}

/** All that the rest of the library sees of a text. */
function tokensOf(parser: typeof Parser, text: string) {
  const lines: number[] = [];
  const tokens = [...new parser((offset) => lines.push(offset)).parse(text)];
  return { tokens, lines };
}

/** All that can be asked of a tree; its tokens are compared by themselves. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === "srcToken" ? Object.keys(inner) : plain(inner),
  ]);
  return Object.fromEntries([["kind", Reflect.get(value, KIND)], ...entries]);
}

function treeOf(parse: typeof parseDocument, text: string) {
  const { schema: _, ...document } = parse(text, OPTIONS);
  return plain(document);
}

function agree(text: string): void {
  expect(tokensOf(Bundled, text)).toEqual(tokensOf(Parser, text));
  expect(JSON.stringify(treeOf(parseBundled, text))).toBe(JSON.stringify(treeOf(parseDocument, text)));
}

test("no generator is left", () => {
  expect(Bundled).not.toBe(Parser);
  expect(Object.prototype.toString.call(Bundled.prototype.parse)).toBe("[object Function]");
  expect(Object.prototype.toString.call(Parser.prototype.parse)).toBe("[object GeneratorFunction]");
});

test("what nobody asks for is not inside", async () => {
  const { modules } = await bundle(ROOT);
  const yaml = `${sep}yaml${sep}browser${sep}dist${sep}`;
  const inside = modules.flatMap((module) => module.split(yaml)[1]?.replaceAll(sep, "/") ?? []);
  expect(inside).toContain("compose/composer.js");
  expect(inside.filter((module) => /^stringify|yaml-1\.1|json|visit|createNode|toJS/i.test(module))).toEqual(
    [],
  );
});

test("where yaml is another one there is no bundle", () => {
  const shipped = dirname(createRequire(import.meta.url).resolve("yaml/package.json"));
  for (const module of PRUNED) {
    const code = readFileSync(join(shipped, "browser", "dist", module), "utf8");
    const other = code.replaceAll(
      /\b(?:clone|deleteIn|constructor|toJSON|identify|createNode|getTags|prettifyError)\b/g,
      "$&2",
    );
    expect(() => pruned(module, other), module).toThrow("is not what src/build/pruned.mjs was written for");
    expect(pruned(module, code), module).not.toBe(code);
  }
  expect(() => drained(textOf("src/build/drained.mjs"))).toThrow("see there");
});

test("what would answer without its method throws", () => {
  const { contents } = parseBundled("a: b", OPTIONS);
  expect(() => String(contents)).toThrow("src/build/pruned.mjs");
  expect(() => JSON.stringify(contents)).toThrow("src/build/pruned.mjs");
});

test("the YAML files of this repository", () => {
  const files = committed().filter((path) => /\.ya?ml$/.test(path));
  expect(files).toContain("roster.example.yaml");
  for (const path of files) agree(textOf(path));
});

test("the example broken in every way that chance finds", () => {
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
    fc.property(place, fc.nat(60), fc.array(piece, { maxLength: 4 }), (at, gone, put) => {
      agree(example.slice(0, at) + put.join("") + example.slice(at + gone));
    }),
    { seed: 2026, numRuns: 300 },
  );
});

test("texts of nothing but what means something", () => {
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
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => agree(pieces.join(""))),
    { seed: 2026, numRuns: 2000 },
  );
});
