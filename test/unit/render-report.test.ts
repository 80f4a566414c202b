/** Holds each format of lint as a whole text, hostile text included, and reads it with the programs it is for. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import { lexer, type Token } from "marked";
import { expect, test } from "vitest";
import { findingsText } from "../../src/render/finding.ts";
import { lintJson } from "../../src/render/json.ts";
import { githubCommands } from "../../src/render/report-github.ts";
import { MARKER, reportMarkdown } from "../../src/render/report-markdown.ts";
import { findingsSarif } from "../../src/render/report-sarif.ts";
import { expectFile } from "../expected.ts";
import { COMPARISON, ENDLESS, finding, HOSTILE, NOW } from "./report-hostile.ts";

const itself = (file: string) => file;
const TOOL = {
  version: "1.2.3",
  rules: [{ id: "a-rule", severity: "error", what: "What.", why: "Why.", fix: "Fix." }],
} as const;

/** As actions/runner reads a line of a log: `::` where it begins, else `##[` anywhere. */
function commandIn(
  line: string,
): { readonly name: string; readonly values: object; readonly data: string } | undefined {
  const [, name, properties = "", data = ""] = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/u.exec(line) ?? [];
  if (name === undefined) return line.includes("##[") ? { name: "##[", values: {}, data: line } : undefined;
  const values = properties.split(",").map((pair) => pair.split(/=(.*)/s, 2).map(unescaped));
  return { name, values: Object.fromEntries(values), data: unescaped(data) };
}

function unescaped(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (code) => decodeURIComponent(code));
}

test("GitHub's commands: worst first, and no text in them is a command", () => {
  const text = githubCommands(HOSTILE.findings, itself);
  expectFile("test/cases/render/report/hostile.github", text);
  const lines = text.trimEnd().split("\n");
  expect(lines.map((line) => commandIn(line)?.name)).toEqual(
    ["error", "warning", "notice"].flatMap((kind) => [kind, kind, kind]),
  );
  expect(commandIn(lines[3] ?? "")?.values).toEqual({
    file: "folder/a\n::error file=x::y\r\n.yaml",
    line: "2",
    endLine: "2",
    col: "1",
    endColumn: "4",
    title: "oncall a-rule",
  });
  // The report that follows in the same log.
  const report = findingsText(HOSTILE.findings);
  expectFile("test/cases/render/report/hostile.txt", report);
  expect(report.split("\n").filter((line) => commandIn(line) !== undefined)).toEqual([]);
});

test("GitHub's commands: ten of a kind, none too long for the runner, no half characters", () => {
  const lines = githubCommands(ENDLESS.findings, itself).trimEnd().split("\n");
  const commands = lines.flatMap((line) => commandIn(line) ?? []);
  expect(commands.map(({ data }) => [data.length, /\p{Cs}/u.test(data), data.endsWith("…")])).toEqual(
    commands.map(() => [expect.toSatisfy((length) => length <= 4096 && length >= 4095), false, true]),
  );
  expect(commands.length).toBe(10);
  expect(lines.slice(10)).toEqual(["GitHub marks 10 of each kind: 390 more of kind error below"]);
});

test("the JSON document keeps every text, and has nothing that a terminal or a runner would obey", () => {
  const text = lintJson(HOSTILE);
  expectFile("test/cases/render/report/hostile.json", text);
  const { findings, changed_shifts } = JSON.parse(text);
  expect(findings.map(({ message }: { readonly message: string }) => message)).toEqual(
    HOSTILE.findings.map(({ message }) => message),
  );
  expect(changed_shifts.length).toBe(COMPARISON.changes.length);
  expect(text.split("\n").filter((line) => commandIn(line) !== undefined)).toEqual([]);
});

const require = createRequire(import.meta.url);
const SCHEMA = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

