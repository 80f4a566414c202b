/** A text message in, how many segments it is sent and paid as out (3GPP TS 23.038: the GSM 7 bit default alphabet). */

/** The alphabet in the order of its codes; the escape, which is no character of a text, left out. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** What takes two of its places. */
const EXTENDED = "\f^{}\\[~]|€";

export interface Segments {
  readonly alphabet: "GSM-7" | "UCS-2";
  readonly segments: number;
  /** Places taken, and how many one segment has. */
  readonly length: number;
  readonly most: number;
}

export function segmentsOf(text: string): Segments {
  const places = Array.from(text, (character) =>
    BASIC.includes(character) ? 1 : EXTENDED.includes(character) ? 2 : undefined,
  );
  const length = places.reduce<number | undefined>(
    (sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
    0,
  );
  // A text of several segments pays for a header in each.
  const counted = (places: number, most: number, each: number) =>
    places <= most ? 1 : Math.ceil(places / each);
  if (length === undefined)
    return { alphabet: "UCS-2", segments: counted(text.length, 70, 67), length: text.length, most: 70 };
  return { alphabet: "GSM-7", segments: counted(length, 160, 153), length, most: 160 };
}
