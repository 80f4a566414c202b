/** Stopped while a test alert is open: closing takes some seconds, and that is said, so that nobody stops it a second time. */
import { expect, onTestFinished, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { NOW, oncall } from "./world.ts";

const http = createHttp({});

test("what was sent is closed first, and that is said once", async () => {
  let stop: (() => void) | undefined;
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: [{ id: "user-alice", username: "alice@example.com", fullName: "alice" }],
    teams: [{ id: "t", name: "platform" }],
    keys: [{ key: "test-alert-key", kind: "global" }],
    onAlert: () =>
      setImmediate(() => {
        stop?.();
        stop?.(); // A terminal that goes away says so twice.
      }),
  });
  onTestFinished(opsgenie.close);
  const { exit, stderr } = await oncall(["verify-notifications", "--via", "opsgenie", "alice"], {
    tty: true,
    answers: ["y"],
    env: { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_ALERT_KEY: "test-alert-key" },
    http: { send: http.send, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    interrupt: (told) => {
      stop = told;
    },
  });
  expect([
    exit,
    stderr
      .split("\n")
      .filter((line) => line !== "alice: mobile: notified")
      .slice(-6),
  ]).toEqual([
    130,
    [
      "alice: the alert is sent",
      "stopping: what was sent is closed first",
      "alice: closing the alert",
      "alice: the alert is closed",
      "oncall: stopped: no further alert is sent",
      "",
    ],
  ]);
  expect(opsgenie.alerts.map(({ status }) => status)).toEqual(["closed"]);
});
