/** What the local Twilio holds a request to, what it records of one, and what can go wrong on the way. */
import { describe, expect, test } from "vitest";
import type { Recorded } from "../fake/twilio/model.ts";
import { ACCOUNT, API_KEY, ask, clientOf, FROM, POOL, start, TO, TWIML } from "./fake-twilio-session.ts";

const MESSAGE = { To: TO, From: FROM, Body: "oncall: 409137" };
const CALL = { To: TO, From: FROM, Twiml: TWIML };
const EMPTY = { sid: `MG${"0".repeat(31)}2`, numbers: [] };
const ALIEN = "+12025550150";

const refusal = (status: number, code: number, message: string) => ({
  status,
  answer: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

describe("a message is refused", () => {
  test.for<readonly [Readonly<Record<string, string>>, number, string]>([
    [{ To: "" }, 21604, "A 'To' phone number is required."],
    [{ To: "2025550101" }, 21211, "The 'To' number 2025550101 is not a valid phone number."],
    [{ From: "" }, 21603, "A 'From' phone number is required."],
    [
      { From: ALIEN },
      21606,
      `The 'From' phone number provided (${ALIEN}) is not a valid message-capable Twilio phone number for this destination.`,
    ],
    [
      { MessagingServiceSid: POOL.sid },
      21606,
      `The 'From' phone number provided (${FROM}) is not a valid message-capable Twilio phone number for this destination.`,
    ],
    [{ From: "", MessagingServiceSid: "MG1" }, 21705, "The Messaging Service is invalid."],
    [{ From: "", MessagingServiceSid: EMPTY.sid }, 21704, "The Messaging Service contains no phone numbers."],
    [{ Body: "" }, 21602, "Message body is required."],
    [{ Body: "a".repeat(1601) }, 21617, "The concatenated message body exceeds the 1600 character limit."],
    [{ ValidityPeriod: "0" }, 20001, "Invalid value for parameter ValidityPeriod"],
    [{ ValidityPeriod: "36001" }, 20001, "Invalid value for parameter ValidityPeriod"],
    [{ ValidityPeriod: "5m" }, 20001, "Invalid value for parameter ValidityPeriod"],
    [{ RiskCheck: "off" }, 20001, "Invalid value for parameter RiskCheck"],
    [{ MaxPrice: "1" }, 20001, "Unknown parameter MaxPrice"],
  ])("for %o", async ([change, code, message]) => {
    const fake = await start({ services: [POOL, EMPTY] });
    expect(await ask(fake, "POST", "/Messages", { ...MESSAGE, ...change })).toEqual(
      refusal(400, code, message),
    );
    expect(fake.messages).toEqual([]);
  });

  test.for([
    [21610, 400, `Attempt to send to unsubscribed recipient ${TO}`],
    [
      21608,
      400,
      `The number ${TO} is unverified. Trial accounts cannot send messages to unverified numbers.`,
    ],
    [572006, 400, `The request for ${TO} was refused.`],
    [20008, 403, "Resource not accessible with Test Account Credentials"],
    [20503, 503, "Service Unavailable"],
  ] as const)("by its phone's fate, with %i", async ([code, status, message]) => {
    const fake = await start({ phones: { [TO]: { sms: { refused: code } } } });
    expect(await ask(fake, "POST", "/Messages", MESSAGE)).toEqual(refusal(status, code, message));
    expect((await ask(fake, "POST", "/Messages", { ...MESSAGE, To: ALIEN })).status).toBe(201);
  });
});

test("the numbers stand whole in what it says, as the service has them", async () => {
  const codes = [21211, 21214, 21215, 21216, 21217, 21219, 21408, 21608, 21610, 21612, 21614];
  const senders = [21210, 21212, 21606, 21611, 21612];
  const fake = await start();
  for (const code of new Set([...codes, ...senders])) {
    fake.setPhones({ [TO]: { voice: { refused: code } } });
    const message = String((await ask(fake, "POST", "/Calls", CALL)).answer["message"]);
    expect([code, message.includes(TO), message.includes(FROM)]).toEqual([
      code,
      codes.includes(code),
      senders.includes(code),
    ]);
  }
});

describe("a call is refused", () => {
  test.for<readonly [Readonly<Record<string, string>>, number, string]>([
    [{ To: "" }, 21201, "No 'To' number is specified"],
    [{ To: "+0" }, 21217, "The phone number you are attempting to call, +0, is not valid."],
    [{ From: "" }, 21213, "No 'From' number is specified"],
    [
      { From: ALIEN },
      21210,
      `The source phone number provided, ${ALIEN}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
    ],
    [{ Twiml: "" }, 21205, "Url parameter is required."],
    [{ Twiml: "a".repeat(4001) }, 20001, "Twiml is longer than 4000 characters"],
    [{ Timeout: "601" }, 20001, "Invalid value for parameter Timeout"],
    [{ TimeLimit: "0" }, 20001, "Invalid value for parameter TimeLimit"],
    [{ MachineDetection: "enable" }, 20001, "Invalid value for parameter MachineDetection"],
    [{ MachineDetectionTimeout: "60" }, 20001, "Invalid value for parameter MachineDetectionTimeout"],
    [{ AsyncAmd: "yes" }, 20001, "Invalid value for parameter AsyncAmd"],
    [{ Body: "409137" }, 20001, "Unknown parameter Body"],
  ])("for %o", async ([change, code, message]) => {
    const fake = await start();
    expect(await ask(fake, "POST", "/Calls", { ...CALL, ...change })).toEqual(refusal(400, code, message));
    expect(fake.calls).toEqual([]);
  });

  test("by its phone's fate", async () => {
    const fake = await start({ phones: { [TO]: { voice: { refused: 21219 } } } });
    expect(await ask(fake, "POST", "/Calls", CALL)).toEqual(
      refusal(
        400,
        21219,
        `The number ${TO} is unverified. Trial accounts may only make calls to verified numbers.`,
      ),
    );
    expect((await ask(fake, "POST", "/Messages", MESSAGE)).status).toBe(201);
  });

  test("but not for a Url, behind which nothing is looked for", async () => {
    const fake = await start();
    const { status } = await ask(fake, "POST", "/Calls", { ...CALL, Url: "http://127.0.0.1:1/" });
    const sid = fake.calls[0]?.sid;
    for (let asked = 0; asked < 5; asked += 1) await ask(fake, "GET", `/Calls/${sid}`);
    expect([status, fake.phone(TO).calls, fake.calls[0]?.duration]).toEqual([
      201,
      [{ spoken: "", heardBy: "person" }],
      "0",
    ]);
  });
});

describe("the way to a resource", () => {
  test.for([
    ["GET", "/Messages/SM1", 404, 20404],
    ["GET", "/Calls/CA1", 404, 20404],
    ["POST", "/Calls/CA1", 400, 20001],
    ["GET", "/Calls/CA1/Notifications", 404, 20404],
    ["GET", "/Recordings", 404, 20404],
    ["GET", "/Messages", 405, 20004],
    ["DELETE", "/Calls/CA1", 405, 20004],
  ] as const)("%s %s is answered with %i", async ([method, path, status, code]) => {
    const fake = await start();
    expect(await ask(fake, method, path)).toMatchObject({ status, answer: { code, status } });
  });

  test("of another account is not found", async () => {
    const fake = await start();
    const other = `AC${"f".repeat(32)}`;
    const Authorization = `Basic ${btoa(`${ACCOUNT.sid}:${ACCOUNT.token}`)}`;
    const path = `/2010-04-01/Accounts/${other}/Messages.json`;
    const response = await fetch(`${fake.url}${path}`, { method: "POST", headers: { Authorization } });
    expect({ status: response.status, answer: await response.json() }).toEqual(
      refusal(404, 20404, `The requested resource ${path} was not found`),
    );
  });

  test.for(["", "Basic", "Basic !", `Bearer ${API_KEY.secret}`, `Basic ${btoa(ACCOUNT.sid)}`])(
    "is closed to the Authorization %o",
    async (Authorization) => {
      const fake = await start();
      expect(await ask(fake, "GET", "", {}, { Authorization })).toEqual(refusal(401, 20003, "Authenticate"));
    },
  );

  test("takes a form, and nothing else", async () => {
    const fake = await start();
    const type = { "Content-Type": "application/json" };
    expect(await ask(fake, "POST", "/Messages", JSON.stringify(MESSAGE), type)).toEqual(
      refusal(415, 20001, "Unsupported Media Type"),
    );
  });

  test("is recorded with what was asked, and never with who asked", async () => {
    const told: Recorded[] = [];
    const fake = await start({ onRequest: (recorded) => told.push(recorded) });
    await ask(fake, "POST", "/Messages", "To=%2B1&To=%2B2&Body=a+b%26c&Unheard=", { "User-Agent": "test" });
    await ask(fake, "GET", "", {}, { "User-Agent": "test" });
    const path = `/2010-04-01/Accounts/${ACCOUNT.sid}`;
    expect(fake.requests).toEqual([
      {
        number: 1,
        method: "POST",
        path: `${path}/Messages.json`,
        form: { To: ["+1", "+2"], Body: "a b&c", Unheard: "" },
        userAgent: "test",
        status: 400,
      },
      { number: 2, method: "GET", path: `${path}.json`, form: {}, userAgent: "test", status: 200 },
    ]);
    expect(told).toEqual(fake.requests);
  });
});

describe("faults", () => {
  test("a throttle strikes as often as it is told, and nothing is done", async () => {
    const fake = await start({ faults: [{ at: { method: "POST" }, does: "throttle", times: 2 }] });
    const answers = [];
    for (let asked = 0; asked < 3; asked += 1) answers.push(await ask(fake, "POST", "/Messages", MESSAGE));
    expect(answers.slice(0, 2)).toEqual(Array(2).fill(refusal(429, 20429, "Too Many Requests")));
    expect([answers[2]?.status, fake.messages.length]).toEqual([201, 1]);
  });

  test.for([
    ["before", 0],
    ["after", 1],
  ] as const)("an error %s what was asked", async ([when, made]) => {
    const fake = await start({ faults: [{ at: { path: "Calls" }, does: "error", status: 503, when }] });
    expect(await ask(fake, "POST", "/Calls", CALL)).toEqual(refusal(503, 20503, "Service Unavailable"));
    expect([fake.calls.length, fake.requests.map(({ status }) => status)]).toEqual([made, [503]]);
    fake.setFaults([{ at: 1, does: "error", status: 400, code: 21611, when }]);
    expect((await ask(fake, "POST", "/Calls", CALL)).answer).toMatchObject({ code: 21611, status: 400 });
  });

  test.for([503, 200])("the page of a proxy, with %i", async (status) => {
    const fake = await start({ faults: [{ at: 1, does: "error", status, html: true, when: "before" }] });
    const { url } = fake;
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      status,
      "text/html",
      "<html><body><h1>Something is in between</h1></body></html>",
    ]);
  });

  test.for([
    ["before", 0],
    ["after", 1],
  ] as const)("a connection is cut %s what was asked", async ([when, made]) => {
    const fake = await start({ faults: [{ at: { write: 1 }, does: "cut", when }] });
    const error = await clientOf(fake)
      .messages.create({ to: TO, from: FROM, body: "409137" })
      .catch((each) => each.code);
    expect([error, fake.messages.length, fake.requests[0]?.status]).toEqual(["ECONNRESET", made, 0]);
  });

  test("a request that hangs is done, and has no answer until the end", async () => {
    const told: Recorded[] = [];
    const faults = [{ at: 1, does: "hang" }] as const;
    const fake = await start({ faults, onRequest: (recorded) => told.push(recorded) });
    const answered = ask(fake, "POST", "/Messages", MESSAGE).catch((error) => error.message);
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([fake.messages.length, told[0]?.status]).toEqual([1, 0]);
    await fake.close();
    expect(await answered).toBe("fetch failed");
  });

  test("a slow answer comes, and what waits for it ends with the server", async () => {
    const faults = [
      { at: 1, does: "slow", ms: 20 },
      { at: 2, does: "slow", ms: 600_000 },
    ] as const;
    const fake = await start({ faults });
    expect((await ask(fake, "POST", "/Messages", MESSAGE)).status).toBe(201);
    const answered = ask(fake, "POST", "/Messages", MESSAGE).catch((error) => error.message);
    while (fake.messages.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await fake.close();
    expect(await answered).toBe("fetch failed");
  });

  test("it does not start where its port is taken", async () => {
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
  });
});
