/** Holds the pictures in README.md and docs/site.md to what the program prints; `npm run accept` draws it anew. */
import { expect, test } from "vitest";
import { wordsOf } from "../cli/transcript.ts";
import { oncall } from "../cli/world.ts";
import { expectFile } from "../expected.ts";
import { drawSession } from "./picture.ts";

const COMMANDS = ["oncall who", "oncall schedule --weeks 4", 'oncall why "2026-11-26 12:00" --role primary'];

const FAINT = "\u001b[2m";
const BOLD = "\u001b[1m";
const END = "\u001b[22m";

test("the picture in README.md is up to date", async () => {
  const parts: string[] = [];
  for (const command of COMMANDS) {
    const { stdout, stderr } = await oncall(wordsOf(command), { env: { FORCE_COLOR: "1" }, columns: 80 });
    expect(stderr).toBe("");
    parts.push(`${FAINT}$${END} ${BOLD}${command}${END}\n${stdout}`);
  }
  expectFile(
    "docs/session.svg",
    drawSession(parts.join("\n"), "A session: who is on call, the next four weeks, and why"),
  );
});

test("the timeline in docs/site.md is up to date", async () => {
  const { stdout } = await oncall(wordsOf("oncall schedule --format svg --weeks 12"));
  expectFile("docs/schedule.svg", stdout);
});
