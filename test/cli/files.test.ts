/** Tests rosters that cannot be read and private files that must not be: the whole message, and that no number leaks. */
import { describe, expect, test } from "vitest";
import type { FileRead } from "../../src/edge/edges.ts";
import { oncall } from "./world.ts";

const SECRET = "+12025550166";

const ROSTER = `version: 1
team: Test
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }
people:
  alice: { name: Alice, phone: env:ONCALL_PHONE_ALICE }
  bob: { name: Bob, slack: U0123 }
private: roster.private.yaml
`;

/** The same roster so that no rule finds anything: weeks between turns, and none begins soon. */
const LINTED = ROSTER.replace("queue:", "roles: [primary], queue:");
const EARLY = "2025-12-01T15:00:00Z";

describe("a roster that cannot be read", () => {
  const reads: readonly (readonly [FileRead, string])[] = [
    [
      { kind: "missing" },
      "there is no file it.yaml\nhelp: check the path, or leave it out to use the nearest roster.yaml",
    ],
    [{ kind: "directory" }, "it.yaml is a directory\nhelp: name the file in it, such as roster.yaml"],
    [
      { kind: "too-large", size: 11_010_048 },
      "it.yaml is too large: 10.5 MiB, the limit is 10 MiB\nhelp: start new terms of the rotation with the current queue, and remove the entries before them",
    ],
    [{ kind: "unreadable", reason: "permission denied" }, "it.yaml cannot be read: permission denied"],
  ];
  test.each(reads)("%j", async (read, message) => {
    const answer = await oncall(["who", "-r", "it.yaml"], { files: { "/team/it.yaml": read } });
    expect(answer).toEqual({ exit: 3, stdout: "", stderr: `oncall: ${message}\n` });
  });

  test("lint says the same", async () => {
    const answer = await oncall(["lint", "-r", "it.yaml"], { files: {} });
    expect(answer.exit).toBe(3);
  });

  test("one that is not UTF-8", async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("version: 1\nteam: "), 0xe9, 0x0a]);
    expect(await oncall(["who"], { files: { "/team/roster.yaml": bytes } })).toEqual({
      exit: 3,
      stdout: "",
      stderr: `oncall: roster.yaml is invalid: 1 problem

roster.yaml:2:7: error: not UTF-8: byte 0xE9 [not-utf8]
  team: \ufffd
        ^
  help: save the file as UTF-8
`,
    });
  });
});

