/** Runs every example of every help text on the example roster. */
import type { Command } from "commander";
import { expect, test } from "vitest";
import { buildProgram } from "../../src/command/program.ts";
import { examplesOf } from "../../src/command/shared/examples.ts";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { ACKNOWLEDGED, paged, paging } from "./page-world.ts";
import { oncallAt } from "./push-world.ts";
import { oncallWith, SECTION, slackOf } from "./slack-world.ts";
import { wordsOf } from "./transcript.ts";
import { lastCodeOf, twilioWith, verified } from "./verify-world.ts";
import { ALWAYS, EXAMPLE, edgesOf, oncall } from "./world.ts";

const program = buildProgram(edgesOf({}).edges).root;

function all(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(all)];
}

const visible = all(program).filter((command) => !command.name().startsWith("__"));

test.each(visible.map((command) => [command.name(), examplesOf(command)] as const))(
  "%s has examples",
  (_, examples) => {
    expect(examples.length).toBeGreaterThan(0);
  },
);

const [begins, others] = [true, false].map((isInit) =>
  visible
    .flatMap(examplesOf)
    .map(({ line }) => line)
    .filter((line) => line.startsWith("oncall init") === isInit),
);

/** With no roster yet and a user at the terminal. */
test.each(begins ?? [])("%s", async (line) => {
  const answers = ["Web", "", "", "", "", "Ana Reis <ana@example.com>", "Rui Melo", "", "", "", "", ""];
  const { exit, stdout } = await oncall(wordsOf(line), { files: {}, tty: true, answers });
  expect({ exit, stdout }).toEqual({
    exit: 0,
    stdout: /--team/.test(line)
      ? "wrote roster.yaml: the rotation\nwrote schema/roster.schema.json: for editors\n"
      : "wrote roster.yaml: the rotation\nwrote schema/roster.schema.json: for editors\nwrote .gitignore: ignores roster.private.yaml\n",
  });
});

/** In the first turn of the example, while people join and are away, around its last entries, and far in the future. */
const MOMENTS = [
  "2026-01-07T12:00:00Z",
  "2026-02-10T15:00:00Z",
  "2026-08-20T15:00:00Z",
  "2026-11-24T15:00:00Z",
  "2026-12-07T16:59:59Z",
  "2026-12-07T17:00:00Z",
  "2027-03-14T07:00:00Z",
  "2030-02-28T23:00:00Z",
  "2036-12-24T15:00:00Z",
];

/** Commands that may print nothing on stdout. */
const SILENT = [
  "oncall lint",
  "oncall remind",
  "oncall remind --since main~3 --format markdown",
  "oncall lint --format github",
  "oncall approve 91 --by manager",
  "oncall merge old.yaml roster.yaml other.yaml",
];

/** The other files that the examples name. */
const FILES = { "/team/roster.yaml": EXAMPLE, "/team/old.yaml": EXAMPLE, "/team/other.yaml": EXAMPLE };

/** Commands that call a service; it is there, and the user says yes. */
const TALKS = /^oncall (plan|push|adopt|parity|import|doctor)\b/;
/** The example is not in sync, and nobody in it has a proof. */
const SAYS_NO = /--check|^oncall (doctor(?! --probe)|parity|import)/;
/** Commands for Slack. */
const CHATS = /\bslack\b|--post/;
const talking = (others ?? []).filter((line) => TALKS.test(line) && !CHATS.test(line));

/** OpsGenie ends on 5 April 2027. */
const WHILE_IT_LASTS = MOMENTS.filter((now) => now < "2027-04-05");

/** A probe is about the service, and not about the example. */
const listMoments = (line: string) =>
  line.includes("--probe") ? WHILE_IT_LASTS.slice(0, 1) : WHILE_IT_LASTS;

test.each(talking.flatMap((line) => listMoments(line).map((now) => [line, now] as const)))(
  "%s works at %s",
  async (line, now) => {
    const ids = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];
    const opsgenie = await startOpsgenie({
      now: () => Date.parse(now),
      users: [...ids, "stranger"].map((id) => ({ id, username: `${id}@example.com`, fullName: id })),
      teams: [{ id: "t", name: "platform" }],
    });
    try {
      if (/--as |^oncall import/.test(line)) await addStranger(opsgenie, now);
      const world = { roster: EXAMPLE, now, tty: true, answers: ["y"], revisions: ALWAYS };
      const { exit, stdout, stderr } = await oncallAt(opsgenie, wordsOf(line), world);
      expect(exit, stderr).toBe(SAYS_NO.test(line) ? 1 : 0);
      expect(stdout).toMatch(line.includes("push") ? /^verified/m : /\S/);
    } finally {
      await opsgenie.close();
    }
  },
);

