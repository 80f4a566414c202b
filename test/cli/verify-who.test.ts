/** Tests who `oncall verify-notifications` would test, and who not and why; nothing is sent. */
import { expect, test } from "vitest";
import { EXAMPLE, oncall, type World } from "./world.ts";

/** The example with everybody's phone in the private file. */
const NUMBERS = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"]
  .map((id, index) => `  ${id}: { phone: "+1202555${String(110 + index).padStart(4, "0")}" }\n`)
  .join("");
const FILES = {
  "/team/roster.yaml": EXAMPLE,
  "/team/roster.private.yaml": `people:\n${NUMBERS}`,
};

async function who(args: readonly string[], world: World = {}) {
  const words = ["verify-notifications", "--via", "sms", "--dry-run", ...args];
  const { exit, stdout, stderr } = await oncall(words, { files: FILES, ...world });
  const tested = [...stdout.matchAll(/^(?:sms|voice) to (.*), \+1 202 ••• ••(\d\d)$/gm)].map(
    ([, name]) => name,
  );
  return { exit, tested, stderr };
}

const DRY = "dry run: nothing was sent, and 123456 is a made-up code\n";

test("the user, found by git's email in any case", async () => {
  expect(await who([], { email: "Alice@Example.com" })).toEqual({
    exit: 0,
    tested: ["Alice Nguyen"],
    stderr: DRY,
  });
});

test.each([
  ["git does not know who you are: `git config user.email` is not set", {}],
  ["nobody in roster.yaml has the email of your git config", { email: "zoe@example.com" }],
])("%s", async (message, world) => {
  expect(await who([], world)).toEqual({
    exit: 2,
    tested: [],
    stderr: `oncall: ${message}\nhelp: name the people to test: alice, bob, carol, dave, erin, frank, grace, mia, max\n`,
  });
});

test("those who are named by id, name or email, each once", async () => {
  const { tested } = await who(["bob", "Alice Nguyen", "BOB@example.com", "mia"]);
  expect(tested).toEqual(["Bob Okafor", "Alice Nguyen", "Mia Rossi"]);
});

test("nobody by that name", async () => {
  expect(await who(["alcie"])).toEqual({
    exit: 2,
    tested: [],
    stderr: 'oncall: nobody in roster.yaml is called "alcie"\nhelp: did you mean alice?\n',
  });
});

// In the week of Thanksgiving: Mia covers Alice on that day, and the next shift begins on 30 November.
test.each([
  ["2026-11-24T15:00:00Z", ["Alice Nguyen", "Carol Diaz", "Mia Rossi", "Dave Lindqvist"]],
  ["2026-11-27T15:00:00Z", ["Carol Diaz", "Alice Nguyen", "Dave Lindqvist"]],
  ["2025-08-20T15:00:00Z", ["Alice Nguyen", "Bob Okafor"]],
])("--turn at %s: those on call in the current and the next shift", async (now, names) => {
  const { tested } = await who(["--turn"], { now });
  expect(tested).toEqual(names);
});

test("--all: everybody in the rotation and those who cover, but no other managers", async () => {
  const { tested } = await who(["--all"]);
  expect([...tested].sort()).toEqual([
    "Alice Nguyen",
    "Bob Okafor",
    "Carol Diaz",
    "Dave Lindqvist",
    "Erin Park",
    "Frank Osei",
    "Grace Kim",
    "Mia Rossi",
  ]);
});

test("--all: those in the escalation too", async () => {
  const text = EXAMPLE.replace("notify: secondary, after: 12 hours }", "notify: max, after: 12 hours }");
  const { tested } = await who(["--all"], { files: { ...FILES, "/team/roster.yaml": text } });
  expect(tested).toContain("Max Adler");
});

test.each([
  ["sms", ["Bob Okafor", "Carol Diaz", "Frank Osei"]],
  ["voice", ["Bob Okafor", "Erin Park", "Frank Osei"]],
])("--stale: those without a current proof by %s", async (via, stale) => {
  const proofs = {
    alice: '{ phone: "+12025550110", verified: { sms: 2026-11-20, voice: 2026-11-20, ending: "10" } }',
    bob: '{ phone: "+12025550111", verified: { sms: 2026-11-20, voice: 2026-11-20, ending: "77" } }',
    carol: '{ phone: "+12025550112", verified: { sms: 2026-08-25, voice: 2026-11-20, ending: "12" } }',
    dave: '{ phone: "+12025550113", verified: { sms: 2026-08-26, voice: 2026-11-20, ending: "13" } }',
    erin: '{ phone: "+12025550114", verified: { sms: 2026-11-20, ending: "14" } }',
    frank: '{ phone: "+12025550115" }',
    grace: '{ phone: "+12025550116", verified: { sms: 2026-11-20, voice: 2026-11-20 } }',
    mia: '{ phone: "+12025550117", verified: { sms: 2026-11-20, voice: 2026-11-20, ending: "17" } }',
  };
  const text = Object.entries(proofs).map(([id, person]) => `  ${id}: ${person}\n`);
  const { tested } = await who(["--stale", "--via", via], {
    files: { ...FILES, "/team/roster.private.yaml": `people:\n${text.join("")}` },
  });
  expect([...tested].sort()).toEqual(stale);
});

