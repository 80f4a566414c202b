/** Tests how far back a plan looks for the roster that asked for an override, where the service keeps no mark of ours. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startJsm } from "../fake/jsm/server.mjs";
import { createCommits } from "./commits.ts";
import { oncallAt } from "./push-world.ts";

const WITHOUT = readFileSync("test/cases/jsm/roster.yaml", "utf8");
const COVER =
  "changes:\n  - { cover: dee, by: mia, from: 2026-12-01 18:00, until: 2026-12-02 09:00, approved_by: mia }\n";
const NOW = "2026-11-25T15:00:00Z";

test.each([
  [19, "delete override pf_primary: Mia Moss, Tue 1 Dec 18:00 → Wed 2 Dec 09:00"],
  [20, "made by hand in Jira Service Management, and left alone:"],
])("without a commit in the description, with %i versions since", async (count, expected) => {
  const people = ["ann", "bob", "cem", "dee", "mia"];
  const jsm = await startJsm({
    now: () => Date.parse(NOW),
    accounts: people.map((name) => ({ id: `712020:${name}`, email: `${name}@example.com`, name })),
    teams: [{ id: "t", name: "platform" }],
  });
  const { history, commit } = createCommits();
  const run = (roster: string, ...args: readonly string[]) => {
    const env = { JSM_API_URL: jsm.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
    return oncallAt(jsm, args, { roster, now: NOW, env, history });
  };
  try {
    commit(WITHOUT + COVER);
    expect((await run(WITHOUT + COVER, "push", "--yes")).exit).toBe(0);
    const id = jsm.schedules.find(({ name }) => name === "pf_primary")?.["id"];
    jsm.byHand("PATCH", `/schedules/${id}`, { description: "Managed by oncall" });
    const versions = Array.from({ length: count }, (_, index) => `${WITHOUT}# ${index}\n`);
    for (const version of versions) commit(version);
    const { stdout } = await run(versions.at(-1) ?? WITHOUT, "plan");
    expect(stdout.split("\n").map((line) => line.trim())).toContain(expected);
  } finally {
    await jsm.close();
  }
});
