/** What test pages say: a text that is one segment whatever the team is called, and a call that names who calls. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentsOf } from "../../src/proof/segments.ts";
import { speechOfPage, textOfPage } from "../../src/proof/words.ts";

const page = { code: "042137", team: "Platform", name: "Alice Nguyen" };

test.each([
  [
    "Platform",
    "Test page from oncall (Platform): your code is 042137. Type it at the prompt. Nobody needs your help.",
  ],
  [
    "Zürich — Łódź {SRE}",
    "Test page from oncall (Zurich odz SRE): your code is 042137. Type it at the prompt. Nobody needs your help.",
  ],
  [
    "Platform Engineering & Operations, Europe, Middle East and Africa, with all who help them at night now and then",
    "Test page from oncall (Platform Engineering & Operations, Europ): your code is 042137. Type it at the prompt. Nobody needs your help.",
  ],
  ["当番", "Test page from oncall: your code is 042137. Type it at the prompt. Nobody needs your help."],
])("the text of the team %s", (team, text) => {
  expect(textOfPage({ ...page, team })).toBe(text);
});

test("whatever a team is called, the text is one segment of GSM-7, and its code stands in it once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (team) => {
      const text = textOfPage({ ...page, team });
      const { alphabet, segments } = segmentsOf(text);
      expect([alphabet, segments, text.includes("your code is 042137. ")]).toEqual(["GSM-7", 1, true]);
    }),
    { seed: 6 },
  );
});

test("a call says who calls, and the code three times", () => {
  expect(speechOfPage(page)).toEqual([
    {
      text: "Hello Alice Nguyen. This is a test page from on call, Platform. Nobody needs your help. Your code is",
      code: "042137",
    },
    { text: "Once more, your code is", code: "042137" },
    { text: "And for the last time, your code is", code: "042137" },
    { text: "Please type the 6 digits at the prompt. Goodbye.", code: undefined },
  ]);
});

test("names that no call can speak are left out", () => {
  const [first] = speechOfPage({ code: "1", team: "\u0000\uFFFE", name: "\u200B \n" });
  expect(first?.text).toBe("Hello. This is a test page from on call. Nobody needs your help. Your code is");
});

// 3GPP TS 23.038: 160 places, 153 in each of several; 70 and 67 where a character is not in the alphabet.
test.each([
  ["a", "GSM-7", 1, 1, 160],
  ["a".repeat(160), "GSM-7", 1, 160, 160],
  ["a".repeat(161), "GSM-7", 2, 161, 160],
  ["a".repeat(306), "GSM-7", 2, 306, 160],
  ["a".repeat(307), "GSM-7", 3, 307, 160],
  ["{}[]~\\|^€", "GSM-7", 1, 18, 160],
  ["@£$¥èéùìòÇØøÅåΔΦÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\r\n", "GSM-7", 1, 35, 160],
  ["—", "UCS-2", 1, 1, 70],
  ["😀".repeat(35), "UCS-2", 1, 70, 70],
  [`${"a".repeat(70)}—`, "UCS-2", 2, 71, 70],
  ["`", "UCS-2", 1, 1, 70],
] as const)("segments of %j", (text, alphabet, segments, length, most) => {
  expect(segmentsOf(text)).toEqual({ alphabet, segments, length, most });
});
