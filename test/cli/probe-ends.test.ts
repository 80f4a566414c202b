/** Tests how a probe begins and ends: whom it asks, what it refuses, and that it deletes what it made or says what is left. */
import { describe, expect, test } from "vitest";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { jsm, opsgenie, probe, ROSTER } from "./probe-world.ts";

const SERVICES = [
  ["opsgenie", opsgenie],
  ["jsm", jsm],
] as const;

const NAME = "oncall-probe-424242";
const TERMINAL =
  "a probe makes schedules in a real account, so it works only on a terminal, where it asks first";

describe.each(SERVICES)("%s", (provider, start) => {
  const whole = probe(provider, start(), { args: ["--yes"], answers: [], isWatched: true });

  test("without a terminal it is refused, even with --yes, and nothing is made", async () => {
    for (const args of [[], ["--yes"]]) {
      const { exit, stdout, stderr, service } = await probe(provider, start(), { tty: false, args });
      expect([exit, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(TERMINAL);
      expect(service.requests).toEqual([]);
    }
  });

  test("whoever says no, or presses Ctrl-C at the question, has nothing made", async () => {
    for (const [answer, code] of [
      ["n", 1],
      ["^C", 130],
    ] as const) {
      const { exit, stdout, stderr, service } = await probe(provider, start(), { answers: [answer] });
      expect([exit, stdout]).toEqual([code, ""]);
      expect(stderr).toContain("nothing was made");
      expect(service.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    }
  });

  test("--no-input is refused; --yes at a terminal is consent", async () => {
    const refused = await probe(provider, start(), { args: ["--no-input"] });
    expect([refused.exit, refused.stdout]).toEqual([2, ""]);
    const { exit, left, stderr } = await whole;
    expect([exit, left]).toEqual([0, []]);
    expect(stderr).toContain("/team/roster.yaml → ");
  });

  test("it says where, who is named, and that nobody is alerted, before it asks", async () => {
    const { stderr } = await probe(provider, start(), { answers: ["n"] });
    const told = stderr.split("? Make them")[0]?.replaceAll("\n", " ");
    expect(told).toContain("/team/roster.yaml → ");
    expect(told).toMatch(/, account \S+, team payments/);
    expect(told).toContain(NAME);
    expect(told).toContain("Nobody is alerted");
    expect(told).toMatch(/only ann\S* ?x? is named|only ann@example\.com is named/);
  });

  test("the report has no name, address, id, number or key of anybody", async () => {
    const { stdout } = await whole;
    const private_ =
      /ann\b|bob\b|lindqvist|okafor|example\.com|payments|u-ann|712020|-77\b|team-1234|test-(key|token)|555010|127\.0\.0\.1|c10d0000/i;
    expect(stdout.split("\n").filter((line) => private_.test(line))).toEqual([]);
    expect(stdout).toMatch(/^# What .* does, probed by oncall \d/);
  });

  test("whatever it makes, nobody is on call in it within four weeks, and no alert is sent", async () => {
    const { early, service } = await whole;
    expect([early, service.alerts]).toEqual([[], []]);
    expect(service.requests.filter(({ path }) => /alerts|forwarding/.test(path))).toEqual([]);
  });

  test("Ctrl-C ends it between two requests, deletes what was made, and the report has what was settled", async () => {
    let stop = () => {};
    const { exit, stdout, stderr, left } = await probe(provider, start(), {
      interrupt: (told) => {
        stop = told;
      },
      onCommit: (writes) => {
        if (writes === 20) stop();
      },
    });
    expect([exit, left]).toEqual([130, []]);
    expect(stderr).toContain(`stopping, and deleting what begins with ${NAME}`);
    expect(stderr).toContain("the probe was interrupted; everything that it made is deleted");
    expect(stdout).toContain("| read-lag | at once |");
    expect(stdout).toContain("the probe was interrupted");
  });

  test("a service that cannot be reached any more is given up, and what is left is named", async () => {
    const gone: Fault = { at: { write: 12 }, does: "stop" };
    const { exit, stdout, stderr, left } = await probe(provider, start({ faults: [gone] }));
    expect([exit, left]).toEqual([4, [NAME]]);
    expect(stderr).toContain(`the probe could not delete the schedule ${NAME}: `);
    expect(stderr).toContain("delete it by hand in");
    expect(stdout).toContain("**Left behind:**");
    expect(stdout).toContain("not asked, since nobody answered any more");
  });

  test("where the scratch schedule cannot be made, it says why", async () => {
    const { exit, stdout, stderr } = await probe(provider, start({ lacks: ["schedules"] }));
    expect([exit, stdout]).toEqual([4, ""]);
    expect(stderr).toMatch(/plan of this .* does not include schedules/);
  });

  test("--all and --json do not go with it", async () => {
    for (const flag of ["--all", "--json"]) {
      const { exit, stderr, service } = await probe(provider, start(), { args: [flag] });
      expect([exit, service.requests]).toEqual([2, []]);
      expect(stderr).toContain(flag);
    }
  });

  test("in CI it needs the roster by name", async () => {
    const { exit } = await probe(provider, start(), { env: { CI: "true" } });
    expect(exit).toBe(2);
  });
});

test("a token that may not delete leaves schedules that are disabled and name nobody, and says so", async () => {
  const tokens = [{ email: "ann@example.com", token: "test-token", kind: "no-delete" as const }];
  const { exit, stdout, stderr, left, service } = await probe("jsm", jsm({ tokens }));
  expect([exit, left]).toEqual([
    4,
    [NAME, `${NAME}-zone`, `${NAME}-eastern`, `${NAME}-mars`, `${NAME}-policy`],
  ]);
  expect(stderr).toContain("the key may not delete it");
  expect(stdout).toContain("| delete-right | no | **no** |");
  expect(JSON.stringify(service.schedules)).not.toContain("712020");
  expect(service.schedules.map(({ enabled }) => enabled)).toEqual([false, false, false, false]);
});

test("what an earlier probe left is named, and a key that may not write is told", async () => {
  const schedules = [{ name: "oncall-probe-111111" }, { name: "payments_one" }];
  for (const [provider, start] of [
    ["opsgenie", opsgenie({ schedules })],
    ["jsm", jsm({ schedules })],
  ] as const) {
    const { stderr } = await probe(provider, start, { answers: ["n"] });
    expect(stderr.replaceAll("\n", " ")).toContain("An earlier probe left oncall-probe-111111: delete that");
  }
  const keys = [{ key: "test-key", kind: "read-only" as const }];
  const { exit, stderr } = await probe("opsgenie", opsgenie({ keys }));
  expect([exit, stderr.includes("may not change schedules")]).toEqual([4, true]);
});

test("nothing is made in OpsGenie once the account has moved", async () => {
  const roster = ROSTER.replace("opsgenie: { team", "opsgenie: { migrated: 2026-11-20, team");
  const { exit, service } = await probe("opsgenie", opsgenie(), { roster });
  expect([exit, service.requests]).toEqual([5, []]);
});

test("where git has no email that the service knows, somebody of the roster is named", async () => {
  const { exit, stderr } = await probe("opsgenie", opsgenie(), { email: "zoe@example.com" });
  expect(exit).toBe(0);
  expect(stderr.replaceAll("\n", " ")).toContain("only ann@example.com is named");
});

test("where Jira does not say whose token it is, somebody of the roster is named", async () => {
  const silent: Fault = { at: { path: "/myself" }, does: "error", when: "before", status: 403, times: 9 };
  const { exit, stderr } = await probe("jsm", jsm({ faults: [silent] }));
  expect(exit).toBe(0);
  expect(stderr.replaceAll("\n", " ")).toContain("only Ann Lindqvist is named");
  const nobody = await probe("jsm", jsm({ faults: [silent], accounts: [] }));
  expect([nobody.exit, nobody.stderr.includes("knows nobody of the roster")]).toEqual([4, true]);
});

test("where the service knows nobody, it is refused", async () => {
  const { exit, stderr } = await probe("opsgenie", opsgenie({ users: [] }), { email: "zoe@example.com" });
  expect(exit).toBe(4);
  expect(stderr).toContain("OpsGenie knows nobody of the roster");
});
