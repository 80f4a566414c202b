/** Turns text with escapes into what a terminal shows: lines, and the columns they take. */
import stringWidth from "string-width";

// Styles only (SGR): any other escape must stay in the text, and fail the test that looks at it.
const STYLE = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g");

export function displayed(text: string): readonly { readonly text: string; readonly columns: number }[] {
  return text
    .replaceAll(STYLE, "")
    .split("\n")
    .map((line) => ({ text: line, columns: stringWidth(line) }));
}
