/** Finds what is heard of a call within a time, and the code in it. */

/** @import { Utterance } from "./model.ts" */

/** @param {readonly Utterance[]} words */
export const secondsOf = (words) => Math.ceil(words.reduce((sum, { ms }) => sum + ms, 0) / 1000);

/** The words that begin and end within the limit. @param {readonly Utterance[]} words @param {number} limit in seconds */
export function spokenIn(words, limit) {
  let passed = 0;
  const heard = words.filter(({ ms }) => {
    passed += ms;
    return passed <= limit * 1000;
  });
  const text = heard.map((each) => each.text).filter((each) => each !== "");
  return text
    .join(" ")
    .replace(/ (?=[.,;:!?])/g, "")
    .replace(/^(… )+|( …)+$/g, "");
}

/** @param {string} text */
export const writtenCode = (text) => text.match(/(?<!\d)\d{6}(?!\d)/g)?.at(-1);

/** Six digits one by one: nobody writes down `409137` when it is read as four hundred and nine thousand. @param {string} spoken */
export const spokenCode = (spoken) =>
  spoken
    .match(/(?<!\d[ .,]*)\d(?:[ .,]+\d){5}(?![ .,]*\d)/g)
    ?.at(-1)
    ?.replace(/\D/g, "");
