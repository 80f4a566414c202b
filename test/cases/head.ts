/** Reads and expects the rosters of test/cases/edit and test/cases/merge. Most share their first lines and have `# head.yaml` instead. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectFile } from "../expected.ts";

const HEAD = readFileSync(join(import.meta.dirname, "head.yaml"), "utf8");
const MARK = "# head.yaml\n";

export function readRoster(path: string): Buffer {
  const bytes = readFileSync(path);
  // As bytes, because some rosters are deliberately not UTF-8.
  const isShort = bytes.subarray(0, MARK.length).toString() === MARK;
  return isShort ? Buffer.concat([Buffer.from(HEAD), bytes.subarray(MARK.length)]) : bytes;
}

/** `path` is relative to the root of the repository; a text of undefined means that there must be no such file. */
export function expectRoster(path: string, text: string | undefined): void {
  expectFile(path, text?.startsWith(HEAD) ? MARK + text.slice(HEAD.length) : text);
}