test("nobody is stale", async () => {
  const one = `version: 1
team: T
rotation: { start: 2026-11-02, timezone: UTC, handoff: monday 12:00, roles: [primary], queue: [a] }
people: { a: { name: A, phone: env:ONCALL_PHONE_A, verified: { sms: 2026-11-20, voice: 2026-11-20 } } }
`;
  const { exit, stdout, stderr } = await oncall(["verify-notifications", "--stale", "--yes"], {
    files: { "/team/roster.yaml": one },
    env: { ONCALL_PHONE_A: "+12025550110" },
  });
  expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: "there is nobody to test\n", stderr: "" });
});

test("nobody's phone rings at night without --any-hour", async () => {
  const now = "2026-11-24T22:00:00Z";
  expect(await who(["erin"], { now })).toEqual({
    exit: 5,
    tested: [],
    stderr:
      "oncall: nothing was sent: it is 22:00 for erin, and a test may ring only from 09:00 to 18:30\nhelp: to send it anyway, add --any-hour\n",
  });
  expect((await who(["erin", "--any-hour"], { now })).tested).toEqual(["Erin Park"]);
  expect((await who(["erin", "alice"], { now })).exit).toBe(5);
  expect(await who(["erin", "--turn"], { now })).toEqual(await who(["erin"], { now }));
});

test("people chosen by a flag are left out at night", async () => {
  const { exit, tested, stderr } = await who(["--all"], { now: "2026-11-24T22:00:00Z" });
  expect([exit, tested.includes("Erin Park"), tested.length]).toEqual([0, false, 7]);
  expect(stderr).toBe(
    `warning: left out: it is 22:00 for erin, and a test may ring only from 09:00 to 18:30\n${DRY}`,
  );
  const night = await who(["--all"], { now: "2026-11-25T04:00:00Z" });
  expect([night.exit, night.tested]).toEqual([5, []]);
});

test.each([
  [
    "no phone",
    "{ name: B }",
    {},
    3,
    "b has no phone in the roster, so no page can reach them",
    "give b a `phone`: in the private file, or as env:ONCALL_PHONE_B",
  ],
  [
    "a phone elsewhere",
    "{ name: B, phone: env:ONCALL_PHONE_B }",
    {},
    3,
    "the phone of b is in ONCALL_PHONE_B, which is not set here",
    "set ONCALL_PHONE_B to the number",
  ],
  [
    "a malformed phone",
    "{ name: B, phone: env:ONCALL_PHONE_B }",
    { ONCALL_PHONE_B: "0202 5550110" },
    3,
    "ONCALL_PHONE_B, the phone of b, holds no phone number",
    "write it as +12025550100, without spaces or quotes",
  ],
  [
    "a number at a premium rate",
    "{ name: B, phone: env:ONCALL_PHONE_B }",
    { ONCALL_PHONE_B: "+1900" + "5550110" },
    3,
    "the phone of b is a premium-rate number: a call to it is charged",
    "use a number at the usual rate",
  ],
])("%s", async (_, person, env, exit, message, help) => {
  const text = `version: 1
team: T
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [b, c] }
people: { b: ${person}, c: { name: C } }
`;
  const answer = await who(["b"], { files: { "/team/roster.yaml": text }, env });
  expect(answer).toEqual({
    exit,
    tested: [],
    stderr: `oncall: nothing was sent: ${message}\nhelp: ${help}\n`,
  });
});

test("in CI, --all or --turn needs a roster that is named", async () => {
  expect(await who(["alice"], { env: { CI: "true" } })).toEqual({
    exit: 2,
    tested: [],
    stderr: "oncall: in CI, a test needs the roster by name\nhelp: add --roster FILE\n",
  });
});

test.each([["--via", "opsgenie"], ["--no-record"]])("--commit with %s %s is a mistake", async (...args) => {
  const flags = args.filter((each) => each !== undefined);
  const { exit, stderr } = await oncall(["verify-notifications", "alice", "--commit", ...flags], {
    files: FILES,
  });
  expect([exit, stderr]).toEqual([
    2,
    `oncall: --commit needs a proof to commit, and ${flags.join(" ")} records none\nhelp: drop one of the two\n`,
  ]);
});