describe("the private file", () => {
  const beside = "/team/roster.private.yaml";
  const terminal = { tty: true, columns: 80, env: { NO_COLOR: "1" } };
  const contact = (file: string | FileRead, more: object = {}) =>
    oncall(["who", "--contact"], {
      ...terminal,
      files: { "/team/roster.yaml": ROSTER, [beside]: file },
      ...more,
    });

  test("who --contact shows its numbers on a terminal", async () => {
    const { stdout, stderr } = await contact(`people: { alice: { phone: "${SECRET}" } }\n`);
    expect({ stdout, stderr }).toEqual({
      stdout: `Test, on call now
Tue 24 Nov 2026 10:00 America/New_York

  primary    Alice  until Mon 30 Nov 12:00 (in 6 days)
                    phone ${SECRET}
  secondary  Bob    until Mon 30 Nov 12:00 (in 6 days)
                    no phone number, Slack U0123

next, from Mon 30 Nov 12:00
  primary    Bob    until Mon 7 Dec 12:00
  secondary  Alice  until Mon 7 Dec 12:00
`,
      stderr: "",
    });
  });

  test.each([
    ["missing", { kind: "missing" } as const, ""],
    [
      "a link",
      { kind: "link" } as const,
      "the private file roster.private.yaml was not read: it is a symbolic link",
    ],
    [
      "a directory",
      { kind: "directory" } as const,
      "the private file roster.private.yaml was not read: it is a directory",
    ],
    [
      "too large",
      { kind: "too-large", size: 1e9 } as const,
      "the private file roster.private.yaml was not read: it is too large",
    ],
    [
      "unreadable",
      { kind: "unreadable", reason: "permission denied" } as const,
      "the private file roster.private.yaml was not read: permission denied",
    ],
  ])("%s: the command still answers", async (_, read, message) => {
    const { exit, stdout, stderr } = await contact(read);
    expect(exit).toBe(0);
    expect(stdout).toContain("phone unknown: ONCALL_PHONE_ALICE is not set");
    expect(stderr).toBe(message === "" ? "" : "1 problem in roster.yaml: run oncall lint\n");
    const lint = await oncall(["lint", "--json"], {
      files: { "/team/roster.yaml": LINTED, [beside]: read },
      now: EARLY,
    });
    expect(JSON.parse(lint.stdout).findings.map((each: { message: string }) => each.message)).toEqual(
      message === "" ? [] : [message],
    );
  });

  test("one that git tracks is refused", async () => {
    const world = {
      files: { "/team/roster.yaml": LINTED, [beside]: "people: {}\n" },
      now: EARLY,
      tracked: [beside],
    };
    expect(await oncall(["lint"], world)).toEqual({
      exit: 1,
      stdout: `roster.yaml:7:10: error: the private file roster.private.yaml was not read: git tracks it [private-file]
  private: roster.private.yaml
           ^^^^^^^^^^^^^^^^^^^
  help: remove it with \`git rm --cached roster.private.yaml\`, and list it in .gitignore
`,
      stderr: "",
    });
  });

  test("the help quotes a name that git would read as a pattern, so that the command works", async () => {
    const roster = ROSTER.replace("roster.private.yaml", '":x.yaml"');
    const file = "/team/:x.yaml";
    const world = { files: { "/team/roster.yaml": roster, [file]: "people: {}\n" }, tracked: [file] };
    expect((await oncall(["lint"], world)).stdout.split("\n").at(-2)).toBe(
      "  help: remove it with `git --literal-pathspecs rm --cached :x.yaml`, and list it in .gitignore",
    );
  });

  test("one is refused if git cannot say whether it is tracked", async () => {
    const world = {
      files: { "/team/roster.yaml": LINTED, [beside]: "people: {}\n" },
      now: EARLY,
      untold: "bad index",
    };
    expect(await oncall(["lint"], world)).toEqual({
      exit: 1,
      stdout: `roster.yaml:7:10: error: the private file roster.private.yaml was not read: git cannot tell whether it tracks it: bad index [private-file]
  private: roster.private.yaml
           ^^^^^^^^^^^^^^^^^^^
  help: make \`git ls-files\` work in its folder
`,
      stderr: "",
    });
  });

  test("a finding in it gives the key and the position but never shows the line", async () => {
    const secret = `people:\n  alice: { phone: "${SECRET.slice(1)}", nmae: "${SECRET}" }\n  zoe: { phone: "${SECRET}" }\n`;
    const world = { files: { "/team/roster.yaml": LINTED, [beside]: secret }, now: EARLY };
    const answers = await Promise.all([
      oncall(["lint"], world),
      oncall(["lint", "--json"], world),
      contact(secret),
    ]);
    expect(answers[0].stdout).toBe(
      "roster.private.yaml:2:19: error: `phone` of alice must be a number in E.164 form, in quotes, or `env:ONCALL_PHONE_…` [bad-value]\n" +
        "  help: write the plus, country code and number without spaces, in quotes; or `env:` and a variable whose name begins with `ONCALL_PHONE_`\n" +
        "\n" +
        "roster.private.yaml:2:34: error: unknown key `nmae` [unknown-key]\n" +
        "  help: did you mean `name`?\n" +
        "\n" +
        "roster.private.yaml:3:3: error: nobody in the roster has this id [unknown-person]\n" +
        "  help: add the person to the roster, or correct the id\n",
    );
    for (const { stdout, stderr } of answers) expect(stdout + stderr).not.toMatch(/2025550166|5550166|zoe/);
  });
});

describe("env:", () => {
  const world = (value: string) => ({
    tty: true,
    columns: 120,
    env: { NO_COLOR: "1", ONCALL_PHONE_ALICE: value },
    files: { "/team/roster.yaml": ROSTER },
  });

  test("who --contact shows the value", async () => {
    const { stdout } = await oncall(["who", "primary", "--contact"], world(SECRET));
    expect(stdout).toContain(`phone ${SECRET}\n`);
  });

  test("who --contact does not show a wrong value", async () => {
    const { stdout, stderr } = await oncall(["who", "primary", "--contact"], world("call 202-555-0166"));
    expect(stdout).toContain("phone unknown: ONCALL_PHONE_ALICE is not a number such as +12025550100");
    expect(stdout + stderr).not.toContain("0166");
  });

  test.each([
    ["who"],
    ["who", "--json"],
    ["schedule"],
    ["schedule", "--format", "csv"],
    ["why"],
    ["lint", "--json"],
  ])("%s %s never shows it", async (...args) => {
    const { stdout, stderr } = await oncall(args, world(SECRET));
    expect(stdout + stderr).not.toContain("0166");
  });
});
