/** Holds the rosters of docs/examples, which the guide shows, to lint. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksIn } from "../docs/blocks.ts";
import { oncall } from "./world.ts";

const EXAMPLES = "docs/examples";
const files = Object.fromEntries(
  readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [join("/team", name), readFileSync(join(EXAMPLES, name), "utf8")]),
);

test.each([
  ["follow-the-sun", "docs/follow-the-sun.md"],
  ["weekdays-and-weekends", "docs/weekdays-and-weekends.md"],
])("%s lints clean, and %s shows one of its rosters", async (folder, page) => {
  expect(await oncall(["lint", "-r", folder], { files })).toMatchObject({
    exit: 0,
    stderr: "no problems found\n",
  });
  const [shown] = blocksIn(page).filter(({ language }) => language === "yaml");
  const own = Object.entries(files).filter(([path]) => path.startsWith(`/team/${folder}/`));
  expect(own.map(([, text]) => text)).toContain(shown?.text);
});
