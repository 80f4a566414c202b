/** Tests `oncall handoff`: which handoff it is about, what the note says, and that nothing but roster and date changes it. */

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { EXAMPLE, oncall, type World } from "./world.ts";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

const ROSTER = `version: 1
team: "Plat*form*"
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [ana, bo, cy, dee] }
people:
  ana: { name: Ana, timezone: Europe/Lisbon, phone: env:ONCALL_PHONE_ANA, verified: { sms: 2026-11-20, voice: 2026-11-20 } }
  bo: { name: "Bo [x](y)", timezone: Asia/Kolkata }
  cy: { name: "{{notes}}", verified: { sms: 2026-08-01, voice: 2026-08-01 } }
  dee: { name: Dee }
  mia: { name: Mia }
policy: { approvals: optional }
changes:
  - { swap: [ana, cy], from: 2026-11-30, until: 2026-12-14, reason: "a trip" }
  - { cover: cy, by: mia, from: 2026-12-01 09:00, until: 2026-12-01 17:00, reason: "dentist\\u0007" }
  - { skip: dee, from: 2026-12-07, turns: 1, reason: "jury duty" }
`;

const noted = (args: readonly string[], world: World = {}) =>
  oncall(["handoff", ...args], { files: { "/team/roster.yaml": ROSTER }, ...world });

test("the next handoff, in JSON", async () => {
  const { exit, stdout } = await noted(["--json"]);
  const note = JSON.parse(stdout);
  for (const name of ["output", "output#/definitions/handoff"]) expect(ajv.validate(name, note)).toBe(true);
  expect([exit, note]).toMatchObject([
    0,
    { version: 1, from: "2026-11-30", at: "2026-11-30T12:00:00-05:00" },
  ]);
  expect(note.incoming).toEqual(
    JSON.parse((await noted(["--shift", "2026-11-30", "--json"])).stdout).incoming,
  );
});

test("the same in text and Markdown: names cannot format, and each person's own zone stands beside the roster's", async () => {
  const text = await noted(["--shift", "2026-11-30"]);
  expect(text.stdout).toMatchInlineSnapshot(`
    "Plat*form*: handoff on Mon 30 Nov 2026, 12:00 America/New_York (Mon 17:00 Europe/Lisbon for Ana, Mon 22:30 Asia/Kolkata for Bo [x](y))
    - primary: {{notes}}, from Dee
    - secondary: Bo [x](y), from Ana
    - until Mon 7 Dec 2026, 12:00 America/New_York (Mon 22:30 Asia/Kolkata for Bo [x](y))
    - Bo [x](y) is secondary then, and primary after that
    - next: primary Bo [x](y), secondary {{notes}}

    To know
    - Mia covers for {{notes}} as primary from Tue 1 Dec 2026 09:00 until Tue 1 Dec 2026 17:00 (dentist�)
    - Ana and {{notes}} trade places on 2026-11-30 (a trip)
    - Dee skips turns from 2026-12-07 on (jury duty)
    - {{notes}}: their last proof by sms, of 2026-08-01, will be more than 90 days old; they should run oncall verify-notifications
    - Bo [x](y): nothing proves that a page reaches their phone; they should run oncall verify-notifications

    Primary: {{notes}}
    - does no regular work during the shift
    - is reachable at all times of it
    - has the laptop within 15 minutes, and a network
    - keeps customers, the team and management informed
    - writes incidents and actions down where engineering can read them
    - asks others for help

    Secondary: Bo [x](y)
    - takes on nothing that would block others
    - hands off what would
    "
  `);
  const markdown = await noted(["--shift", "2026-11-30", "--format", "markdown"]);
  expect(markdown.stdout).toMatchInlineSnapshot(`
    "## Plat\\*form\\*: handoff on Mon 30 Nov 2026, 12:00 America/New\\_York (Mon 17:00 Europe/Lisbon for Ana, Mon 22:30 Asia/Kolkata for Bo \\[x\\]\\(y\\))

    - primary: \\{\\{notes\\}\\}, from Dee
    - secondary: Bo \\[x\\]\\(y\\), from Ana
    - until Mon 7 Dec 2026, 12:00 America/New\\_York (Mon 22:30 Asia/Kolkata for Bo \\[x\\]\\(y\\))
    - Bo \\[x\\]\\(y\\) is secondary then, and primary after that
    - next: primary Bo \\[x\\]\\(y\\), secondary \\{\\{notes\\}\\}

    ### To know

    - Mia covers for \\{\\{notes\\}\\} as primary from Tue 1 Dec 2026 09:00 until Tue 1 Dec 2026 17:00 (dentist�)
    - Ana and \\{\\{notes\\}\\} trade places on 2026-11-30 (a trip)
    - Dee skips turns from 2026-12-07 on (jury duty)
    - \\{\\{notes\\}\\}: their last proof by sms, of 2026-08-01, will be more than 90 days old; they should run oncall verify-notifications
    - Bo \\[x\\]\\(y\\): nothing proves that a page reaches their phone; they should run oncall verify-notifications

    ### Primary: \\{\\{notes\\}\\}

    - does no regular work during the shift
    - is reachable at all times of it
    - has the laptop within 15 minutes, and a network
    - keeps customers, the team and management informed
    - writes incidents and actions down where engineering can read them
    - asks others for help

    ### Secondary: Bo \\[x\\]\\(y\\)

    - takes on nothing that would block others
    - hands off what would
    "
  `);
});

