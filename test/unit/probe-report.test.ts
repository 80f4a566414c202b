/** Tests the report of a probe: whose names it must not have, and how it writes what was asked and answered. */
import { expect, test } from "vitest";
import type { HttpAnswer } from "../../src/edge/edges.ts";
import { createRedactor } from "../../src/provider/probe/redact.ts";
import { probeMarkdown } from "../../src/render/probe.ts";

const NAME = "oncall-probe-424242";
const SECRETS = ["Ann Lindqvist", "Lindqvist", "ann@example.com", "payments", "s3cr3t-key", "a", undefined];

function answer(status: number, text: string): HttpAnswer {
  return { kind: "answer", status, text, header: () => undefined };
}

function told(
  text: string,
  { url = "https://api.example.com/v2/schedules", body = "" } = {},
): readonly string[] {
  const redactor = createRedactor(NAME, SECRETS);
  const request = { method: "POST" as const, url, headers: {}, body, timeout: 1 };
  const { asked, answered } = redactor.exchange({ request, answer: answer(200, text) });
  return [asked, answered];
}

test.each([
  ["a name in a field", { name: "Zoe Quinn" }, '200 {"name":"name-'],
  ["an email in any field", { x: "zoe@corp.example" }, '200 {"x":"email-1"}'],
  ["a phone", { to: "1-2025550101" }, '200 {"to":"number-1"}'],
  ["an id", { ownerTeam: { id: "5f0c" } }, '200 {"ownerTeam":{"id":"id-1"}}'],
  ["free text", { description: "call Zoe" }, '200 {"description":"text-1"}'],
  [
    "a secret in a message",
    { message: "key s3cr3t-key of payments" },
    '200 {"message":"key name-5 of name-4"}',
  ],
  [
    "a message with ids, addresses and numbers",
    {
      message:
        "user 5b10ac8d82e05b22cc7d4ef5 (zoe@corp.example, 712020:5b10-77, +12025550101) at https://x.example/v2/users/zoe9",
    },
    '200 {"message":"user id-2 (email-1, id-3, +',
  ],
  [
    "what errors say",
    { errors: { owner: "Lindqvist may not" } },
    '200 {"errors":{"owner":"name-2 may not"}}',
  ],
  ["a name as the key of a field", { payments: true }, '200 {"name-4":true}'],
  [
    "a link",
    { links: { next: "/v1/teams/5f0c/x?offset=2&size=1&user=zoe" } },
    '200 {"links":{"next":"/v1/teams/id-1/x?offset=2&size=1&user=zoe"}}',
  ],
  [
    "the host of a link",
    { links: { next: "https://corp.atlassian.net/v1/teams" } },
    '200 {"links":{"next":"https://HOST/v1/teams"}}',
  ],
])("%s is replaced", (_, body, expected) => {
  const [, answered = ""] = told(JSON.stringify(body));
  expect(answered.startsWith(expected), answered).toBe(true);
  expect(answered).not.toMatch(/zoe quinn|zoe@|Lindqvist|s3cr3t|payments|2025550|corp/i);
});

test("dates, numbers, words of the service and names of the probe are kept", () => {
  const kept = {
    ...{ name: `${NAME}-zone`, startDate: "2026-12-28T17:00:00Z", type: "weekly", length: 1, enabled: true },
    ...{ timezone: "America/New_York", none: null, empty: "", list: [1, "2026-12-28T17:00:00Z"] },
  };
  expect(told(JSON.stringify({ took: 1, requestId: "x", ...kept }))[1]).toBe(`200 ${JSON.stringify(kept)}`);
});

test("the same value has the same name everywhere, also in the address", () => {
  const url = `https://api.example.com/v2/users/zoe%40corp.example/x%zz?date=2026-12-28T17:00:00Z&q=zoe%40corp.example&name=${NAME}`;
  const [asked, answered] = told('{"username":"zoe@corp.example"}', {
    url,
    body: '{"user":"zoe@corp.example"}',
  });
  expect(asked).toBe(
    `POST /v2/users/email-1/id-1?date=2026-12-28T17:00:00Z&q=email-1&name=${NAME} {"user":"email-1"}`,
  );
  expect(answered).toBe('200 {"username":"email-1"}');
});

