/** Holds a whole text against a file of `test/cases/render`; says how to accept another one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect } from "vitest";

const FOLDER = join(import.meta.dirname, "../cases/render");

export function expectText(name: string, text: string): void {
  const file = join(FOLDER, name);
  if (process.env["ACCEPT"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const message = `not what test/cases/render/${name} says; if it is better, accept it: ACCEPT=1 npx vitest run test/unit/render`;
  expect(text, message).toBe(existsSync(file) ? readFileSync(file, "utf8") : undefined);
}

/** The files below a folder of the cases, sorted. */
export function filesIn(start: string): readonly string[] {
  return readdirSync(join(FOLDER, start), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
