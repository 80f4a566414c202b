/** Tests a push that takes its time, or waits for an answer: covers that have begun or ended meanwhile. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { KEY } from "./push-world.ts";
import { edgesOf } from "./world.ts";

const http = createHttp({});

const ROSTER = readFileSync("test/cases/push/roster.yaml", "utf8");
const COVER = `${ROSTER}changes:
  - { cover: cem, by: mia, from: 2026-11-25 12:00, until: 2026-11-25 18:00, role: primary, approved_by: mia }
`;

const startAt = (now: () => number, onCommit: () => void = () => undefined) =>
  startOpsgenie({
    now,
    onCommit,
    users: ["ann", "bob", "cem", "dee.doe", "mia"].map((name) => {
      return { id: `u-${name}`, username: `${name}@example.com`, fullName: name };
    }),
    teams: [{ id: "t", name: "platform", routing: { type: "escalation", name: "pf_escalation" } }],
  });

test("a cover that begins before the answer is guarded like one that has begun", async () => {
  let now = Date.parse("2026-11-25T16:59:00Z");
  const opsgenie = await startAt(() => now);
  const push = async (roster: string, args: readonly string[]) => {
    const { edges, written } = edgesOf({
      files: { "/team/roster.yaml": roster },
      tty: true,
      env: { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: KEY },
      http: { ...http, sleep: async () => undefined },
    });
    const yes = async () => {
      now = Date.parse("2026-11-25T17:01:00Z");
      return { kind: "answer", value: true } as const;
    };
    const exit = await run(["push", ...args], { ...edges, now: () => now, ask: { ...edges.ask, yes } });
    return { exit, stderr: written().stderr };
  };
  expect((await push(ROSTER, ["--yes"])).exit).toBe(0);
  const count = opsgenie.requests.length;
  expect(await push(COVER, [])).toEqual({
    exit: 5,
    stderr: `oncall: somebody else would be on call at once in 1 of 2 roles: primary [on-call-now]
help: to push anyway, add --allow on-call-now
`,
  });
  expect(opsgenie.requests.slice(count).filter(({ method }) => method !== "GET")).toEqual([]);
  await opsgenie.close();
});

test("a cover that ends while the calls are made is not written", async () => {
  let now = Date.parse("2026-11-25T22:59:30Z");
  const opsgenie = await startAt(
    () => now,
    () => {
      now = Date.parse("2026-11-25T23:00:10Z");
    },
  );
  const { edges, written } = edgesOf({
    files: { "/team/roster.yaml": COVER },
    env: { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: KEY },
    http: { ...http, sleep: async () => undefined },
  });
  const exit = await run(["push", "--yes"], { ...edges, now: () => now });
  expect([exit, written().stdout.includes("\nverified: ")], written().stderr).toEqual([0, true]);
  expect(opsgenie.overrides).toEqual([]);
  await opsgenie.close();
});
