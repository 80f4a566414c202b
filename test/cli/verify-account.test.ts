/** Tests the credentials and senders of test pages, what can be wrong with them, and that no secret or number is printed. */
import { expect, test } from "vitest";
import { ACCOUNT, KEY, SENDER, SERVICE, twilioWith, verified } from "./verify-world.ts";

const LAST = (stderr: string) => stderr.split("\n").slice(-3).join("\n");

test("an API key that may not read the account", async () => {
  const twilio = await twilioWith();
  const env = { TWILIO_API_KEY: KEY.sid, TWILIO_API_SECRET: KEY.secret, TWILIO_AUTH_TOKEN: "" };
  const { exit, stderr } = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false, env });
  expect([exit, stderr.split("\n")[0]]).toEqual([
    0,
    "/team/roster.yaml, team Platform Engineering → Twilio, account AC…0001, from +1 202 ••• ••99",
  ]);
});

test("a number in the name of the account is not shown", async () => {
  const twilio = await twilioWith({ account: { ...ACCOUNT, name: "Pages from +1 202 555 0150" } });
  const { stderr } = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false });
  expect(stderr.split("\n")[0]).toBe(
    '/team/roster.yaml, team Platform Engineering → Twilio, account AC…0001 "Pages from +• ••• ••• ••••", from +1 202 ••• ••99',
  );
});

test("a messaging service sends texts, and the number calls", async () => {
  const twilio = await twilioWith();
  const env = { TWILIO_MESSAGING_SERVICE_SID: SERVICE };
  const { exit, stderr } = await verified(twilio, ["alice", "--yes"], { tty: false, env });
  expect(stderr.split("\n")[0]).toMatch(/ "Platform", from its messaging service and \+1 202 ••• ••99$/);
  const sent = twilio.requests.filter(({ method }) => method === "POST").map(({ form }) => form);
  expect([exit, sent.map(({ From, MessagingServiceSid }) => [From, MessagingServiceSid])]).toEqual([
    0,
    [
      [undefined, SERVICE],
      [SENDER, undefined],
    ],
  ]);
  for (const from of ["", SENDER]) {
    const alone = await verified(twilio, ["alice", "--via", "sms", "--yes"], {
      tty: false,
      env: { ...env, TWILIO_FROM: from },
    });
    expect([alone.exit, alone.stderr.split("\n")[0]]).toEqual([
      0,
      '/team/roster.yaml, team Platform Engineering → Twilio, account AC…0001 "Platform", from its messaging service',
    ]);
  }
});

test("a trial account is warned about before anything is sent", async () => {
  const twilio = await twilioWith({ account: { ...ACCOUNT, type: "Trial" } });
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--via", "sms", "--yes"], { tty: false });
  expect([exit, stdout]).toEqual([
    1,
    "alice  sms  not verified: a trial account can send Twilio's own texts only, not ours (Twilio 572006)\n",
  ]);
  expect(stderr).toContain(
    "warning: a trial account can send only Twilio's own texts, to numbers verified there: this one will be refused\n",
  );
});

const SET =
  "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, from the Twilio console";

