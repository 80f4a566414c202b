/** Tests answers that Twilio would not give: they are no bug of ours, nothing is sent twice, and no call keeps running. */
import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { ALICE, SENDER, WAITS } from "./verify-world.ts";
import { type Answer, EXAMPLE, oncall, type World } from "./world.ts";

type Canned = readonly [status: number, body: unknown];

const SID = `AC${"0".repeat(31)}1`;
const CALL = `CA${"0".repeat(31)}2`;
const ACCOUNT: Canned = [200, { sid: SID, friendly_name: "Platform", type: "Full", status: "active" }];
const QUEUED: Canned = [201, { sid: CALL, status: "queued" }];
const RINGING: Canned = [200, { sid: CALL, status: "ringing" }];
const OVER: Canned = [200, { sid: CALL, status: "completed" }];
const FORBIDDEN: Canned = [403, { code: 20008, status: 403, message: "x" }];

/** Runs oncall against these answers in turn, the last one repeated, and gives the requests too. */
async function answered(
  canned: readonly Canned[],
  via: string,
  world: World = {},
): Promise<Answer & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [status, body] = canned[Math.min(asked.length, canned.length - 1)] ?? [500, ""];
    asked.push(`${request.method} ${(request.url ?? "").replace(/^.*\/Accounts\/\w+/, "")}`);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const answer = await oncall(["verify-notifications", "alice", "--via", via], {
    tty: true,
    files: { "/team/roster.yaml": EXAMPLE },
    ...world,
    env: {
      TWILIO_API_URL: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
      TWILIO_ACCOUNT_SID: SID,
      TWILIO_AUTH_TOKEN: "test-token",
      TWILIO_FROM: SENDER,
      ONCALL_PHONE_ALICE: ALICE,
    },
  });
  return { ...answer, asked };
}

test.each([null, {}, []])("%j instead of an account", async (body) => {
  const { exit, stderr } = await answered([[200, body]], "sms");
  expect([exit, stderr]).toEqual([
    4,
    "oncall: Twilio cannot be reached: the server there is not Twilio\nhelp: try again later\n",
  ]);
});

test.each(["sms", "voice"].flatMap((via) => [{}, null, [], { sid: "../x" }].map((body) => [via, body])))(
  "%s: a page that was accepted with %j may have been sent",
  async (via, body) => {
    const answers = ["y", ""];
    const { exit, stdout, asked } = await answered([ACCOUNT, [201, body]], String(via), { answers });
    expect([exit, stdout, asked.length]).toEqual([
      1,
      `alice  ${via}  not verified: no code came (Twilio did not say whether it took the page: the server there is not Twilio)\n`,
      2,
    ]);
  },
);

test.each(["sms", "voice"])("%s: interrupted then, nothing is claimed about it", async (via) => {
  const { exit, stdout } = await answered([ACCOUNT, [500, {}]], via, { answers: ["y", "^C"] });
  expect([exit, stdout]).toEqual([
    130,
    `alice  ${via}  stopped: Twilio did not say whether it took the page: it answers 500\n`,
  ]);
});

test("a status that makes no sense is ignored", async () => {
  const { exit, stdout, asked } = await answered([ACCOUNT, QUEUED, [200, null], RINGING, OVER], "voice", {
    answers: ["y", (drawn: readonly string[] = []) => (drawn.includes("ringing") ? "" : undefined)],
  });
  expect([exit, stdout, asked.at(-1)]).toEqual([
    1,
    "alice  voice  not verified: no code came (ringing)\n",
    `POST /Calls/${CALL}.json`,
  ]);
});

test("a call that may not be looked at is hung up all the same", async () => {
  const says = "Twilio does not let these credentials read its status (Twilio 20008)";
  const seen = (typed: string) => [
    "y",
    (drawn: readonly string[] = []) => (drawn.includes(says) ? typed : undefined),
  ];
  const looks = [`GET /Calls/${CALL}.json`, `POST /Calls/${CALL}.json`];
  const entered = await answered([ACCOUNT, QUEUED, FORBIDDEN, OVER], "voice", { answers: seen("") });
  expect([entered.stdout, entered.asked.slice(2)]).toEqual([
    `alice  voice  not verified: no code came (${says})\n`,
    looks,
  ]);
  const stopped = await answered([ACCOUNT, QUEUED, FORBIDDEN, OVER], "voice", { answers: seen("^C") });
  expect([stopped.exit, stopped.stdout, stopped.asked.slice(2)]).toEqual([
    130,
    "alice  voice  stopped: the call was hung up\n",
    looks,
  ]);
});

test("a call is hung up whatever fails while it is running", async () => {
  const { exit, asked } = await answered([ACCOUNT, QUEUED, OVER], "voice", {
    answers: ["y", WAITS],
    http: {
      send: async () => ({ kind: "failed", reason: "this world has no network" }),
      sleep: async () => {
        throw new RangeError("a bug");
      },
    },
  });
  expect([exit, asked.at(-1)]).toEqual([70, `POST /Calls/${CALL}.json`]);
});

test("where the question itself fails, the call was hung up, and nobody goes on looking", async () => {
  const waits: (AbortSignal | undefined)[] = [];
  const { exit, asked } = await answered([ACCOUNT, QUEUED, OVER], "voice", {
    answers: [
      "y",
      () => {
        throw new RangeError("a terminal that is gone");
      },
    ],
    http: {
      send: async () => ({ kind: "failed", reason: "this world has no network" }),
      sleep: (_ms, ending) => {
        waits.push(ending);
        return new Promise((resolve) => ending?.addEventListener("abort", () => resolve()));
      },
    },
  });
  expect([exit, asked.at(-1)]).toEqual([70, `POST /Calls/${CALL}.json`]);
  expect(waits.map((ending) => ending?.aborted)).toEqual([true]);
});

test("certificates that cannot be read are not reported as a bug", async () => {
  // Twilio's SDK reads process.env.
  vi.stubEnv("TWILIO_CA_BUNDLE", "/nowhere/ca.pem");
  onTestFinished(() => void vi.unstubAllEnvs());
  const { exit, stderr, asked } = await answered([ACCOUNT], "sms");
  expect([exit, stderr, asked]).toEqual([
    2,
    "oncall: the file that TWILIO_CA_BUNDLE names cannot be read\nhelp: name a file of certificates, or unset it\n",
    [],
  ]);
});
