/** Damages a good roster at random: the reader answers with findings, never with an exception. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { findingsText } from "../../src/render/finding.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { ROSTER_RULES } from "../../src/roster/rules.ts";

const GOOD = readFileSync(join(import.meta.dirname, "..", "cases", "roster", "good.yaml"), "utf8");
const LINES = GOOD.split("\n");
const SCRAPS = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  ": ",
  "#",
  " #",
  "-",
  "\n",
  "\t",
  "\r",
  '"',
  "'",
  "&a ",
  "*a",
  "!t ",
  "|",
  ">",
  "?",
  "%",
  "\0",
  "\u202e",
  "0",
  "null",
  "from",
  "2026-02-30",
  "\uFEFF",
  "😀",
  "<<<<<<<",
  "\n---\n",
  "__proto__: x",
  "env:",
  "~",
];

const options = { seed: 20_261_123, numRuns: 600 };

function check(text: string, secret?: string): void {
  const loaded = loadRoster({
    file: "roster.yaml",
    bytes: new TextEncoder().encode(text),
    zoneOf,
    ...(secret === undefined
      ? {}
      : { private: () => ({ file: "private.yaml", bytes: new TextEncoder().encode(secret) }) }),
  });
  expect(loaded.roster === undefined).toBe(loaded.findings.some(({ blocks }) => blocks));
  const lines = text.split("\n").length;
  for (const { rule, message, help, place, file } of loaded.findings) {
    expect(ROSTER_RULES).toContain(rule);
    expect(`${message}${help ?? ""}`).not.toMatch(/[\n\r]|undefined|\[object/);
    if (file === "roster.yaml") expect(place.line).toBeLessThanOrEqual(lines);
    expect(place.column).toBeGreaterThan(0);
  }
  findingsText(loaded.findings);
}

const edit = fc.record({
  at: fc.nat(GOOD.length),
  cut: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 6, unit: "binary" })),
});

test("any few edits", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      check(edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), GOOD));
    }),
    options,
  );
});

test("lines moved, repeated and lost", () => {
  const line = fc.nat(LINES.length - 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 5 }), (moves) => {
      const lines = [...LINES];
      for (const [from, to] of moves) lines.splice(to, (from + to) % 2, LINES[from] ?? "");
      check(lines.join("\n"));
    }),
    options,
  );
});

test("any values in any place", () => {
  const value = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, "", "x", "2026-01-05", "alice", [], {}, ["alice", "alice"], {
      from: "2026-01-05",
    }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const entry = fc.dictionary(
    fc.constantFrom(
      "join",
      "leave",
      "swap",
      "skip",
      "ready",
      "cover",
      "by",
      "from",
      "until",
      "turns",
      "shift",
      "role",
      "after",
      "reason",
      "approved_by",
      "x",
    ),
    value,
    { maxKeys: 6 },
  );
  const file = fc.record(
    {
      version: value,
      team: value,
      rotation: value,
      people: value,
      changes: fc.oneof(value, fc.array(fc.oneof(entry, value), { maxLength: 4 })),
      policy: value,
      escalation: value,
      in_effect: value,
      opsgenie: value,
      jsm: value,
      private: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(file, fc.jsonValue({ maxDepth: 3 }), (roster, secret) =>
      check(JSON.stringify(roster), JSON.stringify(secret)),
    ),
    options,
  );
});

test("any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { roster, findings } = loadRoster({ file: "roster.yaml", bytes, zoneOf });
      expect(roster === undefined).toBe(findings.some(({ blocks }) => blocks));
      findingsText(findings);
    }),
    options,
  );
});

test("no finding shows a phone number, however it is written and whatever else is wrong with its line", () => {
  const digits = fc.stringMatching(/^[1-9]\d{7,13}$/);
  const written = fc
    .tuple(
      digits,
      fc.constantFrom("", "+", "00", "tel:"),
      fc.constantFrom("", " ", "-", ".", " (0) "),
      fc.constantFrom('"', "'", ""),
    )
    .map(([number, sign, gap, quote]) => ({
      number,
      text: `${quote}${sign}${number.slice(0, 3)}${gap}${number.slice(3)}${quote}`,
    }));
  const around = fc.constantFrom(
    (phone: string) => `{ name: Fred, phone: ${phone}, nik: x }`,
    (phone: string) => `{ name: Fred, nik: x, phone: ${phone} # see }`,
    (phone: string) => `{ name: Fred, phone: ${phone}, and more, email: y }`,
    (phone: string) => `{ phone: ${phone}, phone: ${phone}, manager: ${phone} }`,
    (phone: string) => `{ phone: [${phone}], slack: ${phone}, hours: ${phone} `,
    (phone: string) => `\n    phone: ${phone}: x\n    nik: x`,
    (phone: string) =>
      `{ "${phone.replaceAll(/["']/g, "")}": 1, phone: "\\u0007${phone.replaceAll('"', "")}" }`,
    (phone: string) => `${phone}`,
  );
  fc.assert(
    fc.property(written, around, ({ number, text }, line) => {
      const people = `${LINES.slice(0, 12).join("\n")}\npeople:\n  alice: { name: A }\n`;
      const bytes = new TextEncoder().encode(`${people}  fred: ${line(text)}\nprivate: p.yaml\n`);
      const secret = new TextEncoder().encode(`people:\n  alice: ${line(text)}\n  bob: ${line(text)}\n`);
      const { findings } = loadRoster({
        file: "roster.yaml",
        bytes,
        zoneOf,
        private: { file: "p.yaml", bytes: secret },
      });
      const out = JSON.stringify(findings) + findingsText(findings);
      expect(findings.length).toBeGreaterThan(0);
      expect(out.replaceAll(/[^\d]/g, "")).not.toContain(number);
      expect(out).not.toContain(number.slice(3));
    }),
    options,
  );
});
