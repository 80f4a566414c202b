/**
 * Prints a page of the guide at a terminal: the Markdown that docs/ uses, wrapped to the width. Links to other pages
 * become the command that prints them.
 */
import { NARROWEST, type Page, printTable, type TableRow, writeHanging } from "./grid.ts";
import type { Styled, Tone } from "./palette.ts";
import { type Width, widest, widthFor } from "./width.ts";

const INDENT = 2;

type MarkdownBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "item"; readonly mark: string; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string };

export async function guideText(markdown: string, page: Page): Promise<string> {
  const width = await widthFor([markdown.replaceAll("\n", " ")]);
  const sheet = { ...page, columns: Math.max(NARROWEST, page.columns) };
  const lines: string[] = [];
  let before: MarkdownBlock | undefined;
  for (const block of parseBlocks(markdown)) {
    const isNext = block.kind === "item" && before?.kind === "item";
    if (before !== undefined && !isNext) lines.push("");
    lines.push(...blockLines(block, sheet, width));
    before = block;
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

const FENCE = /^```/;
const HEADING = /^#+ (.*)$/;
const ROW = /^\|.*\|$/;
const RULE = /^\|[ |:-]+\|$/;
const ITEM = /^(-|\d+\.) (.*)$/;

function parseBlocks(markdown: string): readonly MarkdownBlock[] {
  const lines = markdown.replace(/<!--[\s\S]*?-->\n?/g, "").split("\n");
  const blocks: MarkdownBlock[] = [];
  let at = 0;
  /** Takes the lines from here on that pass the test. */
  const takeWhile = (holds: (line: string) => boolean): readonly string[] => {
    const start = at;
    while (at < lines.length && holds(lines[at] ?? "")) at += 1;
    return lines.slice(start, at);
  };
  const isText = (line: string) =>
    line !== "" && ![FENCE, HEADING, ROW, ITEM].some((form) => form.test(line));
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const [, heading] = HEADING.exec(line) ?? [];
    const [, mark, item] = ITEM.exec(line) ?? [];
    if (ROW.test(line)) {
      const rows = takeWhile((each) => ROW.test(each)).filter((each) => !RULE.test(each));
      blocks.push({ kind: "table", rows: rows.map(splitCells) });
      continue;
    }
    at += 1;
    if (FENCE.test(line)) {
      blocks.push({ kind: "code", lines: takeWhile((each) => !FENCE.test(each)) });
      at += 1;
    } else if (heading !== undefined) blocks.push({ kind: "heading", text: heading });
    else if (mark !== undefined && item !== undefined)
      blocks.push({
        kind: "item",
        mark,
        text: [item, ...takeWhile(isText)].map((each) => each.trim()).join(" "),
      });
    else if (line !== "") blocks.push({ kind: "paragraph", text: [line, ...takeWhile(isText)].join(" ") });
  }
  return blocks;
}

function splitCells(row: string): readonly string[] {
  return row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function blockLines(block: MarkdownBlock, page: Page, width: Width): readonly string[] {
  switch (block.kind) {
    case "heading":
      return writeHanging("", splitPhrases(block.text), "title", 0, page, width);
    case "code":
      return block.lines.map((line) => " ".repeat(INDENT) + line);
    case "table":
      return tableLines(block.rows, page, width);
    case "item":
      return writeHanging(block.mark, splitPhrases(block.text), "body", 0, page, width);
    case "paragraph":
      return writeHanging("", splitPhrases(block.text), "body", 0, page, width);
  }
}

/** In columns; if they do not fit, the last one is wrapped; on a narrow page each row is a list. */
function tableLines(rows: readonly (readonly string[])[], page: Page, width: Width): readonly string[] {
  const texts = rows.map((row) => row.map((cell) => splitPhrases(cell).join(" ")));
  const tone = (index: number): Tone => (index === 0 ? "faint" : "body");
  const cells = (row: readonly string[], index: number): TableRow => ({
    cells: row.map((text): readonly Styled[] => [{ text, tone: tone(index) }]),
  });
  const columns = texts[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    widest(
      texts.map((row) => row[column] ?? ""),
      width,
    ),
  );
  const left = widths.slice(0, -1).reduce((sum, each) => sum + each + INDENT, 0);
  return printTable(
    [{ rows: texts.map(cells), indent: INDENT, gaps: [INDENT] }],
    () =>
      left + INDENT <= page.columns / 2
        ? texts.flatMap((row, index) => {
            const first = row
              .slice(0, -1)
              .map((text, column) => text + " ".repeat((widths[column] ?? 0) - width(text)));
            const mark = first.join(" ".repeat(INDENT));
            // One space comes after the mark.
            return writeHanging(
              `${mark} `,
              splitPhrases(rows[index]?.at(-1) ?? ""),
              tone(index),
              INDENT,
              page,
              width,
            );
          })
        : texts.slice(1).flatMap((row, index) => [
            ...writeHanging("", [row[0] ?? ""], "title", INDENT, page, width),
            ...row.slice(1).flatMap((text, column) => {
              if (text === "") return [];
              const header = columns > 2 ? `${texts[0]?.[column + 1]}: ` : "";
              return writeHanging(
                "",
                splitPhrases(header + (rows[index + 1]?.[column + 1] ?? "")),
                "body",
                2 * INDENT,
                page,
                width,
              );
            }),
          ]),
    page,
    width,
  );
}

const CODE = /`([^`]+)`/g;

/** The words of a text without links and emphasis; code keeps its backticks and stays together. */
function splitPhrases(text: string): readonly string[] {
  const plain = text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, (_, label: string, target: string) => writeLink(label, target))
    .replace(/\*\*([^*]+)\*\*/g, "$1");
  const kept = plain.replace(CODE, (_, code: string) => `\`${code.replaceAll(" ", HELD)}\``);
  return kept
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.replaceAll(HELD, " "));
}

/** Replaces the spaces within code while a text is split into words. */
const HELD = "\u0000";

function writeLink(label: string, target: string): string {
  const [, topic] = /^([a-z]+)\.md(?:#.*)?$/.exec(target) ?? [];
  if (topic === undefined) return target.startsWith("https:") ? `${label} (${target})` : label;
  const command = `\`oncall help ${topic}\``;
  return label === `${topic}.md` ? command : `${label} (${command})`;
}
