/** Tests an interrupt while a test alert is open: a message says that closing it takes some seconds, so that nobody interrupts again. */
import { expect, onTestFinished, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { NOW, oncall } from "./world.ts";

const http = createHttp({});

test("the alert is closed first, and the message is printed once", async () => {
  let stop: (() => void) | undefined;
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: [{ id: "user-alice", username: "alice@example.com", fullName: "alice" }],
    teams: [{ id: "t", name: "platform" }],
    keys: [{ key: "test-alert-key", kind: "global" }],
    onAlert: () =>
      setImmediate(() => {
        stop?.();
        stop?.(); // A terminal that closes sends two signals.
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
      "alice: alert sent",
      "stopping: closing the alerts that were sent",
      "alice: closing the alert",
      "alice: alert closed",
      "oncall: stopped: no more alerts are sent",
      "",
    ],
  ]);
  expect(opsgenie.alerts.map(({ status }) => status)).toEqual(["closed"]);
});
