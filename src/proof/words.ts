/** A code and whom it is for in, what a test page says out: a text of one segment, and the sentences of a call. */
import { CODE_DIGITS } from "./code.ts";

/** Of names in a page, so many characters. */
const NAME_MOST = 40;

export interface Page {
  /** Six digits. */
  readonly code: string;
  /** The team of the roster. */
  readonly team: string;
  /** Whoever is to be reached. */
  readonly name: string;
}

/**
 * ASCII without the few characters of it that GSM-7 writes as two: one segment whatever the team is called. A carrier may
 * cut what is longer, and one that is not GSM-7 costs a segment for each 70 characters (twilio.md 3.4).
 */
export function textOfPage({ code, team }: Page): string {
  const whose = plain(team);
  const caller = whose === "" ? "oncall" : `oncall (${whose})`;
  return `Test page from ${caller}: your code is ${code}. Type it at the prompt. Nobody needs your help.`;
}

/** A sentence of a call, and behind it the code if it is spoken there, digit by digit. */
export interface Spoken {
  readonly text: string;
  readonly code: string | undefined;
}

/** Who calls, and the code three times. */
export function speechOfPage({ code, team, name }: Page): readonly Spoken[] {
  const [who, whose] = [aloud(name), aloud(team)];
  const hello = `Hello${who === "" ? "" : ` ${who}`}. This is a test page from on call${whose === "" ? "" : `, ${whose}`}.`;
  return [
    { text: `${hello} Nobody needs your help. Your code is`, code },
    { text: "Once more, your code is", code },
    { text: "And for the last time, your code is", code },
    { text: `Please type the ${CODE_DIGITS} digits at the prompt. Goodbye.`, code: undefined },
  ];
}

/** What is left of a name in the characters of a text: `Zürich` as `Zurich`, and nothing of one in another script. */
function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9 .,:&'/+-]/g, " ")
    .replace(/ +/g, " ")
    .slice(0, NAME_MOST)
    .trim();
}

/** Without characters that no XML may hold. */
function aloud(name: string): string {
  const heard = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu, " ").replace(/\s+/gu, " ");
  return Array.from(heard).slice(0, NAME_MOST).join("").trim();
}