test("what is long is cut, what is no JSON is not shown, and no answer has its reason", () => {
  const [, long = ""] = told(JSON.stringify({ alias: `${NAME}-${"x".repeat(500)}` }));
  expect(long).toMatch(/x… \(520 characters\)"}$/);
  expect(
    told(JSON.stringify({ list: Array.from({ length: 999 }, (_, index) => index) }))[1]?.length,
  ).toBeLessThan(800);
  expect(told("<html>Ann Lindqvist</html>")[1]).toBe("200 (not JSON)");
  expect(told("")[1]).toBe("200");
  const redactor = createRedactor(NAME, []);
  const request = { method: "GET" as const, url: "not a link", headers: {}, body: undefined, timeout: 1 };
  const failed = redactor.exchange({
    request,
    answer: { kind: "failed", reason: "nobody listens" },
    seen: "1",
  });
  expect(failed).toEqual({ asked: "GET id-1", answered: "no answer: nobody listens", seen: "1" });
});

const OUTCOME = { id: "x", question: "Is it so?", assumed: undefined, exchanges: [] };
const REPORT = {
  ...{ title: "Memo", version: "1.2.3", at: Date.parse("2026-11-29T10:00:00Z"), name: NAME, rests: [] },
};

test("the report says what was settled, what is otherwise, what is unknown, and what is left", () => {
  const same = { asked: "GET /x", answered: "200", seen: undefined };
  const settled = { kind: "settled" as const, answer: "kept", text: "it came back" };
  const text = probeMarkdown({
    ...REPORT,
    outcomes: [
      {
        ...OUTCOME,
        assumed: "kept",
        verdict: settled,
        exchanges: [same, same, { ...same, seen: "nothing" }],
      },
      { ...OUTCOME, id: "y", assumed: "other", verdict: settled },
      { ...OUTCOME, id: "z", verdict: settled },
      { ...OUTCOME, id: "u", assumed: "kept", verdict: { kind: "unknown", reason: "nobody can tell" } },
    ],
    rests: [{ what: "the schedule x", why: "the key may not delete it", help: "delete it by hand" }],
  });
  expect(text).toBe(`# What Memo does, probed by oncall 1.2.3

2026-11-29 10:00 UTC, on scratch schedules whose names begin with \`${NAME}\`. 3 points settled, 1 of them otherwise than oncall assumes; 1 unknown.

Names, addresses, ids, numbers and keys are replaced: \`name-1\` is the same one each time. Nobody was alerted.

**Left behind:**

- the schedule x: the key may not delete it; delete it by hand

| point | answer | as assumed |
| --- | --- | --- |
| x | kept | yes |
| y | kept | **no** |
| z | kept |  |
| u | unknown |  |

## x

Is it so?

**kept**: it came back.

\`\`\`text
GET /x
→ 200 (2 times)
GET /x
→ 200
  nothing
\`\`\`

## y

Is it so?

**kept**, where oncall assumes **other**: it came back.

## z

Is it so?

**kept**: it came back.

## u

Is it so?

**unknown**: nobody can tell.
`);
});

test("nothing that a service says does anything in the report", () => {
  const evil = "```\n@everyone <b>x</b> [x](http://x) \u001b[31m ::error:: #1";
  const text = probeMarkdown({
    ...REPORT,
    outcomes: [
      {
        ...OUTCOME,
        verdict: { kind: "settled", answer: evil, text: evil },
        exchanges: [{ asked: `GET /${evil}`, answered: evil, seen: evil }],
      },
    ],
  });
  const [head = "", fenced = "", ...rest] = text.split(/^```.*\n/m);
  expect(rest).toEqual([""]);
  expect(head).not.toMatch(/@everyone|<b>|\]\(http/);
  expect(`${head}${fenced}`).not.toContain("\u001b");
  expect(fenced.split("\n")).toHaveLength(4);
});
