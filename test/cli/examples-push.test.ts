/** Pushes the rosters of docs/examples into the schedule that they share, as the guide says: side by side, none changing another's. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksRunBy } from "../docs/blocks.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { oncallAt } from "./push-world.ts";
import { wordsOf } from "./transcript.ts";
import { NOW } from "./world.ts";

const YEAR_MS = 364 * 86_400_000;
const EXAMPLES = "docs/examples";
const files = Object.fromEntries(
  readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [join("/team", name), readFileSync(join(EXAMPLES, name), "utf8")]),
);

const commandsIn = (text: string) => text.split("\n").filter((line) => line.startsWith("oncall "));

test.each([
  { page: "docs/follow-the-sun.md", team: "platform", schedule: "platform_primary" },
  { page: "docs/weekdays-and-weekends.md", team: "payments", schedule: "payments_primary" },
])(
  "what $page pushes is one schedule with one person on duty at any time",
  async ({ page, team, schedule }) => {
    const people = new Set(Object.values(files).flatMap((text) => text.match(/\w+@example\.com/g) ?? []));
    const opsgenie = await startOpsgenie({
      now: () => Date.parse(NOW),
      users: [...people].map((email) => ({ id: email, username: email, fullName: email })),
      teams: [{ id: "t", name: team }],
    });
    try {
      const block = blocksRunBy("test/cli/examples-push.test.ts").find((each) => each.page === page);
      const commands = commandsIn(block?.text ?? "");
      expect(commands.length).toBeGreaterThan(1);
      const world = { roster: "", files };
      for (const command of commands)
        expect(await oncallAt(opsgenie, wordsOf(command), world)).toMatchObject({ exit: 0 });
      for (const command of commands) {
        const check = command.replace(" push ", " plan ").replace(" --yes", " --check");
        expect(await oncallAt(opsgenie, wordsOf(check), world)).toMatchObject({ exit: 0 });
      }
      // From when all have begun.
      const from = Date.parse("2026-11-30T00:00:00Z");
      const spans = opsgenie.timeline(schedule, from, from + YEAR_MS);
      expect(spans.filter(({ users }) => users.length !== 1)).toEqual([]);
    } finally {
      await opsgenie.close();
    }
  },
);
