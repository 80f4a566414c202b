/** A call of the local Twilio as the service's own SDK sees it: its life under every fate, its words, its end by our hand. */
import { describe, expect, test } from "vitest";
import type { PhoneEvent, VoiceFate } from "../fake/twilio/model.ts";
import type { Twilio } from "../fake/twilio/server.mjs";
import { ACCOUNT, clientOf, FROM, NOW, refusalIn, start, TO, TWIML } from "./fake-twilio-session.ts";

async function callLife(
  fake: Twilio,
  more: { machineDetection?: string; asyncAmd?: string; timeLimit?: number } = {},
) {
  const client = clientOf(fake);
  const { sid, status, answeredBy } = await client.calls.create({
    to: TO,
    from: FROM,
    twiml: TWIML,
    ...more,
  });
  const life = [`${status} ${answeredBy}`];
  for (let asked = 0; asked < 7; asked += 1) {
    const call = await client.calls(sid).fetch();
    life.push(`${call.status} ${call.answeredBy} ${call.duration}`);
  }
  return life;
}

const answered = (by: string) => [
  "ringing null null",
  "in-progress null null",
  `in-progress ${by} null`,
  `in-progress ${by} null`,
  `completed ${by} 2`,
];

describe("a call", () => {
  test.for<readonly [VoiceFate, readonly string[], "person" | "machine" | undefined]>([
    ["human", answered("human"), "person"],
    ["unknown", answered("unknown"), "person"],
    ["machine", answered("machine_start"), "machine"],
    ["machine-end", answered("machine_end_beep"), "machine"],
    ["fax", answered("fax"), "machine"],
    ["hangs-up", answered("human").toSpliced(3, 1), "person"],
    ["no-answer", ["ringing null null", "no-answer null null"], undefined],
    ["busy", ["ringing null null", "busy null null"], undefined],
    ["failed", ["failed null null"], undefined],
    ["rings", ["ringing null null"], undefined],
  ])(
    "that meets %s goes its way with each question, and stays at the end",
    async ([fate, wanted, heardBy]) => {
      const events: PhoneEvent[] = [];
      const fake = await start({ phones: { [TO]: { voice: fate } }, onPhone: (event) => events.push(event) });
      const [first, ...life] = await callLife(fake, { machineDetection: "Enable" });
      expect(first).toBe("queued null");
      expect(life).toEqual(
        Array.from({ length: 7 }, (_, index) => wanted[Math.min(index, wanted.length - 1)]),
      );
      const spoken = "This is a test.";
      const call = { kind: "call", sid: `CA${"0".repeat(31)}1`, to: TO, from: FROM, spoken, heardBy };
      expect(events).toEqual(heardBy === undefined ? [] : [call]);
      expect(fake.phone(TO).calls).toEqual(heardBy === undefined ? [] : [{ spoken, heardBy }]);
    },
  );

  test("is answered by nobody known where machines are not looked for", async () => {
    const fake = await start({ phones: { [TO]: { voice: "machine" } } });
    const life = await callLife(fake);
    expect(life.filter((each) => !each.includes(" null"))).toEqual([]);
    expect(life.at(-1)).toBe("completed null 2");
  });

  test.for([
    [{}, 2],
    [{ machineDetection: "Enable" }, 3],
    [{ machineDetection: "Enable", asyncAmd: "true" }, 2],
    [{ machineDetection: "Enable", sendDigits: "1" }, 2],
  ] as const)("speaks once it knows who answered, if it is to wait for that: %o", async ([more, at]) => {
    let asked = 0;
    const spoke: number[] = [];
    const fake = await start({ onPhone: () => spoke.push(asked) });
    const client = clientOf(fake);
    const { sid } = await client.calls.create({ to: TO, from: FROM, twiml: TWIML, ...more });
    for (asked = 1; asked <= 5; asked += 1) await client.calls(sid).fetch();
    expect(spoke).toEqual([at]);
  });

  test("ends at its time limit, and is not heard beyond", async () => {
    const fake = await start();
    expect((await callLife(fake, { timeLimit: 1 })).at(-1)).toBe("completed null 1");
    expect(fake.phone(TO).calls).toEqual([{ spoken: "This is", heardBy: "person" }]);
  });

  test("that somebody hangs up after two seconds has not spoken its code", async () => {
    const fake = await start({ phones: { [TO]: { voice: "hangs-up" } } });
    const client = clientOf(fake);
    const twiml = `<Response><Pause/>${"<Say>Hello, your code is 4 0 9 1 3 7</Say>"}</Response>`;
    const { sid } = await client.calls.create({ to: TO, from: FROM, twiml });
    for (let asked = 0; asked < 4; asked += 1) await client.calls(sid).fetch();
    expect([fake.phone(TO).calls, fake.phone(TO).code("voice"), fake.calls[0]?.duration]).toEqual([
      [{ spoken: "Hello, your", heardBy: "person" }],
      undefined,
      "2",
    ]);
  });

  test.for([
    ["completed", 0, ["canceled", null]],
    ["canceled", 1, ["canceled", null]],
    ["completed", 3, ["completed", "4"]],
    ["canceled", 3, ["in-progress", null]],
  ] as const)("is hung up with %s after %i questions", async ([status, questions, [wanted, duration]]) => {
    let now = NOW;
    const fake = await start({ now: () => now, phones: { [TO]: { voice: "human" } } });
    const client = clientOf(fake);
    const { sid } = await client.calls.create({ to: TO, from: FROM, twiml: TWIML });
    for (let asked = 0; asked < questions; asked += 1) {
      now += 2000;
      await client.calls(sid).fetch();
    }
    now += 2000;
    const call = await client.calls(sid).update({ status });
    expect([call.status, call.duration]).toEqual([wanted, duration]);
    expect(fake.calls.map(({ hungUp }) => hungUp)).toEqual([wanted !== "in-progress"]);
    if (wanted === "in-progress") return;
    expect((await client.calls(sid).fetch()).status).toBe(wanted);
    expect(
      refusalIn(
        await client
          .calls(sid)
          .update({ status })
          .catch((error) => error),
      )?.slice(0, 2),
    ).toEqual([400, 21220]);
  });

  test("is on the wire what the service sends, and keeps its words for tests", async () => {
    const fake = await start();
    const { sid, startTime, endTime } = await clientOf(fake).calls.create({
      to: TO,
      from: FROM,
      twiml: TWIML,
    });
    expect([startTime, endTime]).toEqual([null, null]);
    const uri = `/2010-04-01/Accounts/${ACCOUNT.sid}/Calls/${sid}`;
    expect(fake.calls).toEqual([
      {
        sid: `CA${"0".repeat(31)}1`,
        account_sid: ACCOUNT.sid,
        to: TO,
        to_formatted: "(202) 555-0101",
        from: FROM,
        from_formatted: "(202) 555-0199",
        status: "queued",
        direction: "outbound-api",
        answered_by: null,
        duration: null,
        price: null,
        price_unit: "USD",
        queue_time: "0",
        parent_call_sid: null,
        phone_number_sid: null,
        forwarded_from: null,
        group_sid: null,
        caller_name: null,
        trunk_sid: null,
        annotation: null,
        api_version: "2010-04-01",
        date_created: "Wed, 25 Nov 2026 15:00:00 +0000",
        date_updated: "Wed, 25 Nov 2026 15:00:00 +0000",
        start_time: null,
        end_time: null,
        uri: `${uri}.json`,
        subresource_uris: {
          notifications: `${uri}/Notifications.json`,
          recordings: `${uri}/Recordings.json`,
        },
        twiml: TWIML,
        hungUp: false,
      },
    ]);
  });

  test("whose TwiML is none fails when it is answered, and says why in a notification alone", async () => {
    const fake = await start();
    const client = clientOf(fake);
    const { sid } = await client.calls.create({
      to: TO,
      from: FROM,
      twiml: "<Response><Say>Hello</Response>",
    });
    const statuses = [];
    for (let asked = 0; asked < 3; asked += 1) statuses.push((await client.calls(sid).fetch()).status);
    const [notification, ...others] = await client.calls(sid).notifications.list();
    expect([statuses, fake.phone(TO).calls, others]).toEqual([["ringing", "failed", "failed"], [], []]);
    expect([notification?.errorCode, notification?.messageDate, notification?.messageText]).toEqual([
      "12100",
      new Date(NOW),
      "Msg=Document+parse+failure%3A+%3C%2FResponse%3E+where+%3CSay%3E+is+open",
    ]);
    const { sid: whole } = await client.calls.create({ to: TO, from: FROM, twiml: TWIML });
    expect(await client.calls(whole).notifications.list()).toEqual([]);
  });
});
