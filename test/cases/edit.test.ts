/** Runs the cases of test/cases/edit: how an edit changes the text of a roster, or why it is refused. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { type EditResult, edit } from "../../src/edit/edit.ts";
import type { Edit } from "../../src/edit/model.ts";
import { expectFile } from "../expected.ts";
import { expectRoster, readRoster } from "./head.ts";

const FOLDER = join(import.meta.dirname, "edit");
const names = readdirSync(FOLDER);

function answerOf(name: string): EditResult {
  const edits: readonly Edit[] = JSON.parse(readFileSync(join(FOLDER, name, "edit.json"), "utf8"));
  const bytes = readRoster(join(FOLDER, name, "before.yaml"));
  return edit({ file: "roster.yaml", bytes, edits, zoneOf });
}

describe("an edit", () => {
  test.each(names)("%s", (name) => {
    const result = answerOf(name);
    const isEdited = result.kind === "edited";
    expectRoster(`test/cases/edit/${name}/after.yaml`, isEdited ? result.text : undefined);
    expectFile(
      `test/cases/edit/${name}/refused.txt`,
      isEdited ? undefined : `${result.message}\n${result.help}\n`,
    );
  });
});

describe("the positions of new lines", () => {
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
