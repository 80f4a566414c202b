/** Reads the team's own words, which are Markdown, as far as a chat shows them: headings, lists and links. */
import { oneLine } from "./escape.ts";
import type { NoteLine, NoteWriter } from "./note.ts";

/** A line of the template, before placeholders are filled in: what fills them is never read as Markdown. */
export function readInline(line: string, { link }: NoteWriter): string {
  return oneLine(line)
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/\[([^\]{]+)\]\((https?:\/\/[^\s()]+)\)/g, (_, text: string, url: string) => link(text, url));
}

export function readLines(text: string, { split }: NoteWriter): readonly NoteLine[] {
  return text.split("\n").flatMap((line): readonly NoteLine[] => {
    // A mark is white space to `\s`, and a line break to `.` without `s`.
    const [, hashes, bullet, words = ""] = /^ *(?:(#{1,6}) +|([-*+]|\d+[.)]) +)?(.*)$/s.exec(line) ?? [];
    if (words === "") return [];
    const kind = hashes !== undefined ? "heading" : bullet !== undefined ? "item" : "text";
    return [{ kind, pieces: split(words) }];
  });
}
