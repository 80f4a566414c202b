/** Holds every link of the guide, and every page and section that code cites, to what exists. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { committed, textOf } from "../house/sources.ts";
import { PAGES, proseOf } from "./blocks.ts";

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
const PICTURE = /!\[[^\]]*\]\(([^)\s]+)\)/g;

function headingsIn(page: string): readonly string[] {
  return [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
}

/** What GitHub makes of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

const others = ["src/README.md", "test/cases/README.md", "test/bench/README.md", "CHANGELOG.md"].filter(
  (path) => existsSync(path),
);

test.each([...PAGES, ...others])("every link in %s leads somewhere", (page) => {
  const links = [...proseOf(page).matchAll(LINK)].map(([, target = ""]) => target);
  const broken = links.filter((link) => {
    if (/^https:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : normalize(join(dirname(page), path));
    if (!existsSync(target)) return true;
    return anchor !== undefined && !headingsIn(target).map(anchorOf).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("README.md can be read in five minutes, and links every page", () => {
  const text = textOf("README.md");
  expect(text.split("\n").length - 1).toBeLessThanOrEqual(170);
  expect(PAGES.filter((page) => page !== "README.md" && !text.includes(`](${page})`))).toEqual([]);
});

test("the pictures are files", () => {
  for (const page of PAGES)
    for (const [, target = ""] of proseOf(page).matchAll(PICTURE))
      expect(statSync(join(dirname(page), target)).isFile(), target).toBe(true);
});

/** `rotation.md, "Covers" and "Invalid"`: a page, and the sections named right after it. */
const CITED = /\b([a-z-]+)\.md\b((?:(?:,| and| or)? ?"[^"\n]+")*)/g;
/** Pages of Markdown that code reads or writes, and cites for no rule. */
const NOT_GUIDE = new Set(["README", "CHANGELOG"]);

interface Citation {
  readonly place: string;
  readonly page: string;
  readonly sections: readonly string[];
}

/** The comments of a file; a citation may run on to the next line of one. */
function listComments(path: string): string {
  const comments = textOf(path).match(/\/\*[\s\S]*?\*\/|(?<![:"'])\/\/.*|^\s*#.*/gm) ?? [];
  return comments.map((comment) => comment.replace(/\n\s*\* ?/g, " ")).join("\n");
}

function citationsIn(path: string): readonly Citation[] {
  const text = listComments(path);
  return [...text.matchAll(CITED)].map(([, name = "", after = ""]) => ({
    place: path,
    page: name,
    sections: [...after.matchAll(/"([^"]+)"/g)].map(([, section = ""]) => section),
  }));
}

const citations = committed()
  .filter((path) => /^(src|test|bin|\.ci|\.github)\/.*\.(ts|mjs|js|ya?ml|sh)$/.test(path))
  .filter((path) => !/^test\/(cases|docs)\//.test(path))
  .flatMap(citationsIn)
  .filter(({ page }) => !NOT_GUIDE.has(page));

test("every page that code cites is in docs/", () => {
  const missing = citations.filter(({ page }) => !existsSync(`docs/${page}.md`));
  expect(missing.map(({ place, page }) => `${place}: ${page}.md`)).toEqual([]);
});

test("every section that code cites is a heading there", () => {
  const missing = citations.flatMap(({ place, page, sections }) => {
    const there = existsSync(`docs/${page}.md`) ? headingsIn(`docs/${page}.md`) : [];
    return sections
      .filter((section) => !there.includes(section.replace(/[,.;:]$/, "")))
      .map((section) => `${place}: ${page}.md has no "${section}"`);
  });
  expect(missing).toEqual([]);
});

test("code cites the rules", () => {
  expect(citations.length).toBeGreaterThan(20);
});

/** Names that docs/contributing.md makes up, or shows as bad. */
const MADE_UP = new Set(["timelineOf", "connectMemo", "RULE", "NAME", "FILE", "FOLDER"]);

test("docs/contributing.md names code that exists", () => {
  const code = committed()
    .filter((path) => /^(src|test)\/.*\.(ts|mjs)$/.test(path) && !path.startsWith("test/docs/"))
    .map(textOf)
    .join("\n");
  const names = [...proseOf("docs/contributing.md").matchAll(/`([a-z]+[A-Z]\w*|[A-Z][A-Z_]+)`/g)].map(
    ([, name = ""]) => name,
  );
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !MADE_UP.has(name) && !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});
