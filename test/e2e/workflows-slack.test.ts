/** Runs the Slack workflows of docs/github.md as a GitHub runner would, early, late and twice. */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CHANNEL, GROUP, SECTION, slackOf } from "../cli/slack-world.ts";
import { SCOPES, type Slack } from "../fake/slack/server.mjs";
import { newFolder } from "./folder.ts";
import { commitAll, MAIN, newTeam, runWorkflow, type WorkflowOptions } from "./workflow.ts";

const PEOPLE = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];
const SECRETS = { SLACK_BOT_TOKEN: "xoxb-secret-of-the-workflow" };
/** Monday at noon in New York. */
const HANDOFF = Date.parse("2026-11-30T17:00:00Z");
const HOUR = 3_600_000;

async function slackOfTeam(): Promise<{ readonly slack: Slack; readonly folder: string }> {
  const slack = await slackOf(PEOPLE, {
    now: () => HANDOFF,
    tokens: [{ token: SECRETS.SLACK_BOT_TOKEN, scopes: SCOPES }],
  });
  onTestFinished(() => slack.close());
  const folder = newTeam();
  appendFileSync(join(folder, "roster.yaml"), SECTION.replace(/^/, "\n"));
  commitAll(folder);
  return { slack, folder };
}

/** `date` of the runner says the same time as oncall. */
function clockBin(): string {
  const bin = newFolder();
  writeFileSync(join(bin, "date"), '#!/bin/sh\nexec /bin/date -d "$ONCALL_NOW" "$@"\n', { mode: 0o755 });
  return bin;
}

async function run(name: string, folder: string, slack: Slack, at: number, options: WorkflowOptions = {}) {
  const now = new Date(at).toISOString();
  slack.setNow(() => at);
  const env = { ONCALL_NOW: now, SLACK_API_URL: slack.url };
  const before = slack.requests.length;
  const ran = await runWorkflow(name, folder, { secrets: SECRETS, env, bin: clockBin(), ...options });
  const asked = slack.requests.slice(before).map(({ path }) => path.replace("/api/", ""));
  return { ...ran, asked };
}

const namesIn = (slack: Slack) =>
  slack.membersOf(GROUP).map((id) => PEOPLE[Number(id.replace("U00000", "")) - 1]);

test("slack: a run before the handoff, one hours after it, and one more push what is true then", async () => {
  const { slack, folder } = await slackOfTeam();
  const before = await run("slack", folder, slack, HANDOFF - HOUR);
  expect([before.exit, before.jobs], before.errors).toEqual([0, ["group"]]);
  const [first, second] = namesIn(slack);
  const late = await run("slack", folder, slack, HANDOFF + 3 * HOUR);
  expect([late.exit, namesIn(slack)[0]], late.errors).toEqual([0, second]);
  expect(namesIn(slack)).not.toContain(first);
  const again = await run("slack", folder, slack, HANDOFF + 3.5 * HOUR);
  expect([again.exit, again.asked.includes("usergroups.users.update")]).toEqual([0, false]);
  const github = { ...MAIN, ref: "refs/heads/topic" };
  const topic = await run("slack", folder, slack, HANDOFF, { github });
  expect([topic.jobs, topic.asked]).toEqual([[], []]);
});

test("notes: on the day of the handoff the note is posted once, however late, and on other days only reminders are", async () => {
  const { slack, folder } = await slackOfTeam();
  const late = await run("notes", folder, slack, HANDOFF + 2 * HOUR);
  expect([late.exit, late.jobs], late.errors).toEqual([0, ["notes"]]);
  const notes = () => slack.messages.filter(({ text }) => text.includes("handoff on Mon 30 Nov 2026"));
  expect(notes().map(({ channel }) => channel)).toEqual([CHANNEL]);
  const again = await run("notes", folder, slack, HANDOFF + 4 * HOUR);
  expect([again.exit, notes().length, again.asked.includes("chat.postMessage")]).toEqual([0, 1, false]);
  const count = slack.messages.length;
  const quiet = await run("notes", folder, slack, HANDOFF + 50 * HOUR);
  expect([quiet.exit, slack.messages.length], quiet.errors).toEqual([0, count]);
});