test("the team's own words: names are escaped, and not read again", async () => {
  const note = `handoff_note: |
  # {{from}} to {{until}}
  {{primary}}, {{ secondary }}; then {{next_primary}} and {{next_secondary}}. {{unknown}} \u001B[31m
  {{notes}}
`;
  const files = { "/team/roster.yaml": `${ROSTER}${note.replace("\u001B", "")}` };
  const text = await noted(["--shift", "2026-11-30"], { files });
  expect(text.stdout).toMatchInlineSnapshot(`
    "# Mon 30 Nov 2026, 12:00 America/New_York (Mon 17:00 Europe/Lisbon for Ana, Mon 22:30 Asia/Kolkata for Bo [x](y)) to Mon 7 Dec 2026, 12:00 America/New_York (Mon 22:30 Asia/Kolkata for Bo [x](y))
    {{notes}}, Bo [x](y); then Bo [x](y) and {{notes}}. {{unknown}} [31m
    - Mia covers for {{notes}} as primary from Tue 1 Dec 2026 09:00 until Tue 1 Dec 2026 17:00 (dentist�)
    - Ana and {{notes}} trade places on 2026-11-30 (a trip)
    - Dee skips turns from 2026-12-07 on (jury duty)
    - {{notes}}: their last proof by sms, of 2026-08-01, will be more than 90 days old; they should run oncall verify-notifications
    - Bo [x](y): nothing proves that a page reaches their phone; they should run oncall verify-notifications
    "
  `);
  const markdown = await noted(["--shift", "2026-11-30", "--format", "markdown"], { files });
  expect(markdown.stdout).toMatchInlineSnapshot(`
    "# Mon 30 Nov 2026, 12:00 America/New\\_York (Mon 17:00 Europe/Lisbon for Ana, Mon 22:30 Asia/Kolkata for Bo \\[x\\]\\(y\\)) to Mon 7 Dec 2026, 12:00 America/New\\_York (Mon 22:30 Asia/Kolkata for Bo \\[x\\]\\(y\\))
    \\{\\{notes\\}\\}, Bo \\[x\\]\\(y\\); then Bo \\[x\\]\\(y\\) and \\{\\{notes\\}\\}. {{unknown}} [31m
    - Mia covers for \\{\\{notes\\}\\} as primary from Tue 1 Dec 2026 09:00 until Tue 1 Dec 2026 17:00 (dentist�)
    - Ana and \\{\\{notes\\}\\} trade places on 2026-11-30 (a trip)
    - Dee skips turns from 2026-12-07 on (jury duty)
    - \\{\\{notes\\}\\}: their last proof by sms, of 2026-08-01, will be more than 90 days old; they should run oncall verify-notifications
    - Bo \\[x\\]\\(y\\): nothing proves that a page reaches their phone; they should run oncall verify-notifications
    "
  `);
});

test.each(["text", "markdown", "json"])(
  "%s is the same whatever now, zone, environment and width are",
  async (format) => {
    const args = ["--shift", "2026-11-30", "--format", format];
    const notes = await Promise.all(
      [
        {},
        { now: "2030-05-05T05:05:05Z" },
        { viewer: "Asia/Tokyo", tty: true, columns: 30 },
        { env: { ONCALL_PHONE_ANA: "+12025550100", LANG: "de_DE", TZ: "Asia/Tokyo" } },
      ].map((world) => noted(args, world)),
    );
    expect(new Set(notes.map(({ stdout }) => stdout)).size).toBe(1);
  },
);

test("--shift of a date without a handoff", async () => {
  const { exit, stderr } = await noted(["--shift", "2026-12-01"]);
  expect([exit, stderr]).toEqual([
    2,
    "1 problem in roster.yaml: run oncall lint\noncall: there is no handoff on 2026-12-01\nhelp: the handoffs around it are on 2026-11-30 and 2026-12-07\n",
  ]);
  expect((await noted(["--shift", "2026-10-01"])).exit).toBe(2);
  expect((await noted(["--shift", "someday"])).exit).toBe(2);
});

describe("at the edges", () => {
  test("the first handoff has nobody who hands over", async () => {
    const { exit, stdout } = await noted(["--json"], { now: "2026-10-01T12:00:00Z" });
    expect([exit, JSON.parse(stdout)]).toMatchObject([0, { from: "2026-11-02", outgoing: {} }]);
    const text = await noted([], { now: "2026-10-01T12:00:00Z" });
    expect(text.stdout).toContain("- primary: Ana\n- secondary: Bo [x](y)\n");
  });

  test("vacant roles, one role, and no proof wanted", async () => {
    const files = {
      "/team/roster.yaml": `version: 1
team: T
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [a], roles: [captain] }
people: { a: { name: A } }
policy: { verified_within: never, approvals: optional }
changes: [{ leave: a, from: 2026-12-07 }]
`,
    };
    const { stdout } = await noted(["--json"], { files });
    expect(JSON.parse(stdout)).toMatchObject({
      incoming: { captain: "a" },
      next: { captain: null },
      notes: [{ code: "vacant", subject: "captain" }],
    });
    expect((await noted([], { files })).stdout).toContain("- captain: A, as before\n");
  });

  test("the example, in its week of a cover", async () => {
    const files = { "/team/roster.yaml": EXAMPLE };
    const { stdout } = await noted(["--shift", "2026-07-27", "--json"], { files });
    expect(
      JSON.parse(stdout).notes.map(({ code, subject }: { code: string; subject: string }) => [code, subject]),
    ).toEqual([
      ["cover", "carol"],
      ["swap", "dave"],
      ["proof", "carol"],
      ["proof", "frank"],
      ["proof", "alice"],
    ]);
  });
});
