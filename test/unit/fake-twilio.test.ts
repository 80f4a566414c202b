/** The local Twilio as the service's own SDK sees it: a message under every fate, who may ask, what a phone holds. */
import { describe, expect, test } from "vitest";
import type { SmsFate } from "../fake/twilio/model.ts";
import type { Twilio } from "../fake/twilio/server.mjs";
import { ACCOUNT, API_KEY, clientOf, FROM, NOW, POOL, refusalIn, start, TO } from "./fake-twilio-session.ts";

const BODY = "oncall: 409137 is your code. Nobody else needs it.";

async function messageLife(fake: Twilio, sender: { from: string } | { messagingServiceSid: string }) {
  const client = clientOf(fake);
  const { sid, status, numSegments } = await client.messages.create({ to: TO, body: BODY, ...sender });
  const life = [`${status} ${numSegments}`];
  for (let asked = 0; asked < 6; asked += 1) {
    const message = await client.messages(sid).fetch();
    life.push(`${message.status} ${message.numSegments} ${message.errorCode ?? "-"}`);
  }
  return life;
}

describe("a message", () => {
  test.for<readonly [SmsFate, readonly string[], boolean]>([
    ["delivered", ["sending 1 -", "sent 1 -", "delivered 1 -"], true],
    ["sent", ["sending 1 -", "sent 1 -"], true],
    ["silent", ["queued 1 -"], false],
    [{ undelivered: 30003 }, ["sending 1 -", "sent 1 -", "undelivered 1 30003"], false],
    [{ failed: 30034 }, ["sending 1 -", "failed 1 30034"], false],
  ])("that is %o goes its way with each question, and stays at the end", async ([fate, wanted, arrives]) => {
    const fake = await start({ phones: { [TO]: { sms: fate } } });
    const [first, ...life] = await messageLife(fake, { from: FROM });
    expect(first).toBe("queued 1");
    expect(life).toEqual(Array.from({ length: 6 }, (_, index) => wanted[Math.min(index, wanted.length - 1)]));
    expect([fake.phone(TO).texts, fake.phone(TO).code("sms")]).toEqual(
      arrives ? [[BODY], "409137"] : [[], undefined],
    );
  });

  test("of a Messaging Service is accepted first, and has a sender and segments when it is sent", async () => {
    const fake = await start();
    expect(await messageLife(fake, { messagingServiceSid: POOL.sid })).toEqual([
      "accepted 0",
      "queued 0 -",
      "sending 1 -",
      "sent 1 -",
      "delivered 1 -",
      "delivered 1 -",
      "delivered 1 -",
    ]);
    expect(fake.messages.map(({ from, messaging_service_sid: pool }) => [from, pool])).toEqual([
      [POOL.numbers[0], POOL.sid],
    ]);
  });

  test("is on the wire what the service sends: strings, and nulls in every date that is not yet", async () => {
    const fake = await start();
    const { sid } = await clientOf(fake).messages.create({ to: TO, from: FROM, body: BODY });
    const uri = `/2010-04-01/Accounts/${ACCOUNT.sid}/Messages/${sid}`;
    expect(fake.messages).toEqual([
      {
        sid: `SM${"0".repeat(31)}1`,
        account_sid: ACCOUNT.sid,
        messaging_service_sid: null,
        to: TO,
        from: FROM,
        body: BODY,
        status: "queued",
        direction: "outbound-api",
        num_segments: "1",
        num_media: "0",
        price: null,
        price_unit: "USD",
        error_code: null,
        error_message: null,
        api_version: "2010-04-01",
        date_created: "Wed, 25 Nov 2026 15:00:00 +0000",
        date_updated: "Wed, 25 Nov 2026 15:00:00 +0000",
        date_sent: null,
        uri: `${uri}.json`,
        subresource_uris: { media: `${uri}/Media.json` },
      },
    ]);
    fake.setNow(() => NOW + 5000);
    const client = clientOf(fake);
    await client.messages(sid).fetch();
    const { dateCreated, dateSent } = await client.messages(sid).fetch();
    expect([dateCreated, dateSent]).toEqual([new Date(NOW), new Date(NOW + 5000)]);
  });

  test.for([
    ["160 letters", "a".repeat(160), "1"],
    ["161 letters", "a".repeat(161), "2"],
    ["307 letters", "a".repeat(307), "3"],
    ["158 letters and one that takes two places", `${"a".repeat(158)}€`, "1"],
    ["159 letters and one that takes two places", `${"a".repeat(159)}€`, "2"],
    ["70 letters, one of them of no short alphabet", `${"a".repeat(69)}—`, "1"],
    ["71 letters, one of them of no short alphabet", `${"a".repeat(70)}—`, "2"],
  ] as const)("counts the segments of %s", async ([, body, segments]) => {
    const fake = await start();
    const { numSegments } = await clientOf(fake).messages.create({ to: TO, from: FROM, body });
    expect(numSegments).toBe(segments);
  });
});

