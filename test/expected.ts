/** Compares a whole text with the file that expects it; `npm run accept` writes the file instead. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** `1`: every file; a path: that file or folder, or the case that it belongs to. */
const ACCEPT = process.env["ACCEPT"] ?? "";

/** `path` is relative to the root of the repository; a text of undefined means that there must be no such file. */
export function expectFile(path: string, text: string | undefined): void {
  const file = join(ROOT, path);
  if (isAccepted(path)) {
    accept(file, text);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  expect(text, `not what ${path} says; if the new text is right: npm run accept -- ${nameOf(path)}`).toBe(
    expected,
  );
}

function isAccepted(path: string): boolean {
  if (ACCEPT === "" || ACCEPT === "1") return ACCEPT === "1";
  const stem = ACCEPT.replace(/\/$|\.\w+$/, "");
  return path === stem || path.startsWith(`${stem}/`) || path.startsWith(`${stem}.`);
}

function accept(file: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What `npm run accept` calls the file: the folder of its cases, or the file itself. */
function nameOf(path: string): string {
  return /^test\/cases\/([^/]+)\//.exec(path)?.[1] ?? path;
}

/** The files in a folder and below it, sorted; the folder and the answers are relative to the root of the repository. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
