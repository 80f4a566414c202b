/** Runs `oncall page` in memory against a local OpsGenie that has the example's schedules and escalation. */
import { onTestFinished } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { type Opsgenie, type Options, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { type Answer, EXAMPLE, edgesOf, NOW, type World } from "./world.ts";

const http = createHttp({});

export const PEOPLE = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];

/** One person for ever: who is on call there is the business of a push. */
const rotation = (id: string) => ({
  ...{ name: "oncall", startDate: "2026-11-02T17:00:00Z", type: "weekly" },
  participants: [{ type: "user", username: `${id}@example.com` }],
});

export async function paging(options: Partial<Options> = {}): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: PEOPLE.map((id) => ({ id: `user-${id}`, username: `${id}@example.com`, fullName: id })),
    teams: [{ id: "team-1", name: "platform" }],
    keys: [
      { key: "test-alert-key", kind: "global" },
      { key: "restricted-key", kind: "restricted" },
      { key: "test-team-key", kind: "team", team: "platform" },
    ],
    schedules: [
      { name: "platform_primary", timezone: "America/New_York", rotations: [rotation("alice")] },
      { name: "platform_secondary", timezone: "America/New_York", rotations: [rotation("bob")] },
    ],
    escalations: [
      {
        name: "platform_oncall_escalation",
        rules: [0, 720].map((timeAmount) => ({
          ...{ condition: "if-not-acked", notifyType: "default" },
          delay: { timeAmount, timeUnit: "minutes" },
          recipient: {
            type: "schedule",
            name: timeAmount === 0 ? "platform_primary" : "platform_secondary",
          },
        })),
      },
    ],
    ...options,
  });
  onTestFinished(opsgenie.close);
  return opsgenie;
}

/** Whoever is rung first acknowledges at once. */
export const ACKNOWLEDGED: Partial<Options> = {
  onAlert: ({ alias, notified: [id = ""] }, opsgenie) =>
    setImmediate(() => opsgenie.acknowledge(alias, `${id.replace("user-", "")}@example.com`)),
};

/** At a terminal, where the answer is yes. */
export async function paged(opsgenie: Opsgenie, args: readonly string[], world: World = {}): Promise<Answer> {
  const env = {
    OPSGENIE_API_URL: opsgenie.url,
    OPSGENIE_ALERT_KEY: "test-alert-key",
    NO_COLOR: "1",
    ...world.env,
  };
  const { edges, written } = edgesOf({
    files: { "/team/roster.yaml": EXAMPLE },
    ...{ tty: true, answers: ["y"], ...world, env, send: world.send ?? http.send },
  });
  const exit = await run(["page", ...args], edges);
  return { exit, ...written() };
}
