/** Tests pushes while time passes and clocks differ: at every instant exactly one person is on call. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { KEY } from "./push-world.ts";
import { edgesOf } from "./world.ts";

const http = createHttp({});

const ROSTER = readFileSync("test/cases/push/roster.yaml", "utf8");
const YEAR_MS = 364 * 86_400_000;

interface Clocks {
  /** On our clock. */
  readonly begin: string;
  /** How far the service's clock is ahead of ours. */
  readonly ahead: number;
  /** The duration of each call. */
  readonly call: number;
}

/** Pushes a roster, then another; returns what each said, and where nobody or two people were on call. */
async function pushTwice({ begin, ahead, call }: Clocks, after: string, before = ROSTER) {
  let now = Date.parse(begin);
  const holes: unknown[] = [];
  const opsgenie = await startOpsgenie({
    now: () => now + ahead,
    users: ["ann", "bob", "cem", "dee.doe", "mia"].map((name) => ({
      id: `u-${name}`,
      username: `${name}@example.com`,
      fullName: name,
    })),
    teams: [{ id: "t", name: "platform" }],
    switches: { ended: "refused", pastStart: "recent" },
    onCommit: ({ schedules, timeline }) => {
      const here = now + ahead;
      const spans = schedules.flatMap(({ name }) => timeline(String(name), here, here + YEAR_MS));
      holes.push(...spans.filter(({ users }) => users.length !== 1));
    },
  });
  const push = async (roster: string) => {
    const { edges, written } = edgesOf({
      files: { "/team/roster.yaml": roster },
      env: { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: KEY },
      http: {
        send: async (request) => {
          const answer = await http.send(request);
          now += call;
          return answer;
        },
        sleep: async (ms) => {
          now += Math.ceil(ms);
        },
      },
    });
    const exit = await run(["push", "--yes", "--allow", "on-call-now,many-changes"], {
      ...edges,
      now: () => now,
    });
    const { stderr } = written();
    return [exit, stderr.replace(/^\d+\/\d+ .*\n|^note: .*\n/gm, "")];
  };
  try {
    const said = [await push(before), await push(after)];
    return { said, holes };
  } finally {
    await opsgenie.close();
  }
}

const OTHERS = ROSTER.replace("[ann, bob, cem, dee]", "[cem, ann, dee, bob]");
const DONE = { said: [0, 0].map((exit) => [exit, ""]), holes: [] };

test.each([
  { begin: "2026-11-23T17:00:01Z", ahead: -20_000, call: 0 },
  { begin: "2026-11-23T17:00:00Z", ahead: -1, call: 100 },
  { begin: "2026-11-23T16:59:59Z", ahead: 5000, call: 0 },
  { begin: "2026-11-23T16:59:59Z", ahead: 0, call: 7 },
])("$begin, $ahead ms ahead, $call ms a call", async (clocks) => {
  expect(await pushTwice(clocks, OTHERS)).toEqual(DONE);
});

test("a cover that ends before its call is made is not written", async () => {
  const until = "cover: dee, by: mia, from: 2026-11-25 08:00, until: 2026-11-25 10:00, approved_by: mia";
  const after = `${ROSTER}changes:\n  - { ${until} }\n  - { leave: dee, from: 2026-12-14 }\n`;
  const clocks = { begin: "2026-11-25T14:58:52Z", ahead: 0, call: 1000 };
  expect(await pushTwice(clocks, after)).toEqual(DONE);
});

test("a shortened cover that ends before its call is made is deleted", async () => {
  const coveredUntil = (time: string) =>
    `${ROSTER}changes:\n  - { cover: cem, by: mia, from: 2026-11-25 08:00, until: 2026-11-25 ${time}, role: primary, approved_by: mia }\n`;
  const after = `${coveredUntil("10:00")}  - { leave: dee, from: 2026-12-14 }\n`;
  const clocks = { begin: "2026-11-25T14:58:49Z", ahead: 0, call: 1000 };
  expect(await pushTwice(clocks, after, coveredUntil("18:00"))).toEqual(DONE);
});
