/**
 * Runs the OpsGenie workflows of docs/github.md as a GitHub runner would, against a local OpsGenie, in a repository whose
 * roster changes. action.test.ts tests the lint step.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Integration } from "../fake/opsgenie/model.ts";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { git } from "./folder.ts";
import type { Context } from "./runner.ts";
import { commitAll, MAIN, newTeam, runWorkflow, type WorkflowOptions, type WorkflowRun } from "./workflow.ts";

const NOW = "2026-11-24T15:00:00Z";
const PEOPLE = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia"];
const SECRETS = {
  OPSGENIE_PLAN_KEY: "key-that-reads",
  OPSGENIE_PUSH_KEY: "key-that-configures",
  OPSGENIE_ALERT_KEY: "key-that-alerts",
};
const ESCALATION = "platform_oncall_escalation";

const INTEGRATIONS: readonly Integration[] = [
  { name: "API", type: "API" },
  { name: "Status page", type: "StatusPageIO", team: "platform" },
];

async function opsgenieOfTeam(integrations = INTEGRATIONS): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(NOW),
    users: PEOPLE.map((id) => ({
      ...{ id, username: `${id}@example.com`, fullName: id },
      contacts: [{ method: "sms", to: "1-2025550101" }],
      rules: [{ name: "New Alert", steps: [{ method: "sms", to: "1-2025550101" }] }],
    })),
    teams: [{ id: "t", name: "platform", routing: { type: "escalation", name: ESCALATION } }],
    integrations,
    keys: [
      { key: SECRETS.OPSGENIE_ALERT_KEY, kind: "restricted" },
      { key: SECRETS.OPSGENIE_PLAN_KEY, kind: "read-only" },
      { key: SECRETS.OPSGENIE_PUSH_KEY, kind: "account" },
    ],
  });
  onTestFinished(() => opsgenie.close());
  return opsgenie;
}

/** The same, without the need of a proof: the example has none. */
function newProvenTeam(): string {
  const folder = newTeam();
  const roster = join(folder, "roster.yaml");
  writeFileSync(
    roster,
    readFileSync(roster, "utf8").replace(/verified_within: .*/, "verified_within: never"),
  );
  commitAll(folder);
  return folder;
}

/** Inserts the cover in date order, among those of November. */
function cover(folder: string, entry: string): string {
  const roster = join(folder, "roster.yaml");
  const text = readFileSync(roster, "utf8");
  writeFileSync(
    roster,
    text.replace("\n  # Carol leaves", () => `  - { ${entry} }\n\n  # Carol leaves`),
  );
  return commitAll(folder);
}

interface Run extends WorkflowRun {
  /** The requests, such as `GET /v2/account`, in order. */
  readonly asked: readonly string[];
}

async function run(
  name: string,
  folder: string,
  opsgenie: Opsgenie,
  options: WorkflowOptions = {},
): Promise<Run> {
  const before = opsgenie.requests.length;
  const env = { ONCALL_NOW: NOW, OPSGENIE_API_URL: opsgenie.url };
  const ran = await runWorkflow(name, folder, { secrets: SECRETS, env, ...options });
  const asked = opsgenie.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
  return { ...ran, asked };
}

const writes = ({ asked }: Run) => asked.filter((each) => !each.startsWith("GET ")).length;
const lastOf = ({ log }: Run) => log.trimEnd().split("\n").at(-1);

/** The event of a pull request from a repository. */
const pullFrom = (full_name: string): Context => ({
  ...MAIN,
  ref: "refs/pull/1/merge",
  event: { pull_request: { head: { repo: { full_name } } } },
});

test("plan: the summary is the plan, made with a read-only key, and nothing from the pull request is run", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newTeam();
  expect((await run("push", folder, opsgenie)).exit).toBe(0);
  const reason = "```</code></pre><img src=x> @mia ::error::no";
  cover(folder, `cover: dave, by: mia, shift: 2026-12-07, approved_by: max, reason: "${reason}"`);
  for (const name of ["oncall", "sed", "git", "echo"]) {
    writeFileSync(join(folder, name), "#!/bin/sh\ntouch evil\n");
    chmodSync(join(folder, name), 0o755);
  }
  writeFileSync(join(folder, "package.json"), '{ "scripts": { "prepare": "touch evil" } }');
  mkdirSync(join(folder, ".github/actions/setup"), { recursive: true });
  writeFileSync(join(folder, ".github/actions/setup/action.yml"), "runs: { using: node20, main: evil.js }\n");
  const answer = await run("plan", folder, opsgenie, { github: pullFrom("your-org/platform") });
  expect([answer.exit, answer.jobs, writes(answer), answer.errors]).toEqual([0, ["plan"], 0, ""]);
  const shown = answer.log.split("\n").filter((line) => / → Mon 14 Dec /.test(line));
  expect(shown).toEqual(["Mon 7 Dec 12:00 → Mon 14 Dec   primary   Dave Lindqvist → Mia Rossi"]);
  const plan = answer.log.replace(/^/gm, "    ").replace(/ {4}$/, "");
  expect(answer.summary).toBe(plan);
  expect(existsSync(join(folder, "evil"))).toBe(false);
});

