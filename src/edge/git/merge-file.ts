/** Merges three texts line by line as git does. Git reads them from files, which only their owner can read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MergedText, MergeOptions, Texts } from "./model.ts";
import { runForBytes } from "./run.ts";

/** Obeys the settings of the repository that `directory` is in, such as `merge.conflictStyle`. */
export function mergeText(directory: string, texts: Texts, options: MergeOptions): MergedText | undefined {
  const folder = mkdtempSync(join(tmpdir(), "oncall-merge-"));
  try {
    const paths = (["ours", "base", "theirs"] as const).map((side) => {
      const path = join(folder, side);
      writeFileSync(path, texts[side], { mode: 0o600 });
      return path;
    });
    const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
    const favour = options.favour === undefined ? [] : [`--${options.favour}`];
    const size = ["--marker-size", String(options.size)];
    const args = ["merge-file", "-p", "-q", ...size, ...favour, ...labels, ...paths];
    const { status, stdout } = runForBytes(directory, args);
    // The number of conflicts, up to 127; more means that git failed.
    return status === undefined || status > 127 ? undefined : { isClean: status === 0, bytes: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