/** Who is in no roster, and has an override made by hand at the end of the coming week. */
async function addStranger(opsgenie: Opsgenie, now: string): Promise<void> {
  await oncallAt(opsgenie, ["push", "--yes"], { roster: EXAMPLE, now });
  const start = Date.parse(now) + 30 * 86_400_000;
  opsgenie.addForeignOverride("platform_primary", {
    user: "stranger@example.com",
    start,
    end: start + 3_600_000,
  });
}

test.each(
  (others ?? [])
    .filter((line) => CHATS.test(line))
    .flatMap((line) => MOMENTS.slice(-2).map((now) => [line, now] as const)),
)("%s works at %s", async (line, now) => {
  const people = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];
  const slack = await slackOf(people, { now: () => Date.parse(now) });
  try {
    const roster = `${EXAMPLE.replace(", slack: U0123BOB", "")}${SECTION}`;
    const world = { roster, now, tty: true, answers: ["y"], revisions: ALWAYS };
    const { exit, stdout, stderr } = await oncallWith(slack, wordsOf(line), world);
    expect(exit, stderr).toBe(0);
    if (!/remind/.test(line)) expect(stdout).toMatch(line.includes("push") ? /^verified/m : /\S/);
  } finally {
    await slack.close();
  }
});

/** Commands that send pages: by day in New York, to people who all have a phone. */
const PAGES = /^oncall verify-notifications\b/;

test.each((others ?? []).filter((line) => PAGES.test(line)))("%s works", async (line) => {
  const ids = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia"];
  const numbers = ids.map((id, index) => [id, `+1202555${String(101 + index).padStart(4, "0")}`] as const);
  const twilio = await twilioWith();
  const phones = numbers.map(([id, number]) => `  ${id}: { phone: "${number}" }\n`);
  const world = {
    files: { ...FILES, "/team/roster.private.yaml": `people:\n${phones.join("")}` },
    email: "alice@example.com",
    tty: !line.includes("--yes"),
    answers: ["y", ...Array.from({ length: 20 }, () => lastCodeOf(twilio))],
  };
  const { exit, stdout, stderr } = await verified(twilio, wordsOf(line).slice(1), world);
  expect(exit, stderr).toBe(0);
  expect(stdout).not.toBe("");
});

/** Commands that alert people. */
const ALERTS = /^oncall page\b/;

test.each((others ?? []).filter((line) => ALERTS.test(line)))("%s works", async (line) => {
  const args = wordsOf(line).slice(1);
  const { exit, stdout } = await paged(await paging(ACKNOWLEDGED), args, { tty: !line.includes("--yes") });
  expect([exit, stdout]).toEqual([0, expect.stringContaining("created")]);
});

/** An edit before the last covers of the example may leave one with nothing to cover, and is refused for that alone. */
function isHeld(now: string, stderr: string): boolean {
  const rules = [...stderr.matchAll(/\[([a-z-]+)\]$/gm)].map(([, rule]) => rule);
  return now < "2026-11-27" && rules.length > 0 && rules.every((rule) => rule === "hollow-cover");
}

const silent = (others ?? []).filter(
  (line) => ![TALKS, CHATS, PAGES, ALERTS].some((each) => each.test(line)),
);

test.each(silent.flatMap((line) => MOMENTS.map((now) => [line, now] as const)))(
  "%s works at %s",
  async (line, now) => {
    const { exit, stdout, stderr } = await oncall(wordsOf(line), { files: FILES, now, revisions: ALWAYS });
    if (isHeld(now, stderr)) return;
    expect(exit, stderr).toBe(0);
    if (!SILENT.includes(line)) expect(stdout).not.toBe("");
  },
);

const months = Array.from(
  { length: 11 * 12 },
  (_, month) => new Date(Date.UTC(2026, month, 1 + (month % 28), month % 24)),
);

test.each(months.map((month) => month.toISOString()))("a swap of alice and bob works at %s", async (now) => {
  const { exit, stderr } = await oncall(["swap", "alice", "bob", "--approved-by", "manager"], { now });
  if (isHeld(now, stderr)) return;
  expect(exit, stderr).toBe(0);
});
