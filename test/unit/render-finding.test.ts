/** Tests how a finding looks: the caret is under what is wrong, whatever the line contains and however narrow the terminal. */
import { expect, test } from "vitest";
import { findingText } from "../../src/render/finding.ts";
import type { Finding } from "../../src/roster/finding.ts";

function finding(
  excerpt: string | undefined,
  from: number,
  to: number,
  more: Partial<Finding> = {},
): Finding {
  const place = { line: 3, column: from, endLine: 3, endColumn: to };
  return {
    rule: "a-rule",
    severity: "error",
    message: "something is wrong",
    help: undefined,
    file: "r.yaml",
    place,
    excerpt,
    blocks: false,
    ...more,
  };
}

test("tabs, wide and combining characters before the caret", () => {
  expect(findingText(finding("\ta: 日本 e\u0301👍🏽 x", 10, 14))).toBe(
    "r.yaml:3:10: error: something is wrong [a-rule]\n      a: 日本 e\u0301👍🏽 x\n               ^^\n",
  );
});

test("a line too long for the terminal is cut around the caret", () => {
  const line = `${"a".repeat(60)}BAD${"z".repeat(60)}`;
  expect(findingText(finding(line, 61, 64), undefined, 40)).toBe(
    `r.yaml:3:61: error: something is wrong [a-rule]\n  …${"a".repeat(18)}BAD${"z".repeat(15)}…\n${" ".repeat(21)}^^^\n`,
  );
});

test("its end, when the caret stands there", () => {
  const line = `${"a".repeat(60)}BAD`;
  expect(findingText(finding(line, 61, 64), undefined, 40)).toBe(
    `r.yaml:3:61: error: something is wrong [a-rule]\n  …${"a".repeat(33)}BAD\n${" ".repeat(36)}^^^\n`,
  );
});

test("carets never reach past the line above them, however much is wrong", () => {
  const line = "x".repeat(150);
  for (const columns of [40, 80, 120, 200]) {
    for (const [from, to] of [
      [1, 151],
      [30, 140],
      [140, 151],
    ] as const) {
      const [, shown = "", carets = ""] = findingText(finding(line, from, to), undefined, columns).split(
        "\n",
      );
      expect(carets.length).toBeLessThanOrEqual(shown.length);
      expect(shown.length).toBeLessThanOrEqual(columns);
    }
  }
});

test("after the end of the line there is one caret", () => {
  expect(findingText(finding("ab", 3, 9))).toBe(
    "r.yaml:3:3: error: something is wrong [a-rule]\n  ab\n    ^\n",
  );
});

test("a place that goes on in the next line is marked to the end of its first", () => {
  const place = { line: 3, column: 2, endLine: 4, endColumn: 1 };
  expect(findingText(finding("abcd  ", 0, 0, { place }))).toBe(
    "r.yaml:3:2: error: something is wrong [a-rule]\n  abcd\n   ^^^\n",
  );
});

test("no line, no caret", () => {
  expect(findingText(finding(undefined, 1, 2, { help: "do this" }))).toBe(
    "r.yaml:3:1: error: something is wrong [a-rule]\n  help: do this\n",
  );
  expect(findingText(finding("   ", 1, 2))).toBe("r.yaml:3:1: error: something is wrong [a-rule]\n");
});

test("control characters are written out, and marked as a whole", () => {
  expect(
    findingText(finding("a \u001b[2J \u202e", 3, 4, { severity: "warning", file: "r\u0007.yaml" })),
  ).toBe(
    "r<U+0007>.yaml:3:3: warning: something is wrong [a-rule]\n  a <U+001B>[2J <U+202E>\n    ^^^^^^^^\n",
  );
});

test("commands for a CI runner are broken, and the carets stay under what is wrong", () => {
  const line = "::error file=a.js,line=1::pwned: 1";
  expect(
    findingText(
      finding(line, 27, 32, { message: "unknown `##[error]x`", help: "not ::stop::", file: "::f:" }),
    ),
  ).toBe(
    [
      ": :f: :3:27: error: unknown `# #[error]x` [a-rule]",
      "  : :error file=a.js,line=1: :pwned: 1",
      `${" ".repeat(30)}^^^^^`,
      "  help: not : :stop: :",
      "",
    ].join("\n"),
  );
  expect(findingText(finding('"##[error]x": :::y', 1, 12))).toBe(
    'r.yaml:3:1: error: something is wrong [a-rule]\n  "# #[error]x": : : :y\n  ^^^^^^^^^^^^\n',
  );
});

test("invisible characters are written out, except joiners that belong to a script or an emoji", () => {
  const hidden = "a\u200bb\u{e0041}c\u00add";
  expect(
    findingText(finding(`${hidden} 👩\u200d🚀 x`, 2, 3, { message: hidden, help: "می\u200cخواهم" })),
  ).toBe(
    [
      "r.yaml:3:2: error: a<U+200B>b<U+E0041>c<U+00AD>d [a-rule]",
      "  a<U+200B>b<U+E0041>c<U+00AD>d 👩\u200d🚀 x",
      "   ^^^^^^^^",
      "  help: می\u200cخواهم",
      "",
    ].join("\n"),
  );
});

test("styles only repeat what the words say", () => {
  const style = (name: string) => (text: string) => `<${name}>${text}</>`;
  const palette = {
    title: style("title"),
    faint: style("faint"),
    body: style("body"),
    now: style("now"),
    cover: style("cover"),
    vacant: style("vacant"),
  };
  expect(findingText(finding("ab", 1, 2, { help: "do this" }), palette)).toBe(
    "<title>r.yaml:3:1:</> <vacant>error:</> something is wrong <faint>[a-rule]</>\n  ab\n  <vacant>^</>\n  <faint>help:</> do this\n",
  );
});
