/** Writes what a test page says: a text of one segment, and the sentences of a call. */
import { CODE_DIGITS } from "./code.ts";

/** Characters of a name in a page. */
const MAX_NAME = 40;

export interface TestPage {
  /** Six digits. */
  readonly code: string;
  /** As the roster names it. */
  readonly team: string;
  /** The person it is for. */
  readonly name: string;
}

/**
 * Plain ASCII, without the few characters that GSM-7 sends as two: one segment whatever the team is called. A carrier may
 * cut a longer text, and a text in another alphabet costs a segment for every 70 characters.
 */
export function writeText({ code, team }: TestPage): string {
  const whose = simplify(team);
  const caller = whose === "" ? "oncall" : `oncall (${whose})`;
  return `Test page from ${caller}: your code is ${code}. Type it at the prompt. This is only a test; no action needed.`;
}

/** A sentence of a call, and the code where it is spoken after it, digit by digit. */
export interface Sentence {
  readonly text: string;
  readonly code: string | undefined;
}

/** Who calls, and the code three times. */
export function writeSpeech({ code, team, name }: TestPage): readonly Sentence[] {
  const [who, whose] = [makeSpeakable(name), makeSpeakable(team)];
  const hello = `Hello${who === "" ? "" : ` ${who}`}. This is a test page from on call${whose === "" ? "" : `, ${whose}`}.`;
  return [
    { text: `${hello} This is only a test. No action is needed. Your code is`, code },
    { text: "Again, your code is", code },
    { text: "For the last time, your code is", code },
    { text: `Please type the ${CODE_DIGITS} digits at the prompt. Goodbye.`, code: undefined },
  ];
}

/** Reduces a name to plain ASCII: `Zurich` of `Zürich`, nothing of a name in another script. */
function simplify(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9 .,:&'/+-]/g, " ")
    .replace(/ +/g, " ")
    .slice(0, MAX_NAME)
    .trim();
}

/** Without characters that XML cannot hold. */
function makeSpeakable(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu, " ").replace(/\s+/gu, " ");
  return Array.from(visible).slice(0, MAX_NAME).join("").trim();
}
