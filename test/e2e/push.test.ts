/** Runs the built push against a local OpsGenie: killed after a call and run again; and the plan through a pipe. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { blocksRunBy } from "../docs/blocks.ts";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";

const BIN = resolve("bin/oncall.js");
const NOW = "2026-11-24T15:00:00Z";
const YEAR_MS = 52 * 7 * 86_400_000;
const PEOPLE = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia"];

const folder = mkdtempSync(join(tmpdir(), "oncall-push-"));
const roster = join(folder, "roster.yaml");
copyFileSync("roster.example.yaml", roster);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function spawned(url: string, args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, ...args, "-r", roster], {
    cwd: folder,
    env: {
      ...{ PATH: process.env["PATH"], HOME: folder, ONCALL_NOW: NOW, CI: "true" },
      ...{ OPSGENIE_API_URL: url, OPSGENIE_API_KEY: "test-key" },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  const ended = once(child, "close").then(() => ({ exit: child.exitCode, signal: child.signalCode, text }));
  return { child, ended };
}

async function opsgenieWith(onCommit: (opsgenie: Opsgenie) => void): Promise<Opsgenie> {
  return startOpsgenie({
    now: () => Date.parse(NOW),
    users: PEOPLE.map((id) => ({ id, username: `${id}@example.com`, fullName: id })),
    teams: [{ id: "t", name: "platform" }],
    onCommit,
  });
}

/** Both schedules over a year. */
function year({ timeline, schedules }: Opsgenie) {
  const now = Date.parse(NOW);
  return schedules.map(({ name }) => timeline(String(name), now, now + YEAR_MS));
}

test("a push killed after the first, the last or another call is completed by the next one", async () => {
  const whole = await opsgenieWith(() => undefined);
  const { exit } = await spawned(whole.url, ["push", "--yes"]).ended;
  expect(exit).toBe(0);
  const calls = whole.requests.filter(({ method }) => method !== "GET").length;
  const right = year(whole);
  await whole.close();
  for (const at of [1, 2, 4, 7, calls]) {
    let made = 0;
    let kill: (() => void) | undefined;
    const holes: unknown[] = [];
    const opsgenie = await opsgenieWith((service) => {
      made += 1;
      if (made === at) kill?.();
      holes.push(...year(service).flatMap((spans) => spans.filter(({ users }) => users.length !== 1)));
    });
    const first = spawned(opsgenie.url, ["push", "--yes"]);
    kill = () => first.child.kill("SIGKILL");
    expect((await first.ended).signal).toBe("SIGKILL");
    const second = await spawned(opsgenie.url, ["push", "--yes"]).ended;
    expect([second.exit, year(opsgenie), holes], second.text).toEqual([0, right, []]);
    const before = made;
    const third = await spawned(opsgenie.url, ["push", "--yes"]).ended;
    expect([third.exit, made], third.text).toEqual([0, before]);
    await opsgenie.close();
  }
}, 120_000);

test("a plan can go through a pipe, and has no key in it", async () => {
  const opsgenie = await opsgenieWith(() => undefined);
  const { exit, text } = await spawned(opsgenie.url, ["plan", "--check"]).ended;
  expect([
    exit,
    text.includes("test-key"),
    text.split("\n").filter((line) => /^\d+ calls:/.test(line)),
  ]).toEqual([1, false, ["10 calls:"]]);
  await opsgenie.close();
});

test("the tour of docs/opsgenie.md", async () => {
  const [tour] = blocksRunBy("test/e2e/push.test.ts");
  const lines = (tour?.text ?? "").split("\n").filter((line) => line.startsWith("oncall "));
  expect(lines).toHaveLength(3);
  const opsgenie = await opsgenieWith(() => undefined);
  const answers: { exit: number | null; text: string }[] = [];
  for (const line of lines) {
    const words = line.split(" ").slice(1);
    const at = words.indexOf("-r");
    answers.push(await spawned(opsgenie.url, words.toSpliced(at, 2)).ended);
  }
  await opsgenie.close();
  expect(answers.map(({ exit }) => exit)).toEqual([0, 0, 0]);
  expect(answers.map(({ text }) => /10 calls:|verified|nothing to do/.exec(text)?.[0])).toEqual([
    "10 calls:",
    "10 calls:",
    "nothing to do",
  ]);
  expect(answers[1]?.text).toContain("verified: OpsGenie and the roster agree");
});
