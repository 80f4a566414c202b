/** Tests what an alert and a delivery prove where the service leaves something out. */
import { expect, test } from "vitest";
import { type AlertState, judgeAlert } from "../../src/proof/alert.ts";
import { judgeStatus } from "../../src/proof/result.ts";

const created = {
  isAcknowledged: false,
  acknowledgedBy: undefined,
  isProof: false,
  isAstray: false,
  isMissed: false,
  responders: ["user alice@example.com"],
  notified: [],
};

test.each([
  [{ kind: "open", ...created, isAcknowledged: true }, "not verified: somebody acknowledged it, not alice"],
  [
    { kind: "closed", closedBy: undefined, ...created },
    "not verified: somebody closed it before it was acknowledged",
  ],
  [
    { kind: "closed", closedBy: "bob@example.com", ...created },
    "not verified: bob@example.com closed it before it was acknowledged",
  ],
] satisfies readonly (readonly [AlertState, string])[])("%j proves nothing", (state, text) => {
  expect(judgeAlert(state, { id: "alice" }, "OpsGenie")).toEqual({
    kind: "failed",
    text,
    help: "run it again, and have alice acknowledge it",
  });
});

test("a page whose delivery was never reported proves nothing", () => {
  expect(judgeStatus(undefined)).toEqual({
    kind: "failed",
    text: "nothing is known of it",
    help: "only a code typed back would prove it: run it at a terminal, without --no-input",
  });
});
