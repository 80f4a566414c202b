/** Holds the rules about files: where they lie, how long they are, and the words that only one file may use. */
import { expect, test } from "vitest";
import { committed, isNode, memberOf, type Node, nodesOf, textOf } from "./sources.ts";

const files = committed();
const sources = files.filter((path) => /^src\/.*\.ts$/.test(path));
const ours = files.filter((path) => /^(src|test|bin)\/.*\.(ts|mjs|js)$/.test(path));

/** First the product's own, then what tools expect at the top. */
const TOP = [
  ...[
    "bin",
    "src",
    "docs",
    "schema",
    "test",
    "roster.example.yaml",
    "package.json",
    "tsconfig.json",
    "README.md",
  ],
  ...["package-lock.json", "LICENSE", "CHANGELOG.md", ".github", ".ci", ".gitignore", ".gitattributes"],
  ...[
    "biome.json",
    "vitest.config.mts",
    "action.yml",
    ".pre-commit-hooks.yaml",
    ".pre-commit-config.yaml",
    ".npmrc",
  ],
];

test("the top of the repository has no other files", () => {
  const top = new Set(files.map((path) => path.split("/")[0] ?? ""));
  expect([...top].filter((name) => !TOP.includes(name))).toEqual([]);
});

test("test/cases/README.md explains every folder of cases", () => {
  const folders = files.flatMap((path) => /^test\/cases\/([^/]+)\//.exec(path)?.[1] ?? []);
  const rows = textOf("test/cases/README.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const explained = rows.map((row) => row.split(" | ")[0] ?? "");
  expect(
    [...new Set(folders)].filter((name) => !explained.some((cell) => cell.includes(`\`${name}\``))),
  ).toEqual([]);
});

test("no source file is longer than 300 lines", () => {
  expect(ours.filter((path) => textOf(path).trimEnd().split("\n").length > 300)).toEqual([]);
});

test("every source file opens with a comment that says what it does", () => {
  expect(ours.filter((path) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(textOf(path)))).toEqual([]);
});

test("no file name is vague", () => {
  expect(ours.filter((path) => /\b(utils?|helpers?|manager|service|common|misc)\b/i.test(path))).toEqual([]);
});

test("only edge/clock.ts reads the time", () => {
  const clocks = [
    "Date.now",
    "performance.now",
    "process.hrtime",
    "DateTime.now",
    "DateTime.local",
    "DateTime.utc",
  ];
  const reads = (node: Node) => {
    const callee = node["callee"];
    const isDate = isNode(callee) && callee["name"] === "Date";
    if (node.type === "CallExpression" && isDate) return true;
    if (node.type === "NewExpression" && isDate) return JSON.stringify(node["arguments"]) === "[]";
    return clocks.includes(memberOf(node) ?? "");
  };
  expect(sources.filter((path) => path !== "src/edge/clock.ts" && nodesOf(path).some(reads))).toEqual([]);
});

test("nothing writes to the console or ends the process", () => {
  const code = files.filter((path) => /^(src|bin)\/.*\.(ts|m?js)$/.test(path));
  const forbidden = /^(console\..*|process\.(exit|abort|reallyExit))$/;
  const breaks = (node: Node) => forbidden.test(memberOf(node) ?? "");
  expect(code.filter((path) => nodesOf(path).some(breaks))).toEqual([]);
});

test("only edge/, main.ts and the build use `process`", () => {
  const outside = sources.filter((path) => !/^src\/(edge\/|main\.ts$)/.test(path));
  const touches = (node: Node) => node.type === "Identifier" && node["name"] === "process";
  expect(outside.filter((path) => nodesOf(path).some(touches))).toEqual([]);
});

test("no type is asserted outside roster/decode, and no check is switched off", () => {
  const forced = (node: Node) => {
    if (node.type === "TSAsExpression")
      return JSON.stringify(node["typeAnnotation"]).includes('"name":"const"') === false;
    return ["TSTypeAssertion", "TSNonNullExpression", "TSAnyKeyword"].includes(node.type);
  };
  const elsewhere = sources.filter((path) => !path.startsWith("src/roster/decode/"));
  expect(elsewhere.filter((path) => nodesOf(path).some(forced))).toEqual([]);
  const silenced =
    /biome-ignore(?! lint\/suspicious\/noControlCharactersInRegex: )|@ts-(ignore|expect-error|nocheck)|(v8|c8|istanbul) ignore/;
  expect(sources.filter((path) => silenced.test(textOf(path)))).toEqual([]);
});

test("no phone number in any file can be a real one", () => {
  // Reserved for fiction: North America's 555-0100 to 0199, Ofcom's London and mobile blocks, ARCEP's mobile block.
  // Tests also need premium-rate numbers, which are nobody's phone.
  const nobodys =
    /^\+(1\d{3}55501\d\d|442079460\d{3}|447700900\d{3}|3363998\d{4}|1900\d{7}|1\d{3}976\d{4}|449\d{9}|979\d{9})$/;
  const texts = files.filter(
    (path) => /\.(ya?ml|md|ts|mjs|json|txt)$/.test(path) && path !== "package-lock.json",
  );
  const numbers = texts.flatMap((path) =>
    [...textOf(path).matchAll(/(?<![\w.+-])\+[1-9](?:[ -]?\d){7,14}(?!\w)/g)].map(([text]) => ({
      path,
      text,
    })),
  );
  expect(numbers.filter(({ text }) => !nobodys.test(text.replace(/[ -]/g, "")))).toEqual([]);
});

test("no file has a path from somebody's machine, and no page tells people to install an npm name that is not ours", () => {
  const personal = /\/(?:home|Users|root|work|tmp)\/\w/;
  const texts = files.filter((path) => path !== "package-lock.json" && !path.startsWith("test/house/"));
  expect(texts.filter((path) => personal.test(textOf(path)))).toEqual([]);
  const foreign = /\b(npx|npm (i|install|exec)( -g)?|yarn add|pnpm add) (--yes )?oncall\b(?!-)/;
  const pages = files.filter((path) => /^(README\.md$|docs\/.*\.md$)/.test(path));
  expect(pages.filter((path) => foreign.test(textOf(path)))).toEqual([]);
});
