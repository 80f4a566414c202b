/** Checks `oncall parity` with two services at once, each with a clock that goes on between two answers. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import type { Forwarding } from "../fake/jsm/model.ts";
import { type Jsm, startJsm } from "../fake/jsm/server.mjs";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { createCommits } from "./commits.ts";
import { edgesOf } from "./world.ts";

const NOW = Date.parse("2026-11-25T15:00:00.123Z");
const IDS = ["ann", "bob", "cem", "dee", "mia"];
const mail = (id: string) => `${id}@example.com`;

function roster(
  more: { readonly rotation?: string; readonly first?: string; readonly changes?: string } = {},
) {
  const schedules = `{ primary: ${more.first ?? "pf_primary"}, secondary: pf_secondary }`;
  return `version: 1
team: Platform
rotation: ${more.rotation ?? "{ start: 2026-01-05, timezone: America/New_York, queue: [ann, bob, cem, dee] }"}
people:
${IDS.map((id) => `  ${id}: { name: ${id}, email: ${mail(id)} }`).join("\n")}
policy: { approvals: optional }
opsgenie: { team: platform, schedules: ${schedules} }
jsm: { team: platform, schedules: ${schedules} }
changes: [${more.changes ?? ""}]
`;
}

let clock = NOW;
const tick = () => {
  clock += 41;
  return clock;
};
let opsgenie: Opsgenie;
let jsm: Jsm;

async function start({ forwardings = [] }: { readonly forwardings?: readonly Forwarding[] } = {}) {
  const teams = [{ id: "t", name: "platform" }];
  opsgenie = await startOpsgenie({
    ...{ now: tick, teams },
    users: IDS.map((id) => ({ id: `u-${id}`, username: mail(id), fullName: id })),
  });
  jsm = await startJsm({
    ...{ now: tick, teams, forwardings },
    accounts: IDS.map((id) => ({ id: `712020:${id}`, email: mail(id), name: id })),
  });
}

beforeEach(async () => {
  clock = NOW;
  await start();
});

afterEach(async () => {
  await opsgenie.close();
  await jsm.close();
});

const commits = createCommits();

async function oncall(words: string, text: string) {
  commits.commit(text);
  const http = createHttp({});
  const { edges, written } = edgesOf({
    ...{ files: { "/team/roster.yaml": text }, history: commits.history },
    env: {
      ...{ OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: "test-key" },
      ...{ JSM_API_URL: jsm.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" },
    },
    http: { send: (request) => http.send(request), sleep: async () => undefined },
  });
  const exit = await run(words.split(" "), { ...edges, now: tick });
  return { exit, ...written() };
}

async function push(text: string, allowed = "vacant-role,on-call-now,many-changes,foreign-schedule") {
  for (const service of ["opsgenie", "jsm"])
    expect(await oncall(`push ${service} --yes --allow ${allowed}`, text)).toMatchObject({ exit: 0 });
}

const SAME = "roster.yaml, OpsGenie and Jira Service Management say the same until Wed 20 Jan 2027\n";

describe("right after a push there is no difference", () => {
  test.each([
    ["a plain queue", {}],
    [
      "hours of duty",
      {
        rotation:
          "{ start: 2026-01-05, timezone: Europe/London, queue: [ann, bob, cem], duty: { outside: mon-fri 09:00-17:00 } }",
      },
    ],
    ["an address of a rotation", { first: "shared/europe" }],
    [
      "a cover in force now",
      { changes: "{ cover: cem, by: mia, from: 2026-11-25 00:00, until: 2026-11-27 00:00 }" },
    ],
  ])("%s", async (_, more) => {
    const text = roster(more);
    await push(text);
    expect(await oncall("parity", text)).toEqual({ exit: 0, stdout: SAME, stderr: "" });
  });
});

/** The schedule of the primary, with its rotation. */
function primaryOf(service: Opsgenie | Jsm) {
  const text = JSON.stringify(service.schedules.find((each) => each["name"] === "pf_primary"));
  const { id, rotations } = JSON.parse(text);
  return {
    schedule: `/schedules/${id}`,
    rotation: `/schedules/${id}/rotations/${rotations[0].id}`,
    ...rotations[0],
  };
}

