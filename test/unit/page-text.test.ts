/** Tests what a page says where the message is too long or odd, or roles are empty. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { type PageText, writePage } from "../../src/render/page.ts";
import { cutText } from "../../src/text/cut.ts";

const zone = zoneOf("America/New_York");
if (zone === undefined) throw new Error("no zone");
const PAGE: PageText = {
  ...{ message: "x", team: "Platform", incident: undefined, at: Date.parse("2026-11-24T15:00:00Z"), zone },
  holders: [
    { role: "primary", person: null },
    { role: "secondary", person: undefined },
  ],
};
const LIMITS = { message: 130, description: 15_000 };
const write = (change: Partial<PageText>) => writePage({ ...PAGE, ...change }, new Map(), LIMITS);
const ABOUT = `Sent by hand with oncall, team Platform.
On call on Tue 24 Nov 2026, 10:00 America/New_York: primary: nobody, secondary: off duty.
Secondary: once you are alerted, try to reach the primary first (nobody), and do not wait for them.`;

test("a short message stands alone", () => {
  expect(write({})).toEqual({ message: "x", description: ABOUT });
});

test("a long message is cut with a mark, and stands whole in the description", () => {
  const message = "m".repeat(131);
  expect(write({ message })).toEqual({
    message: `${"m".repeat(129)}…`,
    description: `${message}\n\n${ABOUT}`,
  });
});

test("the lines of a message become one, and the description keeps them", () => {
  expect(write({ message: "down:\n  db\u001B[31m\r\nweb\n" })).toEqual({
    message: "down:   db\ufffd[31m web",
    description: `down:\n  db\ufffd[31m\nweb\n\n${ABOUT}`,
  });
});

test("what the policy asks is not lost, however long the message is", () => {
  const { description } = write({ message: "w".repeat(20_000) });
  expect([description.length, description.endsWith(`w…\n\n${ABOUT}`)]).toEqual([15_000, true]);
});

test("one role asks nothing of a second", () => {
  expect(write({ holders: [{ role: "captain", person: null }], incident: "data\nloss" }).description).toBe(
    "Sent by hand with oncall, team Platform.\nIncident: data loss.\nOn call on Tue 24 Nov 2026, 10:00 America/New_York: captain: nobody.",
  );
});

const FAMILY = "👩‍👩‍👧‍👦";

test.each([
  ["fits", "abcde", 5, "abcde"],
  ["plain", "abcdef", 5, "abcd…"],
  ["a space before the mark", "abc def", 5, "abc…"],
  ["a pair of surrogates", "abc😀😀", 5, "abc…"],
  ["a family of eleven units", `ab${FAMILY}${FAMILY}`, 14, `ab${FAMILY}…`],
  ["inside the family", `ab${FAMILY}cd`, 13, "ab…"],
  ["a flag", "ab🇩🇪🇫🇷", 8, "ab🇩🇪…"],
  ["an accent of its own", "abcde\u0301fgh", 6, "abcd…"],
  ["Hangul in parts", "ab\u1112\u1161\u11ab\u1112\u1161\u11ab", 6, "ab\u1112\u1161\u11ab…"],
  ["nothing fits", FAMILY, 3, "…"],
])("a cut never divides a character: %s", (_, text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
  expect(cutText(text, most).length).toBeLessThanOrEqual(most);
});
