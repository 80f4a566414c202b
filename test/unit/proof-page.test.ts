/** Tests what test pages say: a text of one segment whatever the team is called, and a call that says who calls. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeSpeech, writeText } from "../../src/proof/page.ts";
import { countSegments } from "../../src/proof/segments.ts";

const page = { code: "042137", team: "Platform", name: "Alice Nguyen" };

test.each([
  [
    "Platform",
    "Test page from oncall (Platform): your code is 042137. Type it at the prompt. This is only a test; no action needed.",
  ],
  [
    "Zürich — Łódź {SRE}",
    "Test page from oncall (Zurich odz SRE): your code is 042137. Type it at the prompt. This is only a test; no action needed.",
  ],
  [
    "Platform Engineering & Operations, Europe, Middle East and Africa, with all who help them at night now and then",
    "Test page from oncall (Platform Engineering & Operations, Europ): your code is 042137. Type it at the prompt. This is only a test; no action needed.",
  ],
  [
    "当番",
    "Test page from oncall: your code is 042137. Type it at the prompt. This is only a test; no action needed.",
  ],
])("the text of the team %s", (team, text) => {
  expect(writeText({ ...page, team })).toBe(text);
});

test("whatever the team is called, the text is one segment of GSM-7 and has the code", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (team) => {
      const text = writeText({ ...page, team });
      const { alphabet, segments } = countSegments(text);
      expect([alphabet, segments, text.includes("your code is 042137. ")]).toEqual(["GSM-7", 1, true]);
    }),
    { seed: 6 },
  );
});

test("a call says who calls, and the code three times", () => {
  expect(writeSpeech(page)).toEqual([
    {
      text: "Hello Alice Nguyen. This is a test page from on call, Platform. This is only a test. No action is needed. Your code is",
      code: "042137",
    },
    { text: "Again, your code is", code: "042137" },
    { text: "For the last time, your code is", code: "042137" },
    { text: "Please type the 6 digits at the prompt. Goodbye.", code: undefined },
  ]);
});

test("names that no voice can speak are left out", () => {
  const [first] = writeSpeech({ code: "1", team: "\u0000\uFFFE", name: "\u200B \n" });
  expect(first?.text).toBe(
    "Hello. This is a test page from on call. This is only a test. No action is needed. Your code is",
  );
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
] as const)("segments of %j", (text, alphabet, segments, length, capacity) => {
  expect(countSegments(text)).toEqual({ alphabet, segments, length, capacity });
});
