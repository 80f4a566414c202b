/** Letters of many scripts stay what they are; what hides among them is found. */
import { describe, expect, test } from "vitest";
import { dropInvisible, findHidden, fold, nameCode } from "../../src/text/letters.ts";

const REAL = [
  ["Japanese, a variant of a character", "葛\u{E0100}城 太郎"],
  ["Chinese, a standardised variant", "\u8FBB\uFE00"],
  ["Mongolian, with free variation selectors", "\u182A\u1820\u180B\u1837"],
  ["Mongolian, with a vowel separator", "\u1828\u180E\u1820"],
  ["Persian, with a non-joiner", "می\u200Cخواهم"],
  ["Hindi, with a joiner", "क्\u200Dष"],
  ["Sinhala, with a joiner", "ශ්\u200Dරී"],
  ["Arabic number sign", "\u0600\u0661"],
  ["Vietnamese, decomposed", "Nguye\u0302\u0303n"],
  ["Korean", "김민준"],
  ["Thai", "สมชาย"],
  ["an emoji of two", "👩\u200D🚒"],
  ["a heart on fire", "❤\uFE0F\u200D🔥"],
  ["a key", "1\uFE0F\u20E3"],
  ["the flag of Germany", "🇩🇪"],
  ["the flag of Scotland", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"],
  ["the flag of Wales", "🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}"],
] as const;

test.each(REAL)("%s: nothing is hidden", (_, text) => {
  expect(findHidden(text)).toEqual([]);
  expect(dropInvisible(text)).toBe(text);
});

const INVISIBLE = [
  ["a soft hyphen", "Al\u00ADex", "U+00AD"],
  ["a zero-width space", "Al\u200Bex", "U+200B"],
  ["a word joiner", "Al\u2060ex", "U+2060"],
  ["a byte order mark", "Al\uFEFFex", "U+FEFF"],
  ["a joiner between Latin letters", "Al\u200Dex", "U+200D"],
  ["a joiner at an end", "Alex\u200C", "U+200C"],
  ["a variation selector after a Latin letter", "Al\uFE0Fex", "U+FE0F"],
  ["a second variation selector", "Alex☃\uFE0F\uFE0F", "U+FE0F"],
  ["a Mongolian selector elsewhere", "Al\u180Bex", "U+180B"],
  ["a Hangul filler", "Al\u3164ex", "U+3164"],
] as const;

test.each(INVISIBLE)("%s is invisible, and harmless", (_, text, code) => {
  expect(findHidden(text).map(({ character, isHarmful }) => [nameCode(character), isHarmful])).toEqual([
    [code, false],
  ]);
  expect(findHidden(dropInvisible(text))).toEqual([]);
});

const HARMFUL = [
  ["an escape", "Al\u001Bex", ["U+001B"]],
  ["a C1 control", "Al\u009Bex", ["U+009B"]],
  ["a line break", "Al\nex", ["U+000A"]],
  ["a line separator", "Al\u2028ex", ["U+2028"]],
  ["a right-to-left override", "Al\u202Eex", ["U+202E"]],
  ["an isolate", "Al\u2066ex", ["U+2066"]],
  ["a right-to-left mark", "Al\u200Fex", ["U+200F"]],
  ["half a character", "Al\uD800ex", ["U+D800"]],
  ["tags without a flag", "Al\u{E0041}ex", ["U+E0041"]],
  ["a flag whose tags do not end", "🏴\u{E0067}\u{E0062}", ["U+E0067", "U+E0062"]],
  ["an annotation", "Al\uFFF9ex", ["U+FFF9"]],
] as const;

test.each(HARMFUL)("%s is harmful, and stays where it is", (_, text, codes) => {
  const found = findHidden(text);
  expect(found.map(({ character }) => nameCode(character))).toEqual(codes);
  expect(found.every(({ isHarmful }) => isHarmful)).toBe(true);
  expect(dropInvisible(text)).toBe(text);
});

test("tags after a flag cannot carry a message", () => {
  const message = [..."ignoreall"].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
  expect(findHidden(`🏴${message.join("")}\u{E007F}`)).toHaveLength(10);
});

describe("one name in two spellings", () => {
  test.each([
    ["Dávid Szabó", "Da\u0301vid Szabo\u0301"],
    ["NGUYỄN", "nguye\u0302\u0303n"],
    ["김민준", "김민준".normalize("NFD")],
    ["葛\u{E0100}城", "葛城"],
    ["Al\u00ADex ", "alex"],
    ["Ω", "\u2126"],
  ])("%s", (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test("different letters stay different", () => {
    expect(fold("Jose")).not.toBe(fold("José"));
  });
});
