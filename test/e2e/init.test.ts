/** Runs the built `oncall init` at a real terminal and looks at what it writes. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ROOT, textOf } from "../house/sources.ts";
import { type Seen, type Step, sit, whyNoTerminal } from "./pty.ts";

const BIN = join(ROOT, "bin", "oncall.js");
const NOW = "2026-11-24T15:00:00Z";
const ENTER = "\r";
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const DOWN = "\u001b[B";

/** Each question as the terminal shows it, and an answer. */
const DIALOGUE: readonly Step[] = [
  ["? Team:", `Platform: "the #1"${ENTER}`],
  ["? Time zone of the handoffs: (America/New_York)", ENTER],
  ["? Handoff: (monday 12:00)", ENTER],
  ["? First handoff: (2026-11-23)", ENTER],
  ["? Hours of duty: (always)", ENTER],
  ["? Person 1:", `Alice Nguyen <alice@example.com>${ENTER}`],
  ["? Person 2:", `Bob Okafor <bob@example.com>${ENTER}`],
  ["? Person 3:", ENTER],
  ["? Is this the order of the first weeks: alice, bob? (Y/n)", `n${ENTER}`],
  ["? Who is the first primary?\n❯ Alice Nguyen\n  Bob Okafor", DOWN + ENTER],
  ["? Manager 1:", `Mia Rossi <mia@example.com>${ENTER}`],
  ["? Manager 2:", ENTER],
  ["Have git ignore that file? (Y/n)", ENTER],
  ["merge roster.yaml entry by entry (oncall merge)? (Y/n)", `n${ENTER}`],
  ["review changes to roster.yaml (CODEOWNERS)? (y/N)", `y${ENTER}`],
  ["? GitHub name of Mia Rossi (leave empty to skip):", `mia-r${ENTER}`],
  ["? Write them? (Y/n)", ENTER],
];

const reason = whyNoTerminal();
const all: string[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "oncall-init-"));
  all.push(folder);
  mkdirSync(join(folder, ".git"));
});

afterAll(() => {
  for (const each of all) rmSync(each, { recursive: true, force: true });
});

function environment(): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", TZ: "America/New_York", ONCALL_NOW: NOW, NO_COLOR: "1" };
}

function init(steps: readonly Step[], terminal?: readonly ("stdin" | "stderr")[]): Seen {
  const command = [process.execPath, BIN, "init"];
  return sit({
    command,
    cwd: folder,
    env: environment(),
    steps,
    ...(terminal !== undefined && { terminal }),
  });
}

function oncall(...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: environment(),
    encoding: "utf8",
  });
  return `${stdout}${stderr}[exit ${status}]`;
}

/** The files besides the repository. */
function written(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path !== ".git")
    .toSorted();
}

