/** Tests an edit at a real terminal: it asks on stderr for what is missing, and stdout has only the answer. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../house/sources.ts";
import { sit, whyNoTerminal } from "./pty.ts";

const ENTER = "\r";
const reason = whyNoTerminal();

test.skipIf(reason !== undefined)(`it asks who approves${reason ?? ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "oncall-asked-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.yaml"));
  const { exit, missed, stdout } = sit({
    command: [process.execPath, join(ROOT, "bin", "oncall.js"), "swap", "bob", "erin"],
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ONCALL_NOW: "2026-11-24T15:00:00Z", NO_COLOR: "1" },
    steps: [
      ["? Who approves for bob and erin?\n❯ manager: mia and max\n  Mia Rossi\n  Max Adler", ENTER],
      ["? Write this? (y/N)", `y${ENTER}`],
    ],
  });
  const entry = "  - { swap: [bob, erin], from: 2026-11-30, approved_by: [mia, max] }\n";
  expect({ exit, missed }).toEqual({ exit: 0, missed: null });
  expect(stdout.startsWith("--- a/roster.yaml\n")).toBe(true);
  expect(stdout).toContain(`+${entry}`);
  expect(readFileSync(join(folder, "roster.yaml"), "utf8")).toContain(entry);
});