test("plan: there is none for a fork's pull request, and a failure is in the summary", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newTeam();
  const fork = await run("plan", folder, opsgenie, { github: pullFrom("eve/platform") });
  expect([fork.jobs, fork.asked, fork.summary]).toEqual([[], [], undefined]);
  writeFileSync(join(folder, "roster.yaml"), "version: 2\n");
  const broken = await run("plan", folder, opsgenie, { github: pullFrom("your-org/platform") });
  expect([
    broken.exit,
    broken.asked,
    broken.summary?.includes("    oncall: roster.yaml is invalid: 4 problems"),
  ]).toEqual([...[3, [], true]]);
});

test("push: the first run pushes what was merged, and the second writes nothing", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newTeam();
  const first = await run("push", folder, opsgenie);
  expect([first.exit, first.jobs, lastOf(first)]).toEqual([
    ...[0, ["lint", "push"], "verified: OpsGenie and the roster agree until Tue 30 Nov 2027"],
  ]);
  const second = await run("push", folder, opsgenie);
  expect([second.exit, writes(second), lastOf(second)]).toEqual([0, 0, lastOf(first)]);
});

test("push: a late or repeated run pushes no older roster, and a run on another branch pushes nothing", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newTeam();
  const old = git(folder, "rev-parse", "HEAD");
  writeFileSync(join(folder, "other"), "");
  commitAll(folder);
  expect((await run("push", folder, opsgenie, { sha: old })).exit).toBe(0);
  cover(folder, "cover: dave, by: mia, shift: 2026-12-07, approved_by: max");
  const late = await run("push", folder, opsgenie, { sha: old });
  expect([late.exit, late.asked, late.log]).toEqual([
    ...[0, [], "::notice::main has a newer roster, which has its own run\n"],
  ]);
  const lost = await run("push", folder, opsgenie, { sha: "0".repeat(40) });
  expect([lost.exit, lost.asked, lost.log]).toEqual([128, [], ""]);
  const github = { ...MAIN, ref: "refs/heads/topic" };
  const topic = await run("push", folder, opsgenie, { github });
  expect([topic.jobs, topic.asked]).toEqual([["lint"], []]);
});

test("push: a guard refuses, and an input allows it by name, which is only ever a value", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newTeam();
  await run("push", folder, opsgenie);
  const when = "from: 2026-11-24 10:00, until: 2026-11-24 20:00";
  cover(folder, `cover: alice, by: erin, ${when}, approved_by: mia`);
  const refused = await run("push", folder, opsgenie);
  expect([refused.exit, writes(refused), refused.errors.includes("[on-call-now]")]).toEqual([5, 0, true]);
  const evil = await run("push", folder, opsgenie, {
    inputs: { allow: "x $(touch evil); touch evil --yes" },
  });
  expect([evil.exit, writes(evil), existsSync(join(folder, "evil"))]).toEqual([2, 0, false]);
  const allowed = await run("push", folder, opsgenie, { inputs: { allow: "on-call-now" } });
  expect([allowed.exit, lastOf(allowed)?.startsWith("verified: ")]).toEqual([0, true]);
});

test("drift: passes while OpsGenie agrees with the roster and alerts get through, and fails if somebody changed it by hand", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newProvenTeam();
  await run("push", folder, opsgenie);
  const good = await run("drift", folder, opsgenie);
  expect([good.exit, writes(good), good.log.includes("\nnothing to do\n")], good.log).toEqual([0, 0, true]);
  expect(lastOf(good)).toMatch(/^0 broken, /);
  const [schedule] = opsgenie.schedules;
  const name = String(schedule?.["name"]);
  const start = "2026-12-08T15:00:00Z";
  opsgenie.addForeignOverride(name, { user: "mia@example.com", start, end: "2026-12-08T17:00:00Z" });
  const bent = await run("drift", folder, opsgenie);
  expect([bent.exit, writes(bent)]).toEqual([1, 0]);
});

test("drift: fails if alerts do not come in any more, though the schedules are right", async () => {
  const opsgenie = await opsgenieOfTeam(INTEGRATIONS.slice(0, 1));
  const folder = newProvenTeam();
  await run("push", folder, opsgenie);
  const silent = await run("drift", folder, opsgenie);
  expect([silent.exit, writes(silent), lastOf(silent)?.slice(0, 9)]).toEqual([1, 0, "1 broken,"]);
});

test("drift: fails if a schedule was disabled or the roster was not pushed", async () => {
  const opsgenie = await opsgenieOfTeam();
  const folder = newProvenTeam();
  await run("push", folder, opsgenie);
  const [schedule] = opsgenie.schedules;
  const path = `/v2/schedules/${schedule?.["id"]}`;
  opsgenie.byHand("PATCH", path, { enabled: false });
  const off = await run("drift", folder, opsgenie);
  expect([off.exit, writes(off)]).toEqual([1, 0]);
  opsgenie.byHand("PATCH", path, { enabled: true });
  expect((await run("drift", folder, opsgenie)).exit).toBe(0);
  cover(folder, "cover: dave, by: mia, shift: 2026-12-07, approved_by: max");
  const stale = await run("drift", folder, opsgenie);
  expect([stale.exit, writes(stale)]).toEqual([1, 0]);
});
