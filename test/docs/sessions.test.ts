/** Runs every `console` block of the guide and compares what the program prints. Accepting writes it into the page. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../src/run.ts";
import { wordsOf } from "../cli/transcript.ts";
import { edgesOf, type World } from "../cli/world.ts";
import { expectFile } from "../expected.ts";
import { type Block, blocksIn, PAGES, replaceBlocks, rosterNamed } from "./blocks.ts";

const ROSTER = "/team/roster.yaml";
/** Folders with several rosters, each beside the roster of the session. */
const EXAMPLES = Object.fromEntries(
  readdirSync("docs/examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [join("/team", name), readFileSync(join("docs/examples", name), "utf8")]),
);
/** What a block can call what git remembers. */
const REVISIONS = ["HEAD", "main", "origin/main"];

/** What somebody at the terminal sees: both streams, as they were written. */
async function type(line: string, world: World): Promise<{ readonly exit: number; readonly shown: string }> {
  const { edges } = edgesOf(world);
  let shown = "";
  const write = (text: string) => {
    shown += text;
  };
  const exit = await run(wordsOf(line), {
    ...edges,
    stdout: { ...edges.stdout, write },
    stderr: { ...edges.stderr, write },
  });
  return { exit, shown };
}

/** The session of a block: each command sees what those before it wrote. */
async function replay({ page, line, options, text }: Block): Promise<string> {
  const { roster = "example", base = roster, exit = "0" } = options;
  const files = { ...EXAMPLES, [ROSTER]: rosterNamed(roster, page) };
  const then = { [ROSTER]: rosterNamed(base, page) };
  const world: World = {
    files,
    disk: new Map(),
    revisions: Object.fromEntries(REVISIONS.map((name) => [name, then])),
  };
  const sessions: string[] = [];
  const exits: number[] = [];
  for (const command of text.split("\n").filter((each) => each.startsWith("$ "))) {
    const answer = await type(command.slice(2), world);
    sessions.push(`${command}\n${answer.shown}`);
    exits.push(answer.exit);
  }
  expect(exits, `${page}:${line}: exit codes`).toEqual([...exits.slice(1).map(() => 0), Number(exit)]);
  return sessions.join("\n");
}

test.each(PAGES.filter((page) => blocksIn(page).some(({ language }) => language === "console")))(
  "%s shows what the program prints",
  async (page) => {
    const sessions = new Map<string, string>();
    for (const block of blocksIn(page).filter(({ language }) => language === "console"))
      sessions.set(block.text, await replay(block));
    expectFile(
      page,
      replaceBlocks(page, (block) => sessions.get(block.text) ?? block.text),
    );
  },
);
