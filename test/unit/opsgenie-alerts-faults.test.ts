/** Tests test alerts under faults: at most one is created, and none stays open. */
import { describe, expect, test } from "vitest";
import type { At } from "../fake/opsgenie/faults.mjs";
import { ALERT_SWITCHES } from "../fake/opsgenie/switches.mjs";
import { alertAt, BOB, faultOf, OPEN, start, statusesOf, waitUntilCreated } from "./opsgenie-alert.ts";

const POSTED: At = ({ method, path }) => method === "POST" && path === "/v2/alerts";

describe("exactly one alert", () => {
  const FATES = [
    { does: "throttle", headers: true },
    { does: "throttle" },
    { does: "error", when: "before" },
    { does: "error", when: "after", status: 503 },
    { does: "cut", when: "before" },
    { does: "cut", when: "after" },
  ] as const;
  const cases = FATES.flatMap((fault) =>
    ALERT_SWITCHES.map(({ name, switches }) => ({ fault, name, switches })),
  );

  test.for(cases)("after $fault where $name", async ({ fault, switches }) => {
    const opsgenie = await start({ switches, faults: [{ at: POSTED, ...fault }] });
    const alert = alertAt(opsgenie);
    await alert.send();
    await alert.send();
    expect([(await waitUntilCreated(alert)).kind, statusesOf(opsgenie)]).toEqual(["open", ["open 1"]]);
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 1"]]);
  });

  test("if it is created so late that it was sent again", async () => {
    const opsgenie = await start({
      switches: { unprocessed: 8 },
      faults: [{ at: POSTED, does: "cut", when: "after" }],
    });
    const alert = alertAt(opsgenie);
    await alert.send();
    // The second only raises the count of the first, and notifies nobody.
    expect([(await waitUntilCreated(alert)).kind, statusesOf(opsgenie)]).toEqual(["open", ["open 2"]]);
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 2"]]);
  });
});

describe("it is closed", () => {
  const CLOSED: At = ({ path }) => path.endsWith("/close");

  test.for([
    { at: CLOSED, does: "throttle" },
    { at: CLOSED, does: "error", when: "before", times: 3 },
    { at: CLOSED, does: "error", when: "after" },
    { at: CLOSED, does: "cut", when: "before" },
    { at: CLOSED, does: "cut", when: "after" },
    { at: CLOSED, does: "error", when: "before", status: 404 },
  ] as const)("through %j", async (fault) => {
    const opsgenie = await start({ faults: [fault] });
    const alert = alertAt(opsgenie);
    await alert.send();
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([true, ["closed 1"]]);
  });

  test.for(["before", "after"] as const)("while it is being sent, its fate unknown: cut %s", async (when) => {
    const opsgenie = await start({
      faults: [{ at: POSTED, does: "cut", when }],
      onRequest: ({ path, status }) => {
        if (path === "/v2/alerts" && status === 0) closing = alert.close();
      },
    });
    let closing: Promise<boolean> | undefined;
    const alert = alertAt(opsgenie);
    await alert.send();
    expect([await closing, statusesOf(opsgenie)]).toEqual([true, when === "after" ? ["closed 1"] : []]);
    expect(opsgenie.requests.filter(({ path }) => path === "/v2/alerts")).toHaveLength(1);
  });

  test("not if the key may not do it, but by somebody else all the same", async () => {
    const opsgenie = await start({
      faults: [{ at: CLOSED, does: "error", when: "before", status: 403, times: 99 }],
    });
    const alert = alertAt(opsgenie);
    await alert.send();
    await waitUntilCreated(alert);
    expect([await alert.close(), statusesOf(opsgenie)]).toEqual([false, ["open 1"]]);
    opsgenie.byHand("POST", `/v2/alerts/${BOB.alias}/close?identifierType=alias`, {
      user: "ann@example.com",
    });
    await alert.readState();
    expect(await waitUntilCreated(alert)).toEqual({ ...OPEN, kind: "closed", closedBy: "ann@example.com" });
    expect(await alert.close()).toBe(true);
  });

  test("not if OpsGenie does not confirm it", async () => {
    const opsgenie = await start();
    const alert = alertAt(opsgenie);
    await alert.send();
    opsgenie.setFaults([{ at: () => true, does: "error", when: "before", times: 99 }]);
    expect([await alert.close(), await faultOf(alert.readState())]).toEqual([
      false,
      "4 OpsGenie cannot be reached: it answers 500 | try again later",
    ]);
  });

  test("not if it may still be created", async () => {
    const opsgenie = await start({ switches: { unprocessed: 99 } });
    const alert = alertAt(opsgenie);
    await alert.send();
    expect([await alert.readState(), await alert.close(), opsgenie.alerts]).toEqual([
      { kind: "waiting" },
      false,
      [],
    ]);
  });
});
