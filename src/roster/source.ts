/**
 * Decodes the bytes of a file and finds its lines. Offsets count from the start of the text, a byte order mark included, so
 * that an edit can leave all other bytes as they are.
 */

import { findHidden, type Hidden, nameCode } from "../text/letters.ts";
import { maskPhones } from "../text/mask.ts";
import type { Place, Range, UnplacedFinding } from "./finding.ts";

export const MAX_BYTES = 10 * 1024 * 1024;
export const MAX_CHANGES = 100_000;

export interface Source {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** The offset of each line; the first line begins after a byte order mark. */
  readonly starts: readonly number[];
  /** Whether its lines and values must not be shown: the private file. */
  readonly secret: boolean;
}

export interface Opened {
  readonly source: Source;
  readonly findings: readonly UnplacedFinding[];
  /** Whether the text can be parsed in spite of the findings. */
  readonly readable: boolean;
}

const BOM = "\uFEFF";

/** Conflict markers of any size; without a start marker, somebody deleted only a part of them. */
const CONFLICT = /^(?:<{7,}|\|{7,}|={7,}|>{7,})(?= |\r?$)/m;
const CONFLICT_START = /^<{7,}(?: .*)?$/gm;

export function openSource(file: string, bytes: Uint8Array, secret = false): Opened {
  const whole = (text: string): Source => ({ file, text, starts: findLineStarts(text), secret });
  if (bytes.length > MAX_BYTES) {
    return { source: whole(""), findings: [describeTooLarge()], readable: false };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return describeNotUtf8(bytes, whole);
  const source = whole(text);
  if (text.includes("\0")) {
    const at = text.indexOf("\0");
    return refuse(source, "not-utf8", [at, at + 1], "NUL byte: this is not a text file", "save it as UTF-8");
  }
  if (CONFLICT.test(text)) return { source, findings: findConflicts(source), readable: false };
  return { source, findings: checkCharacters(source), readable: true };
}

function describeTooLarge(): UnplacedFinding {
  return {
    rule: "too-large",
    path: [],
    range: [0, 0],
    message: "the file is larger than 10 MiB",
    help: "a roster has a few kilobytes: is this the right file?",
    blocks: true,
  };
}

function refuse(source: Source, rule: string, range: Range, message: string, help: string): Opened {
  return { source, findings: [{ rule, path: [], range, message, help, blocks: true }], readable: false };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function describeNotUtf8(bytes: Uint8Array, whole: (text: string) => Source): Opened {
  const lossy = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refuse(whole(""), "not-utf8", [0, 0], "the file is UTF-16, not UTF-8", "save it as UTF-8");
  }
  const good = findGoodPrefix(bytes);
  const byte = `0x${new DataView(bytes.buffer, bytes.byteOffset).getUint8(good.bytes).toString(16).toUpperCase().padStart(2, "0")}`;
  const range: Range = [good.text.length, good.text.length + 1];
  return refuse(whole(lossy), "not-utf8", range, `not UTF-8: byte ${byte}`, "save the file as UTF-8");
}

/** The longest valid beginning. */
function findGoodPrefix(bytes: Uint8Array): { readonly text: string; readonly bytes: number } {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isGood(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // While more may follow, half a character is no error, nor is it text yet.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, good), {
    stream: true,
  });
  return { text, bytes: new TextEncoder().encode(text).length };
}

function isGood(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const CONFLICT_HELP =
  "keep what is right from both sides, delete the `<<<<<<<`, `=======` and `>>>>>>>` lines, and run oncall lint; `git checkout --conflict=merge FILE` starts over";

function findConflicts({ text }: Source): readonly UnplacedFinding[] {
  const starts = [...text.matchAll(CONFLICT_START)].map((match) => match.index);
  const lines = starts.length > 0 ? starts : [text.search(CONFLICT)];
  return lines.map((start) => ({
    rule: "merge-conflict",
    path: [],
    range: [start, text.slice(start).search(/(?![<|=>])/) + start],
    message: starts.length > 0 ? "unresolved merge conflict" : "line left over from a merge conflict",
    help: CONFLICT_HELP,
    blocks: true,
  }));
}

function checkCharacters({ text }: Source): readonly UnplacedFinding[] {
  const findings: UnplacedFinding[] = [];
  let last: Range = [-1, -1];
  for (const { index, character } of findHarmful(text)) {
    const end = index + character.length;
    // A run of them is one finding.
    if (index === last[1]) findings.pop();
    else last = [index, end];
    last = [last[0], end];
    findings.push(describeHarmful(text.slice(...last), last));
  }
  return findings;
}

/** Characters that a file may not hold; tabs and line ends are not among them. */
export function findHarmful(text: string): readonly Hidden[] {
  // Looked at closely only where there is something to see: every command reads every file.
  if (!/[^\t\n\r\x20-\x7E]|\r(?!\n)/.test(text)) return [];
  return findHidden(text).filter(
    ({ index, character, isHarmful }) =>
      isHarmful &&
      character !== "\t" &&
      character !== "\n" &&
      !(character === "\r" && text[index + 1] === "\n"),
  );
}

export function describeHarmful(run: string, range: Range): UnplacedFinding {
  const code = nameCode(run);
  return {
    rule: "control-character",
    path: [],
    range,
    message: /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(run)
      ? `${code} changes the direction of the text`
      : /^\p{Cs}/u.test(run)
        ? `${code} is half a character`
        : run === "\r"
          ? "carriage return in the middle of a line"
          : /^\p{Cc}/u.test(run)
            ? `control character ${code}`
            : `hidden character ${code}`,
    help: "delete it: the file does not say what it seems to say",
  };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [text.startsWith(BOM) ? 1 : 0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** The 1-based line of an offset. */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (lineStart(source, middle + 1) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** The offset at which a line begins, 0 if there is no such line. */
function lineStart({ starts }: Source, line: number): number {
  return starts[line - 1] ?? 0;
}

/** Lines and columns of a range. An empty range marks the character after it. */
export function toPlace(source: Source, [from, to]: Range): Place {
  const start = spotAt(source, from);
  const end = spotAt(source, Math.max(to, from));
  const empty = end.line === start.line && end.column === start.column;
  return {
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: empty ? end.column + 1 : end.column,
  };
}

function spotAt(source: Source, offset: number): { readonly line: number; readonly column: number } {
  const line = lineAt(source, offset);
  return { line, column: Math.max(0, offset - lineStart(source, line)) + 1 };
}

/** A line as it may be shown, phone numbers masked; undefined for a secret file. */
export function readExcerpt(source: Source, line: number): string | undefined {
  if (source.secret) return undefined;
  const text = source.text.slice(lineStart(source, line), source.starts[line]);
  // A link could lead to this process's environment, which is NUL-separated and holds keys.
  if (text.includes("\0")) return undefined;
  return maskPhones(text.replace(/\r?\n$/, ""));
}
