/**
 * What an edit makes of a file: test/cases/edit/NAME holds before.yaml, the edits in edit.json, and after.yaml, or in
 * refused.txt why nothing may be written. A new case is a new folder.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { type EditResult, edit } from "../../src/edit/edit.ts";
import type { Edit } from "../../src/edit/model.ts";

const FOLDER = join(import.meta.dirname, "..", "cases", "edit");
const names = readdirSync(FOLDER);

function answerOf(name: string): EditResult {
  const edits: readonly Edit[] = JSON.parse(readFileSync(join(FOLDER, name, "edit.json"), "utf8"));
  const bytes = readFileSync(join(FOLDER, name, "before.yaml"));
  return edit({ file: "roster.yaml", bytes, edits, zoneOf });
}

function textIn(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

describe("what an edit makes of a file", () => {
  test.each(names)("%s", (name) => {
    const result = answerOf(name);
    const after = join(FOLDER, name, "after.yaml");
    const refused = join(FOLDER, name, "refused.txt");
    const told =
      result.kind === "edited"
        ? { after: result.text, refused: undefined }
        : { after: undefined, refused: `${result.message}\n${result.help}\n` };
    if (process.env["ACCEPT"] === "1") {
      for (const [path, text] of [[after, told.after] as const, [refused, told.refused] as const]) {
        if (text === undefined) rmSync(path, { force: true });
        else writeFileSync(path, text);
      }
    }
    const expected = { after: textIn(after), refused: textIn(refused) };
    expect(told, `${name}: if the new text is right, run with ACCEPT=1`).toEqual(expected);
  });
});

describe("where the new lines stand", () => {
  test.each([
    ["between-by-date", [{ first: 13, last: 13 }]],
    ["block-neighbours", [{ first: 15, last: 18 }]],
    [
      "crlf-bom-no-final-newline",
      [
        { first: 13, last: 13 },
        { first: 15, last: 15 },
      ],
    ],
    ["approve", [{ first: 14, last: 14 }]],
    [
      "person-block",
      [
        { first: 17, last: 19 },
        { first: 11, last: 15 },
        { first: 5, last: 5 },
      ],
    ],
    ["remove-several-add", [undefined, undefined, { first: 12, last: 12 }]],
  ])("%s", (name, lines) => {
    const result = answerOf(name);
    expect(result.kind === "edited" ? result.lines : result).toEqual(lines);
  });
});
