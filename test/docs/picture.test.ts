/** Holds the pictures of the guide to what the program prints; `npm run accept` draws it anew. */
import { readFileSync } from "node:fs";
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

const EXAMPLES = Object.fromEntries(
  ["weekdays", "weekends"].map((name) => [
    `/team/${name}.yaml`,
    readFileSync(`docs/examples/weekdays-and-weekends/${name}.roster.yaml`, "utf8"),
  ]),
);

test.each([
  { picture: "docs/schedule.svg", command: "oncall schedule --format svg --weeks 12", world: {} },
  ...["weekdays", "weekends"].map((name) => ({
    picture: `docs/images/${name}.svg`,
    command: `oncall schedule -r ${name}.yaml --format svg --weeks 8`,
    world: { files: EXAMPLES },
  })),
])("the timeline $picture is up to date", async ({ picture, command, world }) => {
  const { stdout } = await oncall(wordsOf(command), world);
  expectFile(picture, stdout);
});