test("the last code counts, of what reached a person", async () => {
  const fake = await start();
  const client = clientOf(fake);
  const send = async (code: string) => {
    const { sid } = await client.messages.create({ to: TO, from: FROM, body: `oncall: ${code}` });
    for (let asked = 0; asked < 3; asked += 1) await client.messages(sid).fetch();
    const twiml = `<Response><Say>${[...code].join(". ")}.</Say></Response>`;
    const call = await client.calls.create({ to: TO, from: FROM, twiml });
    for (let asked = 0; asked < 3; asked += 1) await client.calls(call.sid).fetch();
  };
  await send("409137");
  await send("000128");
  fake.setPhones({ [TO]: { sms: "silent", voice: "machine" } });
  await send("555555");
  const { texts, calls, code } = fake.phone(TO);
  expect([code("sms"), code("voice"), texts.length, calls.map(({ heardBy }) => heardBy)]).toEqual([
    "000128",
    "000128",
    2,
    ["person", "person", "machine"],
  ]);
  expect(fake.phone(FROM).code("sms")).toBeUndefined();
});

test("a trial account sends no text of its own", async () => {
  const fake = await start({ account: { ...ACCOUNT, type: "Trial" } });
  await expect(clientOf(fake).messages.create({ to: TO, from: FROM, body: BODY })).rejects.toMatchObject({
    status: 400,
    code: 572006,
  });
  expect(fake.messages).toEqual([]);
});

describe("who asks", () => {
  test("is the account with its token, or one of its keys", async () => {
    const fake = await start();
    for (const client of [clientOf(fake), clientOf(fake, [API_KEY.sid, API_KEY.secret])]) {
      const { status } = await client.messages.create({ to: TO, from: FROM, body: BODY });
      const { type, status: account } = await client.api.v2010.accounts(ACCOUNT.sid).fetch();
      expect([status, type, account]).toEqual(["queued", "Full", "active"]);
    }
    const agents = new Set(fake.requests.map(({ userAgent }) => /^[a-z-]+/.exec(userAgent)?.[0]));
    expect([...agents]).toEqual(["twilio-node"]);
    expect(JSON.stringify(fake.requests)).not.toMatch(/made-up|Basic|authorization/i);
  });

  test.for([
    [ACCOUNT.sid, "another-token"],
    [ACCOUNT.sid, API_KEY.secret],
    [API_KEY.sid, ACCOUNT.token],
  ] as const)("is refused as %s with %s", async (credentials) => {
    const fake = await start();
    const error = await clientOf(fake, credentials)
      .messages.create({ to: TO, from: FROM, body: BODY })
      .catch((each) => each);
    expect([refusalIn(error), error.moreInfo]).toEqual([
      [401, 20003, "Authenticate"],
      "https://www.twilio.com/docs/errors/20003",
    ]);
  });

  test("may be a key that reads no account", async () => {
    const fake = await start({ apiKeys: [{ ...API_KEY, mayReadAccount: false }] });
    const client = clientOf(fake, [API_KEY.sid, API_KEY.secret]);
    const error = await client.api.v2010
      .accounts(ACCOUNT.sid)
      .fetch()
      .catch((each) => each);
    expect(refusalIn(error)).toEqual([403, 20003, "Authenticate"]);
    expect((await client.messages.create({ to: TO, from: FROM, body: BODY })).status).toBe("queued");
  });

  test("sends nothing from an account that is suspended, and is told that it is", async () => {
    const fake = await start({ account: { ...ACCOUNT, status: "suspended" } });
    const client = clientOf(fake);
    expect((await client.api.v2010.accounts(ACCOUNT.sid).fetch()).status).toBe("suspended");
    const error = await client.messages.create({ to: TO, from: FROM, body: BODY }).catch((each) => each);
    expect([refusalIn(error), fake.messages]).toEqual([[403, 20005, "Account not active"], []]);
  });
});
