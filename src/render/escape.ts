/**
 * Makes text of the roster safe for where it goes: a name must never control a terminal, a spreadsheet, a page, a calendar
 * or a CI runner. One function for each target.
 */
import { replaceHidden } from "../text/letters.ts";

const PLAIN = /^[\x20-\x7e]*$/;
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/g;
/** Where to put a space, so that GitHub's runner sees neither `::` nor `##[`. */
export const COMMAND = /(?<=:)(?=:)|(?<=#)(?=#\[)/g;

/** One line of visible text: line breaks and tabs become spaces, control characters `�`; what is invisible and harmless is dropped. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text;
  return replaceHidden(text.replace(BREAKS, " "), ({ isHarmful }) => (isHarmful ? "\ufffd" : ""));
}

/**
 * For a terminal or the log of a CI job: GitHub's runner obeys `::` at the start of a line, however far indented, and
 * `##[` anywhere.
 */
export function forTerminal(text: string): string {
  return oneLine(text).replace(COMMAND, " ");
}

/** A field of RFC 4180. Anything that a spreadsheet would take for a formula gets an apostrophe in front. */
export function forCsv(text: string): string {
  const clean = forTerminal(text);
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(clean) ? `'${clean}` : clean;
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const MARKDOWN = /[\\`*_{}[\]()|!~$]/g;

/**
 * A cell of a Markdown table, as GitHub and others render it. Mentions, issue numbers, addresses and `:emoji:` are
 * looked for in the rendered text, so a backslash does not stop them: a zero-width space, written out, does.
 */
export function forMarkdown(text: string): string {
  return oneLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(MARKDOWN, "\\$&")
    .replace(/[@:](?=\S)|#(?=\d)|\bwww(?=\.)|\bGH-(?=\d)/gi, "$&&#8203;");
}

/** JSON of the same value that controls neither a terminal nor a CI runner. */
export function forJson(json: string): string {
  return json
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, unicodeEscape)
    .replace(/##(?=\[)/g, "#\\u0023");
}

function unicodeEscape(text: string): string {
  let escaped = "";
  for (let at = 0; at < text.length; at += 1) {
    escaped += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}

/** A TEXT value of RFC 5545, for the properties that the calendar library writes as they are. */
export function forIcs(text: string): string {
  return forTerminal(text).replace(/[\\;,]/g, "\\$&");
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text or an attribute, quoted either way, of HTML and SVG. */
export function forHtml(text: string): string {
  return forTerminal(text).replace(/[&<>"']/g, (letter) => HTML[letter] ?? letter);
}

/** JSON inside a `script` element, which no text in it can end. */
export function forScript(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, unicodeEscape);
}
