/** Reads the team's own words, which are Markdown, as far as a chat shows them: headings, lists and links. */

import type { NoteLine, NoteWriter } from "./chat.ts";
import { oneLine } from "./escape.ts";

/** A line of the template, before placeholders are filled in: what fills them is never read as Markdown. */
export function readInline(line: string, { link }: NoteWriter): string {
  return oneLine(line)
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/\[([^\]{]+)\]\((https?:\/\/[^\s()]+)\)/g, (_, text: string, url: string) => link(text, url));
}

const HEADING = /^ *#{1,6} +/;
const ITEM = /^ *([-*+]|\d+[.)]) +/;

export function readLines(text: string, { split }: NoteWriter): readonly NoteLine[] {
  return text.split("\n").flatMap((line): readonly NoteLine[] => {
    const words = line.replace(HEADING, "").replace(ITEM, "");
    const kind = HEADING.test(line) ? "heading" : ITEM.test(line) ? "item" : "text";
    return words.trim() === "" ? [] : [{ kind, pieces: split(words) }];
  });
}
