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

/** The reminders of one day, of a roster that is proven by policy: what each is told. */
async function remindedOf(rest: string, now: string, ...args: readonly string[]): Promise<readonly string[]> {
  const text = `version: 1\nteam: T\npolicy: { approvals: optional, verified_within: never }\n${rest}`;
  const { exit, stdout } = await oncall(["remind", ...args], { files: { "/team/roster.yaml": text }, now });
  expect(exit).toBe(0);
  return stdout.split("\n").slice(0, -1);
}

const PEOPLE =
  "people: { ann: { name: Ann }, bo: { name: Bo, timezone: Asia/Tokyo }, cy: { name: Cy }, max: { name: Max } }\n";

test("two people who take turns are told of each; one who is always on call is not", async () => {
  const pair = `${PEOPLE}rotation: { start: 2026-11-02, timezone: America/New_York, queue: [ann, bo] }\n`;
  expect(await remindedOf(pair, "2026-11-22T15:00:00Z")).toEqual([
    "Ann: your turn begins tomorrow, on Mon 23 Nov 2026 12:00 America/New_York, as secondary",
  ]);
  expect(await remindedOf(pair, "2026-11-29T15:00:00Z")).toEqual([
    "Bo: your turn begins tomorrow, on Mon 30 Nov 2026 12:00 America/New_York (Tue 02:00 yours), as secondary",
  ]);
  const alone = pair.replace("[ann, bo]", "[ann], roles: [primary]");
  expect(await remindedOf(alone, "2026-11-22T15:00:00Z")).toEqual([]);
});

test("a cover before one's own turn hides it not, and one that runs over a handoff is told once", async () => {
  const roster = `${PEOPLE}rotation: { start: 2026-11-02, timezone: UTC, roles: [primary], queue: [ann, bo, cy] }
changes:
  - { cover: ann, by: bo, from: 2026-11-25 09:00, until: 2026-11-25 17:00 }
  - { cover: bo, by: max, from: 2026-12-05, until: 2026-12-09 }
`;
  expect(await remindedOf(roster, "2026-11-29T15:00:00Z")).toEqual([
    "Bo: your turn begins tomorrow, on Mon 30 Nov 2026 12:00 UTC (21:00 yours), as primary",
  ]);
  const cover = roster
    .replace("{ cover: bo, by: max", "{ cover: bo, by: max, role: primary")
    .replace(
      "until: 2026-12-09 }",
      "until: 2026-12-07 12:00 }\n  - { cover: cy, by: max, from: 2026-12-07 12:00, until: 2026-12-09 }",
    );
  expect(await remindedOf(cover, "2026-12-04T15:00:00Z")).toEqual([
    "Max: you cover for Bo tomorrow, on Sat 5 Dec 2026 00:00 UTC, as primary",
  ]);
  // Max is on call already when Cy's shift begins; Cy takes over later.
  expect(await remindedOf(cover, "2026-12-06T15:00:00Z")).toEqual([]);
  expect(await remindedOf(cover, "2026-12-08T15:00:00Z")).toEqual([
    "Cy: your turn begins tomorrow, on Wed 9 Dec 2026 00:00 UTC, as primary",
  ]);
});

test("with hours of duty: from the first duty of a turn, on days on which a handoff takes place", async () => {
  const daily = `${PEOPLE}rotation: { start: 2026-11-02, timezone: America/New_York, handoff: "08:00", every: 1 day, roles: [primary], queue: [ann, bo, cy], duty: mon-fri 09:00-17:00 }\n`;
  expect(await remindedOf(daily, "2026-11-29T15:00:00Z")).toEqual([
    "Cy: your turn begins tomorrow, on Mon 30 Nov 2026 09:00 America/New_York, as primary",
  ]);
  expect(await remindedOf(daily, "2026-11-27T15:00:00Z")).toHaveLength(1);
  expect(await remindedOf(daily, "2026-11-28T04:59:00Z")).toEqual(
    await remindedOf(daily, "2026-11-27T05:00:00Z"),
  );
});

test("over a change of the clocks, at midnight and on a leap day the dates count", async () => {
  const rotation = (start: string, handoff: string) =>
    `${PEOPLE}rotation: { start: ${start}, timezone: America/New_York, handoff: "sunday ${handoff}", roles: [primary], queue: [ann, bo, cy] }\n`;
  // The clocks go from 02:00 to 03:00 on 14 March.
  expect(await remindedOf(rotation("2027-03-07", "02:30"), "2027-03-14T03:30:00Z")).toEqual([
    "Bo: your turn begins tomorrow, on Sun 14 Mar 2027 03:30 America/New_York (16:30 yours), as primary",
  ]);
  expect(await remindedOf(rotation("2026-10-25", "00:00"), "2026-10-26T03:59:59Z")).toEqual([
    "Bo: your turn begins in 7 days, on Sun 1 Nov 2026 00:00 America/New_York (13:00 yours), as primary",
  ]);
  expect(await remindedOf(rotation("2028-02-20", "12:00"), "2028-02-20T12:00:00Z")).toEqual([
    "Bo: your turn begins in 7 days, on Sun 27 Feb 2028 12:00 America/New_York (Mon 02:00 yours), as primary",
  ]);
  const leap = `${PEOPLE}rotation: { start: 2028-02-22, timezone: UTC, handoff: tuesday 12:00, roles: [primary], queue: [ann, cy] }\n`;
  for (const [now, when] of [
    ["2028-02-22T12:00:00Z", "in 7 days"],
    ["2028-02-28T12:00:00Z", "tomorrow"],
  ] as const)
    expect(await remindedOf(leap, now)).toEqual([
      `Cy: your turn begins ${when}, on Tue 29 Feb 2028 12:00 UTC, as primary`,
    ]);
});

test("time off counts by the day of whoever is away", async () => {
  // Bo is back in Tokyo on 30 November: that day begins there on the 29th at 15:00 UTC.
  const roster = (until: string) =>
    `${PEOPLE}rotation: { start: 2026-11-02, timezone: UTC, handoff: sunday 14:00, roles: [primary], queue: [ann, cy, max, bo] }
away: [{ who: bo, from: 2026-11-27, until: ${until} }]
`.replace("start: 2026-11-02", "start: 2026-11-08");
  expect(await remindedOf(roster("2026-11-30"), "2026-11-28T12:00:00Z")).toHaveLength(2);
  expect(await remindedOf(roster("2026-11-29"), "2026-11-28T12:00:00Z")).toHaveLength(1);
});
