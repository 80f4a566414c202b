/** Tests files that a repository cannot keep as text: other encodings, other line ends, huge ones. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { findingsText } from "../../src/render/finding.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { MAX_BYTES, MAX_CHANGES } from "../../src/roster/source.ts";

const GOOD = `version: 1
team: Platform
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }
people:
  alice: { name: Alice Nguyen }
  bob: { name: Bob Okafor }
`;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function told(bytes: Uint8Array | string): string {
  const loaded = loadRoster({
    file: "roster.yaml",
    bytes: typeof bytes === "string" ? encode(bytes) : bytes,
    zoneOf,
  });
  expect(loaded.roster === undefined).toBe(loaded.findings.some(({ blocks }) => blocks));
  return findingsText(loaded.findings);
}

test("a byte that is not UTF-8 is located", () => {
  const bytes = encode(GOOD.replace("Okafor", "Ok?for"));
  bytes[GOOD.indexOf("Okafor") + 2] = 0xe9;
  expect(told(bytes)).toBe(
    `roster.yaml:6:22: error: not UTF-8: byte 0xE9 [not-utf8]
    bob: { name: Bob Ok\uFFFDfor }
                       ^
  help: save the file as UTF-8
`,
  );
});

test("a character cut in half at the end of the file", () => {
  expect(
    told(new Uint8Array([...encode("version: 1\nteam: \u00e9"), 0xe2, 0x82])),
  ).toBe(`roster.yaml:2:8: error: not UTF-8: byte 0xE2 [not-utf8]
  team: é\uFFFD
         ^
  help: save the file as UTF-8
`);
});

test("no line of a binary file is shown: it may be an environment with a key in it", () => {
  const bytes = encode("HOME=/\0OPSGENIE_API_KEY=test-key\0");
  expect(told(bytes)).toBe(`roster.yaml:1:7: error: NUL byte: this is not a text file [not-utf8]
  help: save it as UTF-8
`);
  bytes[0] = 0xe9;
  expect(told(bytes)).toBe(`roster.yaml:1:1: error: not UTF-8: byte 0xE9 [not-utf8]
  help: save the file as UTF-8
`);
});

test.each([
  ["little", [0xff, 0xfe, 0x76, 0x00]],
  ["big", [0xfe, 0xff, 0x00, 0x76]],
])("UTF-16, %s-endian", (_, bytes) => {
  expect(told(new Uint8Array(bytes))).toBe(`roster.yaml:1:1: error: the file is UTF-16, not UTF-8 [not-utf8]
  help: save it as UTF-8
`);
});

test("more than 10 MiB", () => {
  expect(
    told(encode(`${GOOD}# ${"x".repeat(MAX_BYTES)}`)),
  ).toBe(`roster.yaml:1:1: error: the file is larger than 10 MiB [too-large]
  help: a roster has a few kilobytes: is this the right file?
`);
});

test("more than 100,000 changes", () => {
  const changes = `changes: [${"{},".repeat(MAX_CHANGES + 1)}]\n`;
  expect(told(GOOD + changes)).toBe(`roster.yaml:7:1: error: more than 100000 changes [too-large]
  changes: [{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},…
  ^^^^^^^
  help: start new terms of the rotation with the current queue, and remove the entries before them
`);
});

test.each([
  ["brackets", `version: ${"[".repeat(5000)}`],
  ["dashes", "- ".repeat(50_000)],
  ["question marks", "? ".repeat(5000)],
])("endlessly nested %s do not overflow the stack", (_, text) => {
  expect(told(text)).toMatch(
    /^roster\.yaml:1:\d+: error: too many levels of maps and lists \[yaml-syntax\]\n/,
  );
});

test("CRLF and a byte order mark move no line and no column", () => {
  const windows = `\uFEFF${GOOD.replaceAll("\n", "\r\n")}`;
  expect(told(windows)).toBe("");
  expect(
    told(windows.replace("version: 1", "version: 2").replace("Okafor }", "Okafor, nik: x }")),
  ).toBe(`roster.yaml:1:10: error: \`version\` must be the number 1, not \`2\` [bad-value]
  version: 2
           ^
  help: write \`version: 1\`, the only version so far

roster.yaml:6:28: error: unknown key \`nik\` [unknown-key]
    bob: { name: Bob Okafor, nik: x }
                             ^^^
  help: a person can have name, email, phone, manager, github, slack, timezone, hours, country, opsgenie, jsm, verified
`);
});

test("a byte order mark inside a text is left to lint", () => {
  expect(told(GOOD.replace("team: P", "team: \uFEFFP"))).toBe("");
});

test("entries know the line they begin on", () => {
  const changes =
    "changes:\r\n  # first\r\n  - { leave: bob, from: 2026-02-02 }\r\n\r\n  - join: bob\r\n    from: 2026-03-02\r\n";
  const { roster } = loadRoster({ file: "r", bytes: encode(GOOD + changes), zoneOf });
  expect(roster?.changes.map(({ line }) => line)).toEqual([9, 11]);
});