test.each<readonly [string, Readonly<Record<string, string>>, number, string, string]>([
  [
    "nothing",
    { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" },
    4,
    "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: there is no Twilio account to send from",
    SET,
  ],
  [
    "a key without its secret",
    { TWILIO_API_KEY: KEY.sid },
    4,
    "TWILIO_API_SECRET is not set: there is no Twilio account to send from",
    SET,
  ],
  [
    "another id",
    { TWILIO_ACCOUNT_SID: KEY.sid },
    4,
    "TWILIO_ACCOUNT_SID is not the id of a Twilio account: AC and 32 digits",
    "copy it again from the Twilio console",
  ],
  [
    "no key",
    { TWILIO_API_KEY: "key", TWILIO_API_SECRET: "secret" },
    4,
    "TWILIO_API_KEY is not the id of a Twilio API key: SK and 32 digits",
    "copy it again from the Twilio console",
  ],
  [
    "a token on two lines",
    { TWILIO_AUTH_TOKEN: "a\nb" },
    4,
    "TWILIO_AUTH_TOKEN has characters that no secret contains",
    "copy it again from the Twilio console",
  ],
  [
    "no sender",
    { TWILIO_FROM: "" },
    4,
    "TWILIO_FROM is not set: a call needs a phone number to come from",
    "set TWILIO_FROM to a number of the account that can call, or test by text alone: --via sms",
  ],
  [
    "a name for calls",
    { TWILIO_FROM: "Platform" },
    4,
    "TWILIO_FROM is a name: a call needs a phone number to come from",
    "set TWILIO_FROM to a number of the account that can call, or test by text alone: --via sms",
  ],
  [
    "a short code for calls",
    { TWILIO_FROM: "12345" },
    4,
    "TWILIO_FROM is a short code: a call needs a phone number to come from",
    "set TWILIO_FROM to a number of the account that can call, or test by text alone: --via sms",
  ],
  [
    "a short code of four digits",
    { TWILIO_FROM: "1234" },
    4,
    "TWILIO_FROM is neither a phone number nor a short code nor a sender name",
    "write a number of the account as +12025550100, without spaces",
  ],
  ...["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "TWILIO_MESSAGING_SERVICE_SID"].map(
    (name) =>
      [
        `${name} in quotes`,
        { [name]: `"${name === "TWILIO_FROM" ? SENDER : ACCOUNT.sid}"` },
        4,
        `${name} has quotes around it`,
        `write ${name}=… without the quotes: an env file of docker keeps them as part of the value`,
      ] as const,
  ),
  [
    "an API key in quotes",
    { TWILIO_API_KEY: `'${KEY.sid}'`, TWILIO_API_SECRET: KEY.secret },
    4,
    "TWILIO_API_KEY has quotes around it",
    "write TWILIO_API_KEY=… without the quotes: an env file of docker keeps them as part of the value",
  ],
  [
    "an address in quotes",
    { TWILIO_API_URL: '"https://twilio.example.com"' },
    2,
    "TWILIO_API_URL has quotes around the address",
    "write TWILIO_API_URL=… without the quotes: an env file of docker keeps them as part of the value",
  ],
  [
    "a number with spaces",
    { TWILIO_FROM: "+1 202 555 0199" },
    4,
    "TWILIO_FROM is neither a phone number nor a short code nor a sender name",
    "write a number of the account as +12025550100, without spaces",
  ],
  [
    "no service",
    { TWILIO_MESSAGING_SERVICE_SID: "MG1" },
    4,
    "TWILIO_MESSAGING_SERVICE_SID is not the id of a messaging service: MG and 32 digits",
    "copy it again from the Twilio console, or unset it and set TWILIO_FROM",
  ],
  [
    "plain http",
    { TWILIO_API_URL: "http://twilio.example.com" },
    2,
    "TWILIO_API_URL is neither https nor http to a loopback address",
    "write https://HOST, or unset it",
  ],
  [
    "credentials in the address",
    { TWILIO_API_URL: "https://a:b@127.0.0.1" },
    2,
    "TWILIO_API_URL is neither https nor http to a loopback address",
    "write https://HOST, or unset it",
  ],
  [
    "a what-if",
    { TWILIO_API_URL: "https://twilio.example.com", ONCALL_NOW: "2026-11-24T15:00:00Z" },
    2,
    "ONCALL_NOW is set, but a test happens in the present",
    "unset it; a what-if works only with a service on this machine (TWILIO_API_URL)",
  ],
])("%s is set", async (_, env, exit, message, help) => {
  const twilio = await twilioWith();
  const answer = await verified(twilio, ["alice", "--yes"], { env });
  expect([answer.exit, LAST(answer.stderr)]).toEqual([exit, `oncall: ${message}\nhelp: ${help}\n`]);
  expect(twilio.requests).toEqual([]);
});

test("a short code sends texts", async () => {
  const twilio = await twilioWith({ numbers: ["12345"] });
  const { exit, stderr } = await verified(twilio, ["alice", "--via", "sms", "--yes"], {
    tty: false,
    env: { TWILIO_FROM: "12345" },
  });
  expect([exit, stderr.includes(", from 12345\n")]).toEqual([0, true]);
  expect(twilio.requests.find(({ method }) => method === "POST")?.form["From"]).toBe("12345");
});

test("a text needs one of two senders", async () => {
  const twilio = await twilioWith();
  const { exit, stderr } = await verified(twilio, ["alice", "--via", "sms"], { env: { TWILIO_FROM: "" } });
  expect([exit, stderr]).toEqual([
    4,
    "oncall: neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set: a text needs a sender\nhelp: set one of them, from the Twilio console\n",
  ]);
});

const AGAIN = "try again later";

test.each([
  [
    "a wrong token",
    {},
    { TWILIO_AUTH_TOKEN: "wrong-token" },
    "Twilio does not accept these credentials, or they lack a permission (Twilio 20003)",
    "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, again",
  ],
  [
    "a wrong secret",
    {},
    { TWILIO_API_KEY: KEY.sid, TWILIO_API_SECRET: "wrong" },
    "Twilio does not accept these credentials, or they lack a permission (Twilio 20003)",
    "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, again",
  ],
  [
    "a suspended account",
    { account: { ...ACCOUNT, status: "suspended" } },
    {},
    "the Twilio account is suspended or not active",
    "ask the owner of the Twilio account to look at its console",
  ],
  [
    "another's page",
    { faults: [{ at: 1, does: "error", html: true, when: "before", status: 200 }] },
    {},
    "Twilio cannot be reached: the server there is not Twilio",
    AGAIN,
  ],
  [
    "a proxy's refusal",
    { faults: [{ at: 1, does: "error", html: true, when: "before", status: 403 }] },
    {},
    "Twilio answers 403",
    AGAIN,
  ],
  [
    "trouble there",
    { faults: [{ at: 1, does: "error", when: "before", status: 503 }] },
    {},
    "Twilio cannot be reached: it answers 503",
    AGAIN,
  ],
  [
    "a cut line",
    { faults: [{ at: 1, does: "cut", when: "before" }] },
    {},
    "Twilio cannot be reached: the connection was cut",
    AGAIN,
  ],
] satisfies readonly (readonly [
  string,
  Parameters<typeof twilioWith>[0],
  Readonly<Record<string, string>>,
  string,
  string,
])[])("%s: nothing is sent", async (_, options, env, message, help) => {
  const twilio = await twilioWith(options);
  const { exit, stdout, stderr } = await verified(twilio, ["alice", "--yes"], { env });
  expect([exit, stdout, LAST(stderr)]).toEqual([4, "", `oncall: ${message}\nhelp: ${help}\n`]);
  expect([twilio.messages, twilio.calls]).toEqual([[], []]);
});

test("nothing listens at the address", async () => {
  const twilio = await twilioWith();
  await twilio.close();
  const { exit, stderr } = await verified(twilio, ["alice", "--yes"]);
  expect([exit, stderr]).toEqual([
    4,
    "oncall: Twilio cannot be reached: the connection was refused\nhelp: try again later\n",
  ]);
});
