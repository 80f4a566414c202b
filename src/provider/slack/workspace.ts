/** Finds out which workspace a token belongs to, before anything else is asked: a bad token is told then. */
import type { Slack } from "./client.ts";

/** The name of the workspace. */
export async function readWorkspace(slack: Slack): Promise<string> {
  const { team } = await slack.ask("say whose token it is", (client) => client.auth.test());
  return team ?? "of the token";
}
