/** Runs the commands of docs/slack.md against a local Slack with the people of the example roster, as the page says. */
import { expect, test } from "vitest";
import { oncallWith, SECTION, slackOf } from "../cli/slack-world.ts";
import { wordsOf } from "../cli/transcript.ts";
import { EXAMPLE, NOW } from "../cli/world.ts";
import { expectFile } from "../expected.ts";
import { type Block, blocksRunBy, replaceBlocks } from "./blocks.ts";

const PAGE = "docs/slack.md";
const PEOPLE = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];

test("the commands of docs/slack.md work, and show what it shows", async () => {
  const slack = await slackOf(PEOPLE, { now: () => Date.parse(NOW) });
  slack.setMembers("S0123ABCD", ["U0000002", "U0000001"]);
  const roster = `${EXAMPLE.replace(", slack: U0123BOB", "")}${SECTION}`;
  try {
    const blocks = blocksRunBy("test/docs/slack.test.ts");
    const commands = blocks
      .filter(({ language }) => language === "sh")
      .flatMap(({ text }) => text.split("\n").filter((line) => line.startsWith("oncall ")));
    expect(commands).toHaveLength(4);
    const said: string[] = [];
    for (const command of commands) {
      const { exit, stdout, stderr } = await oncallWith(slack, wordsOf(command), { roster });
      expect(exit, stderr).toBe(0);
      said.push(stdout);
    }
    const isMine = ({ page, language }: Block) => page === PAGE && language === "text";
    expect(blocks.filter(isMine)).toHaveLength(1);
    expectFile(
      PAGE,
      replaceBlocks(PAGE, (block) => (isMine(block) ? (said[0] ?? "") : block.text)),
    );
  } finally {
    await slack.close();
  }
});
