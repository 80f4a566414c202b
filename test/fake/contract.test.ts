/** Holds the requests and answers of all cases to OpsGenie's own API description. Skipped where that file is absent. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contractOf } from "./opsgenie/contract.ts";
import { answered } from "./session.ts";

const FOLDER = join(import.meta.dirname, "../cases/opsgenie");
const contract = contractOf();
/** What the service does, and its description does not mention. */
const UNDESCRIBED = ["GET /v2/nothing is not described", "PUT /v2/schedules is not described"];

describe("requests and answers are as OpsGenie describes them", () => {
  test.skipIf(contract === undefined).for(readdirSync(FOLDER))("in %s", async (name) => {
    const { requests } = await answered(readFileSync(join(FOLDER, name), "utf8"));
    const faults = requests.flatMap((each) =>
      (contract?.(each) ?? []).map((fault) => `${each.method} ${each.path}: ${fault}`),
    );
    expect(faults.filter((fault) => !UNDESCRIBED.some((known) => fault.endsWith(known)))).toEqual([]);
  });
});

test.skipIf(contract === undefined)("what is not as described is found", () => {
  const base = { number: 1, method: "POST", path: "/v2/schedules", query: {}, status: 201 };
  const answer = {
    result: "Created",
    took: 0.1,
    requestId: "1",
    data: { id: "1", name: "a", enabled: true },
  };
  const rotation = { startDate: "2026-11-23T17:00:00Z", type: "weekly", participants: [{ type: "user" }] };
  const cases = [
    { ...base, body: { name: "a", rotations: [rotation] }, answer },
    { ...base, body: { name: "a", rotations: [{ ...rotation, start: 1 }] }, answer },
    { ...base, body: { name: "a", rotations: [{ ...rotation, startDate: "2026-11-23" }] }, answer },
    { ...base, body: { zone: "UTC" }, answer },
    { ...base, body: undefined, answer },
    { ...base, body: { name: "a" }, answer: { ...answer, data: { ...answer.data, timezone: "UTC" } } },
    { ...base, body: { name: "a" }, answer: { data: answer.data }, query: { identifierType: "id" } },
    { ...base, method: "GET", path: "/v2/schedules/on-calls", body: undefined, answer, status: 200 },
    { ...base, method: "GET", path: "/v2/schedules/a/on-calls", body: {}, answer: {}, status: 0 },
    {
      ...base,
      method: "GET",
      path: "/v2/schedules/a/on-calls",
      body: undefined,
      answer: {},
      status: 0,
      query: { date: "now", flat: "1" },
    },
    {
      ...base,
      method: "GET",
      path: "/v2/schedules/a/timeline",
      body: undefined,
      answer: {},
      status: 0,
      query: { expand: "base", interval: "x", intervalUnit: "years" },
    },
  ];
  expect(cases.map((each) => contract?.(each))).toMatchInlineSnapshot(`
    [
      [],
      [
        "body/rotations/0 must NOT have unevaluated properties {"unevaluatedProperty":"start"}",
      ],
      [
        "body/rotations/0/startDate must match format "date-time" {"format":"date-time"}",
      ],
      [
        "body must have required property 'name' {"missingProperty":"name"}",
        "body must NOT have unevaluated properties {"unevaluatedProperty":"zone"}",
      ],
      [
        "there is no body",
      ],
      [
        "answer/data must NOT have unevaluated properties {"unevaluatedProperty":"timezone"}",
      ],
      [
        "query identifierType is not described",
        "answer must have required property 'requestId' {"missingProperty":"requestId"}",
        "answer must have required property 'took' {"missingProperty":"took"}",
      ],
      [
        "answer/data must be array {"type":"array"}",
        "answer must NOT have unevaluated properties {"unevaluatedProperty":"result"}",
      ],
      [
        "a body is not described",
      ],
      [
        "query date is now",
        "query flat is 1",
      ],
      [
        "query interval is x",
        "query intervalUnit is years",
      ],
    ]
  `);
});