/** RFC 3986 in short: a scheme or none, and no character that has to be written as %xx. */
const URI = /^(?:[a-z][a-z0-9+.-]*:)?(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/i;

test.each([
  ["hostile", HOSTILE],
  ["none", { findings: [], comparison: undefined }],
  ["endless", ENDLESS],
])("SARIF that its schema takes: %s", (name, { findings }) => {
  const text = findingsSarif(findings, TOOL, itself);
  if (name !== "endless") expectFile(`test/cases/render/report/${name}.sarif`, text);
  const formats = { uri: URI, "uri-reference": URI, "date-time": true } as const;
  const validate = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(
    JSON.parse(readFileSync(SCHEMA, "utf8")),
  );
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  validate(JSON.parse(text.replace('"2.1.0"', '"2.0.0"')));
  expect(validate.errors?.length).toBe(1);
});

test("SARIF: a finding is the same when lines come in above it, and two alike are two", () => {
  const prints = (...findings: readonly Partial<ReturnType<typeof finding>>[]): readonly string[] =>
    JSON.parse(findingsSarif(findings.map(finding), TOOL, itself)).runs[0].results.map(
      (result: { readonly partialFingerprints: { readonly primaryLocationLineHash: string } }) =>
        result.partialFingerprints.primaryLocationLineHash,
    );
  const moved = { line: 9, column: 7, endLine: 9, endColumn: 11 };
  const [first, second, other, bare] = prints({}, {}, { excerpt: "another: line" }, { excerpt: undefined });
  expect(second).toBe(first?.replace(/:1$/, ":2"));
  expect(new Set([first, second, other, bare]).size).toBe(4);
  expect(prints({ place: moved, excerpt: "  bad:   line" })).toEqual([first]);
});

test("SARIF: an unknown rule has its id, a path outside the repository its scheme", () => {
  const text = findingsSarif([finding({ rule: "unknown", file: "/etc/ros ter.yaml" })], TOOL, itself);
  const [run] = JSON.parse(text).runs;
  expect(run.tool.driver.rules).toEqual([{ id: "unknown" }]);
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
    "file:///etc/ros%20ter.yaml",
  );
});

/** All that a renderer of GitHub's Markdown makes of a text, nested tokens included. */
function tokensOf(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token): readonly Token[] => {
    if (token.type === "table") {
      const cells = [...token["header"], ...token["rows"].flat()];
      return [token, ...tokensOf(cells.flatMap((cell: { readonly tokens: Token[] }) => cell.tokens))];
    }
    return [token, ...tokensOf("tokens" in token ? (token.tokens ?? []) : [])];
  });
}

test("Markdown: names, reasons and paths are text and nothing else", () => {
  const text = reportMarkdown(HOSTILE, NOW);
  expectFile("test/cases/render/report/hostile.md", text);
  const tokens = tokensOf(lexer(text, { gfm: true }));
  const kinds = new Set(tokens.map(({ type }) => type));
  expect([...kinds].sort()).toEqual(
    ["escape", "heading", "html", "paragraph", "space", "strong", "table", "text"].sort(),
  );
  const html = tokens.filter(({ type }) => type === "html").map(({ raw }) => raw.trim());
  expect([...new Set(html)].sort()).toEqual(["<br>", MARKER].sort());
  const strong = tokens.filter(({ type }) => type === "strong").map(({ raw }) => raw);
  expect(strong).toEqual(["**NOBODY**", "**merge before Mon 30 Nov 12:&#8203;00 EST**"]);
  const tables = tokens.filter((token) => token.type === "table");
  expect(tables.map((token) => ("rows" in token ? token["rows"].length : 0))).toEqual([9, 1, 1, 9]);
  expect(text).not.toMatch(/@(?!&#8203;)\S/);
  expect(text.split(MARKER).length).toBe(2);
});

test("Markdown: a comment keeps to its limit, and says what is left out", () => {
  const text = reportMarkdown(ENDLESS, NOW);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain("\n\nToo long to show here: run `oncall diff`.\n\n");
  expect(text).toMatch(/\n\n3\d\d more: see the log of the job, or `oncall lint`\.\n$/);
});

test("Markdown: no problems found", () => {
  expect(reportMarkdown({ findings: [], comparison: undefined }, NOW)).toBe(
    `${MARKER}\n## Roster: no problems found\n`,
  );
});
