/** Runs `oncall` in memory against a local Slack, over loopback and without pauses between requests. */
import { type Options, type Slack, startSlack, TOKEN } from "../fake/slack/server.mjs";
import { oncallAt, type Pushed } from "./push-world.ts";
import type { Answer } from "./world.ts";

/** Runs `oncall` with this roster at /team/roster.yaml; there is no other service. */
export function oncallWith(
  { url }: Pick<Slack, "url">,
  args: readonly string[],
  { env, ...world }: Pushed,
): Promise<Answer> {
  return oncallAt({ url: "http://127.0.0.1:9" }, args, {
    ...world,
    env: { SLACK_API_URL: url, SLACK_BOT_TOKEN: TOKEN, ...env },
  });
}

export const GROUP = "S0123ABCD";
export const CHANNEL = "C0123ABCD";
/** What a roster says about them. */
export const SECTION = `slack: { channel: ${CHANNEL}, usergroup: ${GROUP} }\n`;

/** A workspace with one user group and one channel, whose people have `NAME@example.com`. */
export function slackOf(names: readonly string[], options: Pick<Options, "now"> & Partial<Options>) {
  const members = names.map((name, index) => ({
    id: `U00000${String(index + 1).padStart(2, "0")}`,
    name,
    email: `${name}@example.com`,
  }));
  return startSlack({
    members,
    groups: [{ id: GROUP, handle: "oncall", members: [] }],
    channels: [{ id: CHANNEL, name: "platform", hasApp: true }],
    ...options,
  });
}
