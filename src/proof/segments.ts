/** Counts the segments that a text message is sent and paid as (3GPP TS 23.038, the GSM 7 bit default alphabet). */

/** In the order of its codes, without the escape. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Characters that take two places each. */
const EXTENDED = "\f^{}\\[~]|€";

export interface Segments {
  readonly alphabet: "GSM-7" | "UCS-2";
  readonly segments: number;
  /** Places taken. */
  readonly length: number;
  /** How many places a single segment has. */
  readonly capacity: number;
}

export function countSegments(text: string): Segments {
  const places = Array.from(text, (character) =>
    BASIC.includes(character) ? 1 : EXTENDED.includes(character) ? 2 : undefined,
  );
  const length = places.reduce<number | undefined>(
    (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
    0,
  );
  // Each of several segments loses room to a header.
  const count = (places: number, one: number, each: number) => (places <= one ? 1 : Math.ceil(places / each));
  if (length === undefined)
    return { alphabet: "UCS-2", segments: count(text.length, 70, 67), length: text.length, capacity: 70 };
  return { alphabet: "GSM-7", segments: count(length, 160, 153), length, capacity: 160 };
}