/** What parity says of the first difference, and what follows. */
const differ = (
  opsgenieSays: string,
  jsmSays: string,
  more = "no other difference",
  when = "Tue 1 Dec 07:00 → 15:00",
  who = "dee",
) => ({
  exit: 1,
  stdout: `primary, ${when}:
  roster.yaml: ${who}
  OpsGenie: ${opsgenieSays}
  Jira Service Management: ${jsmSays}
${more} until Wed 20 Jan 2027${more.startsWith("and") ? "; --json lists all" : ""}
`,
  stderr: "",
});

const TUESDAY = { start: "2026-12-01T12:00:00Z", end: "2026-12-01T20:00:00Z" };

describe("a difference says what it comes from", () => {
  test("an override made by hand in one service, and for how many weeks", async () => {
    await push(roster());
    jsm.addForeignOverride("pf_primary", { user: mail("mia"), ...TUESDAY });
    expect(await oncall("parity", roster())).toEqual(differ("dee, by its rotation", "mia, by an override"));
    const { stdout } = await oncall("parity jsm opsgenie --json --weeks 2", roster());
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      until: expect.stringMatching(/^2026-12-09T10:00:\d\d-05:00$/),
      differences: [
        {
          ...{ role: "primary", start: "2026-12-01T07:00:00-05:00", end: "2026-12-01T15:00:00-05:00" },
          ...{ roster: "dee", opsgenie: "dee", jsm: "mia" },
        },
      ],
    });
    expect((await oncall("parity opsgenie", roster())).exit).toBe(0);
  });
  test("a cover that only one of them has", async () => {
    await push(roster());
    const changes = "{ cover: dee, by: mia, from: 2026-12-01 07:00, until: 2026-12-01 15:00 }";
    await oncall("push opsgenie --yes", roster({ changes }));
    expect(await oncall("parity", roster({ changes }))).toEqual(
      differ("mia, by an override", "dee, by its rotation", undefined, undefined, "mia"),
    );
  });
  test("another order of the queue", async () => {
    await push(roster());
    const { rotation, participants } = primaryOf(opsgenie);
    const [first, second, ...others] = participants;
    opsgenie.byHand("PATCH", `/v2${rotation}?scheduleIdentifierType=id`, {
      participants: [first, ...others, second],
    });
    expect(await oncall("parity", roster())).toEqual(
      differ(
        "ann, by its rotation",
        "dee, by its rotation",
        "and 5 more differences",
        "Mon 30 Nov 12:00 → Mon 7 Dec",
      ),
    );
  });
  test("a rotation that was deleted", async () => {
    await push(roster());
    jsm.byHand("DELETE", primaryOf(jsm).rotation);
    expect(await oncall("parity", roster())).toEqual(
      differ(
        "cem, by its rotation",
        "NOBODY, it has no such rotation",
        "and 8 more differences",
        "Wed 25 Nov 10:01 → Mon 30 Nov 12:00",
        "cem",
      ),
    );
  });
  test("a schedule that is disabled notifies nobody", async () => {
    await push(roster());
    jsm.byHand("PATCH", primaryOf(jsm).schedule, { enabled: false });
    expect(await oncall("parity", roster())).toEqual({
      ...differ(
        "cem, by its rotation",
        "NOBODY, the schedule is disabled",
        "and 8 more differences",
        "Wed 25 Nov 10:01 → Mon 30 Nov 12:00",
        "cem",
      ),
      stderr: "note: the schedule pf_primary is disabled in Jira Service Management, and notifies nobody\n",
    });
  });
  test("a forwarding", async () => {
    await opsgenie.close();
    await jsm.close();
    await start({ forwardings: [{ from: mail("dee"), to: mail("mia"), ...TUESDAY }] });
    await push(roster());
    expect(await oncall("parity", roster())).toEqual({
      ...differ("dee, by its rotation", "mia, by a forwarding"),
      stderr: "note: a forwarding rule sends some alerts for dee to mia\n",
    });
  });
  test("a service that was never pushed to has no schedule", async () => {
    const text = roster();
    await oncall("push opsgenie --yes", text);
    expect(await oncall("parity", text)).toEqual(
      differ(
        "cem, by its rotation",
        "NOBODY, it has no such schedule",
        "and 17 more differences",
        "Wed 25 Nov 10:01 → Mon 30 Nov 12:00",
        "cem",
      ),
    );
  });
  test("a role without a schedule anywhere is said not to be compared", async () => {
    const text = roster().replaceAll(", secondary: pf_secondary", "");
    await push(text);
    expect(await oncall("parity", text)).toEqual({
      ...{ exit: 0, stdout: SAME },
      stderr: "note: no service has a schedule for secondary: it is not compared\n",
    });
  });
});
