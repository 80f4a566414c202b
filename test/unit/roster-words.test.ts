/** Tests suggestions and phone numbers, and that the words for findings are complete. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { isPremiumRate, maskPhone, resolvePhone } from "../../src/roster/phone.ts";
import { CONTAINERS, SCALARS } from "../../src/roster/schema/words.ts";
import { maskPhones, showWord } from "../../src/text/mask.ts";
import { suggest } from "../../src/text/suggest.ts";
import { suggestZone } from "../../src/time/zone-name.ts";

test.each([
  ["fom", ["from", "until"], "from"],
  ["form", ["from", "until"], "from"],
  ["alcie", ["bob", "alice"], "alice"],
  ["ALICE", ["bob", "alice"], "alice"],
  ["dave", ["bob", "carol"], undefined],
  ["x", ["max"], undefined],
  ["America/New_Yrok", ["America/New_York", "America/York"], "America/New_York"],
  ["", ["a"], "a"],
  ["a", [], undefined],
])("%s of %j: did you mean %s?", (word, known, meant) => {
  expect(suggest(word, known)).toBe(meant);
});

test.each([
  ["europe/lisbon", "Europe/Lisbon"],
  ["asia/kolkata", "Asia/Kolkata"],
  ["america/port-au-prince", "America/Port-au-Prince"],
  ["America/NewYork", "America/New_York"],
  ["utc", "UTC"],
  ["Mars", undefined],
  ["xyzzy", undefined],
  ["Berlin", "Europe/Berlin"],
  ["berln", "Europe/Berlin"],
  ["Kolkata", "Asia/Kolkata"],
  ["new york", "America/New_York"],
  ["port-au-prince", "America/Port-au-Prince"],
  ["buenos aires", "America/Buenos_Aires"],
  ["eastern", "America/New_York"],
  ["Eastern Time", "America/New_York"],
  ["US Pacific", "America/Los_Angeles"],
  ["Pacific Standard Time", "America/Los_Angeles"],
  ["PST", "America/Los_Angeles"],
  ["EDT", "America/New_York"],
  ["UK", "Europe/London"],
  ["BST", "Europe/London"],
  ["CEST", "Europe/Berlin"],
  ["IST", "Asia/Kolkata"],
  ["gmt", "UTC"],
  ["etc/gmt+5", "America/New_York"],
  ["etc/gmt-1", "Europe/Berlin"],
])("the zone %s: did you mean %s?", (name, meant) => {
  expect(suggestZone(name, zoneOf)).toBe(meant);
});

test.each([
  ["1", "2025550101", "+1 202 ••• ••01"],
  ["44", "2079460000", "+44 207 ••• ••00"],
  ["351", "912345678", "+351 912 ••• •78"],
  ["47", "12345678", "+47 ••• •••78"],
  ["1", "234567", "+1 ••• •67"],
])("of country %s, number %s this is shown: %s", (country, national, masked) => {
  expect(maskPhone(`+${country}${national}`)).toBe(masked);
});

test.each(["+19005550101", "+12029765501", "+449012345678", "+979123456789"])(
  "%s is a premium-rate number",
  (number) => {
    expect(isPremiumRate(number)).toBe(true);
  },
);

test("ordinary numbers are not premium-rate", () => {
  expect(["+12025550101", "+447700900123", "+19195550101"].filter(isPremiumRate)).toEqual([]);
});

test("a number in the environment", () => {
  const phone = { kind: "env", variable: "ONCALL_PHONE_ALICE" } as const;
  const variable = "ONCALL_PHONE_ALICE";
  expect(resolvePhone(phone, { [variable]: " +12025550101\n" })).toEqual({
    kind: "number",
    number: "+12025550101",
  });
  expect(resolvePhone(phone, { [variable]: "202 555 0101" })).toEqual({ kind: "malformed", variable });
  expect(resolvePhone(phone, { [variable]: "" })).toEqual({ kind: "unset", variable });
  expect(resolvePhone(phone, {})).toEqual({ kind: "unset", variable });
  const number = { kind: "number", number: "+12025550101", private: true } as const;
  expect(resolvePhone(number, {})).toEqual({ kind: "number", number: "+12025550101" });
});

test.each([
  ["from: 2026-03-04, until: 2026-06-09 18:00", "from: 2026-03-04, until: 2026-06-09 18:00"],
  [
    "2026-06-09T18:00:00-04:00, 20260304, 2026/3/4, 04.03.2026",
    "2026-06-09T18:00:00-04:00, 20260304, 2026/3/4, 04.03.2026",
  ],
  ["bob: {name: Bob, phone: 12025550101}", "bob: {name: Bob, phone: •••••••••••}"],
  ["phone: 5501, name: R2D2", "phone: ••••, name: R2D2"],
  ["call +1 (202) 555-0101 now", "call +• (•••) •••-•••• now"],
  ["call 2025550101", "call ••••••••••"],
  ["12026-03-04, 2026-03-041", "•••••-••-••, ••••-••-•••"],
])("%s may be read as %s", (text, masked) => {
  expect(maskPhones(text)).toBe(masked);
});

test("a word of the file in a message", () => {
  expect(showWord("two\nlines \u001b[2J")).toBe("two lines <U+001B>[2J");
  expect(showWord("می\u200cخواهم a\u00adb")).toBe("می\u200cخواهم a<U+00AD>b");
  expect(showWord(`${"x".repeat(38)}👩👩`)).toBe(`${"x".repeat(38)}…`);
  expect(showWord("x".repeat(50))).toBe(`${"x".repeat(39)}…`);
  expect(showWord(`${"x".repeat(36)} 2025550101`)).toBe(`${"x".repeat(36)} ••…`);
});

test("there are words for every value that the schema can refuse", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "schema", "roster.schema.json"), "utf8"),
  );
  const definitions: [string, { type?: string; properties?: object; if?: object }][] = Object.entries(
    schema.definitions,
  );
  const scalars = definitions.filter(
    ([, one]) =>
      one.type !== "object" && one.type !== "array" && !Array.isArray(one.type) && one.if === undefined,
  );
  expect(scalars.map(([name]) => name).filter((name) => SCALARS[name] === undefined)).toEqual([]);
  const keys = Object.keys(schema.properties).filter((key) => CONTAINERS[key] === undefined);
  expect(keys).toEqual(["version", "team", "private", "handoff_note"]);
});
