/** Tests faults on the way to Twilio: nothing is sent twice and nothing private is printed. */
import { expect, test } from "vitest";
import type { Fault } from "../fake/twilio/faults.mjs";
import { ACCOUNT, ALICE, codeOf, KEY, SENDER, twilioWith, verified } from "./verify-world.ts";

/** The second request sends the page. Its outcome is unknown, so it is not repeated; the code shows whether it arrived. */
test.each([
  ["error", { at: 2, does: "error", when: "after", status: 500 }, "it answers 500", 1],
  ["error before", { at: 2, does: "error", when: "before", status: 503 }, "it answers 503", 0],
  ["cut", { at: 2, does: "cut", when: "after" }, "the connection was cut", 1],
  [
    "another's page",
    { at: 2, does: "error", html: true, when: "before", status: 200 },
    "the server there is not Twilio",
    0,
  ],
] as const)("%s while a page is sent: it is not sent again", async (_, fault, reason, sent) => {
  const twilio = await twilioWith({ faults: [fault] });
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false });
  expect([exit, stdout, twilio.messages.length]).toEqual([
    1,
    `alice  sms  not verified: Twilio did not say whether it took the page: ${reason}\n`,
    sent,
  ]);
  expect(twilio.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(stderr).toContain(
    "help: alice, sms: it was not sent again; if no code comes, try again in a minute\n",
  );
});

test("no answer, and then status requests that hang: the typed code still counts", async () => {
  const looks = { method: "GET", path: "/Messages/" };
  const twilio = await twilioWith({ faults: [{ at: looks, times: 9, does: "hang" }] });
  const world = {
    answers: [
      "y",
      () => (twilio.requests.some(({ path }) => path.includes("/Messages/")) ? "042137" : undefined),
    ],
    codes: ["042137"],
  };
  const { exit, stdout } = await verified(twilio, ["alice", "--via", "sms", "--no-record"], world);
  expect([exit, stdout]).toEqual([0, "alice  sms  verified: the code was typed back\n"]);
  twilio.setFaults([{ at: { write: 1 }, does: "hang" }]);
  // The SDK waits 15 seconds.
  const silent = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false });
  expect([silent.exit, silent.stdout, twilio.messages.length]).toEqual([
    1,
    "alice  sms  not verified: Twilio did not say whether it took the page: no answer in time\n",
    2,
  ]);
}, 60_000);

test("a page with an unknown outcome may have arrived: its code is asked for and is proof", async () => {
  const twilio = await twilioWith({ faults: [{ at: 2, does: "cut", when: "after" }] });
  const { exit, stdout } = await verified(twilio, ["alice", "--via", "sms", "--no-record"], {
    answers: ["y", "042137"],
    codes: ["042137"],
  });
  expect([exit, stdout]).toEqual([0, "alice  sms  verified: the code was typed back\n"]);
});

test("a rate limit is waited out, because Twilio has not acted on the request", async () => {
  const twilio = await twilioWith({
    faults: [
      { at: 2, does: "throttle", times: 1 },
      { at: 3, does: "throttle" },
    ],
  });
  const { exit } = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false });
  expect([exit, twilio.messages.length]).toEqual([0, 1]);
});

test("a status request that fails is repeated", async () => {
  const twilio = await twilioWith({
    faults: [
      { at: 3, does: "cut", when: "before" },
      { at: 4, does: "error", when: "before", status: 503 },
      { at: 5, does: "error", html: true, when: "before", status: 200 },
    ],
  });
  const answers = ["y", codeOf(twilio, ALICE, "sms")];
  const { exit } = await verified(twilio, ["alice", "--via", "sms", "--no-record"], { answers });
  expect(exit).toBe(0);
});

test("no output has a secret, a number, a code or the text of a page", async () => {
  const faults = [1, 2, 3].flatMap((at): readonly Fault[] => [
    { at, times: 9, does: "cut", when: "after" },
    { at, times: 9, does: "error", status: 500, when: "after" },
    { at, times: 9, does: "error", status: 200, html: true, when: "after" },
    { at, times: 9, does: "throttle" },
  ]);
  const said: string[] = [];
  for (const fault of faults) {
    const twilio = await twilioWith({ faults: [fault] });
    for (const tty of [true, false]) {
      const world = { tty, answers: ["y", "000000", ""], codes: ["042137"] };
      const { stdout, stderr } = await verified(
        twilio,
        ["alice", "--via", "sms", ...(tty ? [] : ["--yes"])],
        world,
      );
      said.push(stdout, stderr);
    }
  }
  const refused = await twilioWith({
    phones: { [ALICE]: { sms: { refused: 21211 }, voice: { refused: 39998 } } },
  });
  const { stdout, stderr } = await verified(refused, ["alice", "--yes"], {
    tty: false,
    codes: ["042137", "950060"],
  });
  const all = [...said, stdout, stderr].join("\n");
  const secrets = [
    ACCOUNT.token,
    KEY.secret,
    ALICE,
    ALICE.slice(1),
    SENDER,
    "042137",
    "950060",
    ACCOUNT.sid,
    "Basic ",
    "Axios",
  ];
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  expect(all).toContain("+1 202 ••• ••01");
});
