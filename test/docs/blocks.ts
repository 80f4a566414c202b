/**
 * Reads the pages of the guide: README.md and docs/*.md, and the fenced blocks in them. What stands after the language
 * of a block (`console roster=typos exit=1`) says how it is tested; docs/contributing.md explains the options.
 */
import { readdirSync, readFileSync } from "node:fs";

export const PAGES: readonly string[] = [
  "README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => `docs/${name}`),
];

export interface Block {
  readonly page: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly language: string;
  readonly options: Readonly<Record<string, string>>;
  readonly text: string;
}

const FENCE = /^```(\w*) *(.*)\n([\s\S]*?)^```$/gm;

export function readPage(page: string): string {
  return readFileSync(page, "utf8");
}

export function blocksIn(page: string): readonly Block[] {
  const whole = readPage(page);
  return [...whole.matchAll(FENCE)].map(({ index, 1: language = "", 2: options = "", 3: text = "" }) => ({
    page,
    line: whole.slice(0, index).split("\n").length + 1,
    language,
    options: Object.fromEntries(options.split(" ").map((option) => option.split("=", 2))),
    text,
  }));
}

/** The page with each of its blocks replaced by what `write` makes of it. */
export function replaceBlocks(page: string, write: (block: Block) => string): string {
  const blocks = blocksIn(page);
  let next = 0;
  return readPage(page).replace(FENCE, (whole, language: string, options: string, text: string) => {
    const block = blocks[next];
    next += 1;
    const head = `\`\`\`${language}${options === "" ? "" : ` ${options}`}\n`;
    return block === undefined || text !== block.text ? whole : `${head}${write(block)}\`\`\``;
  });
}

/** Prose alone: what a reader sees outside of blocks and comments. */
export function proseOf(page: string): string {
  return readPage(page)
    .replace(FENCE, "")
    .replace(/<!--[\s\S]*?-->/g, "");
}

/** A roster by its name: `example`, the example without its last two entries (`before-grace`), a block `name=…` on the page, or a file in test/docs/rosters. */
export function rosterNamed(name: string, page: string): string {
  const example = readFileSync("roster.example.yaml", "utf8");
  if (name === "example") return example;
  if (name === "before-grace") return example.replace(/^ {2}- \{ (leave: carol|join: grace).*\n/gm, "");
  const shown = blocksIn(page).find(({ options }) => options["name"] === name);
  return shown?.text ?? readFileSync(`test/docs/rosters/${name}.yaml`, "utf8");
}

/** The blocks that say `by=FILE`: a test of their own runs them, because they need a service or a terminal. */
export function blocksRunBy(test: string): readonly Block[] {
  return PAGES.flatMap(blocksIn).filter(({ options }) => options["by"] === test);
}