describe.skipIf(reason !== undefined)(
  `at a terminal${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    test("the whole dialogue gives a complete roster, and stdout has only the result", () => {
      const { exit, stdout, screen, missed } = init(DIALOGUE);
      expect({ exit, missed, stdout }).toEqual({
        exit: 0,
        missed: null,
        stdout:
          "wrote roster.yaml: the rotation\nwrote schema/roster.schema.json: for editors\nwrote .gitignore: ignores roster.private.yaml\nwrote .github/CODEOWNERS: asks @mia-r to review\n",
      });
      expect(screen.slice(screen.indexOf("\nPlatform"))).toContain(
        `▸ Mon 23 Nov 2026    Bob Okafor      Alice Nguyen
  Mon 30 Nov         Alice Nguyen    Bob Okafor

▸ now, Tue 24 Nov 2026 10:00

will write roster.yaml: the rotation
`,
      );
      expect(written()).toEqual([
        ...[
          ".github",
          ".github/CODEOWNERS",
          ".gitignore",
          "roster.yaml",
          "schema",
          "schema/roster.schema.json",
        ],
      ]);
      const roster = readFileSync(join(folder, "roster.yaml"), "utf8");
      const [, modeline = ""] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(roster) ?? [];
      expect(readFileSync(join(folder, modeline), "utf8")).toBe(textOf("schema/roster.schema.json"));
      expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("/roster.private.yaml\n");
      expect(readFileSync(join(folder, ".github", "CODEOWNERS"), "utf8")).toBe("/roster.yaml @mia-r\n");
      const notice = `using ONCALL_NOW=${NOW}\n`;
      // Two people are enough for a rotation, with a warning.
      expect(oncall("lint")).toBe(
        `roster.yaml:14:10: warning: the queue is too short for anybody to be off between two turns, from Mon 2026-11-30 [little-rest]
    queue: [bob, alice]               # the order at \`start\`; the first is the…
           ^^^^^^^^^^^^
  help: add people (oncall join ID), or use fewer roles
${notice}[exit 0]`,
      );
      expect(
        oncall("schedule", "--weeks", "2", "--format", "csv", "--from", "2026-11-23").replaceAll("\r", ""),
      ).toBe(
        `role,engineer,name,scheduled,scheduled_name,start,end
primary,bob,Bob Okafor,bob,Bob Okafor,2026-11-23T12:00:00-05:00,2026-11-30T12:00:00-05:00
secondary,alice,Alice Nguyen,alice,Alice Nguyen,2026-11-23T12:00:00-05:00,2026-11-30T12:00:00-05:00
primary,alice,Alice Nguyen,alice,Alice Nguyen,2026-11-30T12:00:00-05:00,2026-12-07T12:00:00-05:00
secondary,bob,Bob Okafor,bob,Bob Okafor,2026-11-30T12:00:00-05:00,2026-12-07T12:00:00-05:00
${notice}[exit 0]`,
      );
    });

    test.each(DIALOGUE.map(([question], index) => [question.split("\n")[0], index] as const))(
      "Ctrl-C at %s leaves no file",
      (_, index) => {
        const [question] = DIALOGUE[index] ?? [""];
        const { exit, stdout, screen, missed } = init([...DIALOGUE.slice(0, index), [question, CTRL_C]]);
        expect({ exit, stdout, missed, written: written() }).toEqual({
          exit: 130,
          stdout: "",
          missed: null,
          written: [],
        });
        expect(screen.endsWith("\noncall: cancelled; nothing was written\n")).toBe(true);
      },
    );

    test.each([0, 8, 14])("the end of the input at question %i leaves no file", (index) => {
      const [question] = DIALOGUE[index] ?? [""];
      const { exit, stdout, screen, missed } = init([...DIALOGUE.slice(0, index), [question, CTRL_D]]);
      expect({ exit, stdout, missed, written: written() }).toEqual({
        exit: 130,
        stdout: "",
        missed: null,
        written: [],
      });
      expect(screen.endsWith("\noncall: cancelled; nothing was written\n")).toBe(true);
    });

    test("Ctrl-D within a line only deletes, as in a shell", () => {
      const left = "\u001b[D";
      const answer: Step = ["? Team:", `Webb${left}${CTRL_D}${ENTER}`];
      const { exit, missed } = init([answer, ...DIALOGUE.slice(1)]);
      expect({
        exit,
        missed,
        team: /^team: .*$/m.exec(readFileSync(join(folder, "roster.yaml"), "utf8"))?.[0],
      }).toEqual({
        exit: 0,
        missed: null,
        team: "team: Web",
      });
    });

    test("a terminal that closes leaves no file and no process", () => {
      const [question] = DIALOGUE[16] ?? [""];
      // The signal does not matter: Node aborts if it cannot restore the mode of the terminal.
      const { exit, missed } = init([...DIALOGUE.slice(0, 16), [question, "hang up"]]);
      expect({ exit, missed, written: written() }).toEqual({ exit: null, missed: null, written: [] });
    });

    test("answering no writes nothing", () => {
      const { exit, stdout, screen } = init([...DIALOGUE.slice(0, 16), ["? Write them? (Y/n)", `n${ENTER}`]]);
      expect({ exit, stdout, written: written() }).toEqual({ exit: 1, stdout: "", written: [] });
      expect(screen.endsWith("\noncall: nothing was written\n")).toBe(true);
    });

    const refusal = `using ONCALL_NOW=${NOW}
oncall: --team, --timezone, --person are missing, and nobody can be asked here
help: for example: --team Web --timezone Europe/Lisbon --person "Alice Nguyen <alice@example.com>"
`;

    test.each([[["stdin"]], [["stderr"]]] as const)(
      "nothing is asked if only %s is a terminal",
      (terminal) => {
        const { exit, stdout, screen } = init([], terminal);
        expect({ exit, stdout, screen, written: written() }).toEqual({
          exit: 2,
          stdout: "",
          screen: refusal,
          written: [],
        });
      },
    );

    test("an existing roster is not touched, and nothing is asked", () => {
      writeFileSync(join(folder, "roster.yaml"), "mine\n");
      const { exit, stdout } = init([]);
      expect({ exit, stdout, text: readFileSync(join(folder, "roster.yaml"), "utf8") }).toEqual({
        exit: 5,
        stdout: "",
        text: "mine\n",
      });
    });
  },
);

test("input from a pipe is not taken as an answer", () => {
  const { status, stdout } = spawnSync(process.execPath, [BIN, "init"], {
    cwd: folder,
    env: environment(),
    input: "Platform\n\n\n\nAlice\n\n\n\n\ny\n",
    encoding: "utf8",
  });
  expect({ status, stdout, written: written() }).toEqual({ status: 2, stdout: "", written: [] });
});

test("flags can replace every question", () => {
  const names = ["Alice Nguyen <alice@example.com>", "Bob Okafor", "Carol Diaz"];
  const person = names.flatMap((name) => ["--person", name]);
  const flags = ["--team", "Web", "--timezone", "Europe/Lisbon", ...person, "--roster", "ops/roster.yaml"];
  expect(oncall("init", ...flags, "--gitignore")).toBe(
    `wrote ops/roster.yaml: the rotation
wrote ops/schema/roster.schema.json: for editors
wrote ops/.gitignore: ignores roster.private.yaml
using ONCALL_NOW=${NOW}
next: git add ops/roster.yaml ops/schema/roster.schema.json ops/.gitignore && git commit -m "Start the on-call rotation"
[exit 0]`,
  );
  expect(existsSync(join(folder, "ops", "schema", "roster.schema.json"))).toBe(true);
  expect(oncall("lint", "--roster", "ops/roster.yaml")).toBe(
    `using ONCALL_NOW=${NOW}\nno problems found\n[exit 0]`,
  );
});

describe("with other files already there", () => {
  const FLAGS = ["--team", "Web", "--timezone", "Europe/Lisbon", "--person", "Ana Reis"];

  test("another schema is kept, and the roster does not refer to it", () => {
    mkdirSync(join(folder, "schema"));
    writeFileSync(join(folder, "schema", "roster.schema.json"), "{}\n");
    expect(oncall("init", ...FLAGS)).toBe(
      `wrote roster.yaml: the rotation
using ONCALL_NOW=${NOW}
schema/roster.schema.json already exists with other content: it is left alone, and the roster does not refer to it
next: git add roster.yaml && git commit -m "Start the on-call rotation"
[exit 0]`,
    );
    expect(readFileSync(join(folder, "schema", "roster.schema.json"), "utf8")).toBe("{}\n");
    expect(readFileSync(join(folder, "roster.yaml"), "utf8")).toMatch(/^# The on-call rotation of a team/);
  });

  test("nothing is written if a file is where a folder should be", () => {
    writeFileSync(join(folder, "schema"), "mine\n");
    expect(oncall("init", ...FLAGS)).toBe(
      `using ONCALL_NOW=${NOW}
oncall: schema/roster.schema.json cannot be written: schema is a file, not a folder
help: nothing was written; choose another place with --roster
[exit 3]`,
    );
    expect(written()).toEqual(["schema"]);
  });
});
