/** Tests `oncall remind`: who hears what on which day, once each, and nothing on all other days. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { oncall, type World } from "./world.ts";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

const PROVEN = "verified: { sms: 2026-11-20, voice: 2026-11-20 }, phone: env:ONCALL_PHONE_X";
const ROSTER = `version: 1
team: Platform
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [dee, ana, bo, cy] }
people:
  ana: { name: Ana, ${PROVEN} }
  bo: { name: Bo, ${PROVEN} }
  cy: { name: Cy, ${PROVEN} }
  dee: { name: "*Dee*" }
  mia: { name: Mia, ${PROVEN} }
policy: { approvals: optional }
away:
  - { who: ana, from: 2026-12-09, until: 2026-12-11 }
changes:
  - { cover: bo, by: mia, from: 2026-12-09 18:00, until: 2026-12-09 22:00 }
`;
const OLD = ROSTER.replace(/changes:\n.*\n/, "");

const reminded = (date: string, args: readonly string[] = [], world: World = {}) =>
  oncall(["remind", ...args], {
    files: { "/team/roster.yaml": ROSTER },
    now: `${date}T15:00:00Z`,
    revisions: { HEAD: { "/team/roster.yaml": ROSTER }, told: { "/team/roster.yaml": OLD } },
    ...world,
  });

test("seven days and one day before a turn, and on no other day", async () => {
  const days = Array.from({ length: 14 }, (_, day) => `2026-11-${String(16 + day).padStart(2, "0")}`);
  const all = await Promise.all(days.map(async (date) => [date, (await reminded(date)).stdout] as const));
  expect(all.filter(([, text]) => text !== "")).toEqual([
    [
      "2026-11-16",
      "*Dee*: your turn begins in 7 days, on Mon 23 Nov 2026 12:00 America/New_York, as secondary\n*Dee*: prove your notifications, because nothing proves that a page reaches your phone: run oncall verify-notifications\n",
    ],
    [
      "2026-11-22",
      "*Dee*: your turn begins tomorrow, on Mon 23 Nov 2026 12:00 America/New_York, as secondary\n*Dee*: prove your notifications, because nothing proves that a page reaches your phone: run oncall verify-notifications\n",
    ],
    [
      "2026-11-23",
      "Ana: your turn begins in 7 days, on Mon 30 Nov 2026 12:00 America/New_York, as secondary\n",
    ],
    [
      "2026-11-29",
      "Ana: your turn begins tomorrow, on Mon 30 Nov 2026 12:00 America/New_York, as secondary\n",
    ],
  ]);
});

test("time off that falls into a shift is told to whoever serves it; a cover to whoever covers", async () => {
  const { exit, stdout } = await reminded("2026-11-30");
  expect([exit, stdout.split("\n")]).toEqual([
    0,
    [
      "Bo: your turn begins in 7 days, on Mon 7 Dec 2026 12:00 America/New_York, as secondary",
      "Ana: you are away from 2026-12-09 until 2026-12-11, which falls into your shift as primary from Mon 7 Dec 2026 12:00 America/New_York: oncall suggest ana says what would solve it",
      expect.stringContaining(
        "Bo: Ana is away from 2026-12-09 until 2026-12-11, which falls into a shift beside you as primary from",
      ),
      expect.stringContaining("Mia: Ana is away"),
      "",
    ],
  ]);
  expect((await reminded("2026-12-08")).stdout).toBe(
    "Mia: you cover for Bo tomorrow, on Wed 9 Dec 2026 18:00 America/New_York, as secondary\n",
  );
});

test("a run that is repeated says the same, whatever the hour", async () => {
  const runs = ["T05:00:00Z", "T15:00:00Z", "T23:59:59-05:00"].map((hour) =>
    oncall(["remind"], { files: { "/team/roster.yaml": ROSTER }, now: `2026-11-30${hour}` }),
  );
  expect(new Set((await Promise.all(runs)).map(({ stdout }) => stdout)).size).toBe(1);
});

test("--since: whose weeks have moved", async () => {
  const { stdout } = await reminded("2026-12-01", ["--since", "told"]);
  const span = "Wed 9 Dec 2026 18:00 America/New_York until Wed 9 Dec 2026 22:00 America/New_York";
  expect(stdout).toBe(
    `Bo: your weeks have moved: no longer secondary from ${span}\nMia: your weeks have moved: you are secondary from ${span}\n`,
  );
  expect((await reminded("2026-12-01", ["--since", "HEAD"])).stdout).toBe("");
  expect((await reminded("2026-12-01", ["--since", "nowhere"])).exit).toBe(3);
  const swapped = { "/team/roster.yaml": `${ROSTER}  - { swap: [bo, cy], from: 2026-12-14 }\n` };
  const many = await reminded("2026-12-01", ["--since", "told"], { files: swapped });
  expect(many.stdout).toMatch(/Cy: your weeks have moved: .*; and \d+ more\n/);
});

test("Markdown and JSON; several rosters have their team in front", async () => {
  const markdown = await reminded("2026-11-22", ["--format", "markdown"]);
  expect(markdown.stdout.split("\n")[0]).toBe(
    "- **\\*Dee\\***: your turn begins tomorrow, on Mon 23 Nov 2026 12:00 America/New\\_York, as secondary",
  );
  const files = { "/team/roster.yaml": ROSTER, "/team/b.roster.yaml": ROSTER.replace("Platform", "Web") };
  const both = ["-r", "roster.yaml", "-r", "b.roster.yaml"];
  for (const args of [["--json"], [...both, "--json"]]) {
    const { stdout } = await reminded("2026-11-22", args, { files });
    for (const name of ["output", "output#/definitions/remind"])
      expect([ajv.validate(name, JSON.parse(stdout)), ajv.errors]).toEqual([true, null]);
  }
  const json = await reminded("2026-11-22", ["--json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    ...{ version: 1, team: "Platform", date: "2026-11-22" },
    reminders: [
      { code: "turn", person: "dee" },
      { code: "proof", person: "dee" },
    ],
  });
  const text = await reminded("2026-11-22", both, { files });
  expect(text.stdout.split("\n").filter((line) => !line.startsWith("*Dee*"))).toEqual([
    "Platform",
    "Web",
    "",
  ]);
  const inMarkdown = await reminded("2026-11-22", [...both, "--format", "markdown"], { files });
  expect(inMarkdown.stdout).toContain("### Web\n- **");
  expect((await reminded("2026-11-24", both, { files })).stdout).toBe("");
});

test("before the first handoff", async () => {
  const { stdout } = await reminded("2026-11-01");
  expect(stdout).toContain(
    "*Dee*: your turn begins tomorrow, on Mon 2 Nov 2026 12:00 America/New_York, as primary\n",
  );
  expect(stdout).toContain("Ana: your turn begins tomorrow");
});
