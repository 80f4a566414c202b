/** README.md: every session in it gives what it shows, every command runs, and the reference is what the program says. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { programOf } from "../../src/command/program.ts";
import { EXPLAINED } from "../../src/lint/explained.ts";
import { expectFile } from "../expected.ts";
import { shownAnswer, wordsOf } from "./transcript.ts";
import { EXAMPLE, edgesOf, oncall } from "./world.ts";

const README = readFileSync("README.md", "utf8");

/** What `oncall lint` is shown on: a typo, a date that is none, and somebody who does not exist. */
const FAULTY = `version: 1
team: Platform Engineering
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }
people:
  alice: { name: Alice Nguyen, emial: alice@example.com }
  bob: { name: Bob Okafor }
changes:
  - { swap: [alice, bbo], from: 2026-11-31, approved_by: alice }
`;

/** What `oncall diff` is shown against: before Carol left and Grace came. */
const BEFORE = EXAMPLE.replace(/^ {2}- \{ (leave: carol|join: grace).*\n/gm, "");

function blocks(kind: string): readonly string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text]) => text ?? "",
  );
}

async function session(block: string): Promise<string> {
  const commands = block.split("\n").filter((line) => line.startsWith("$ "));
  const answers = commands.map(async (line) => {
    const roster = line === "$ oncall lint" ? FAULTY : EXAMPLE;
    const answer = await oncall(wordsOf(line.slice(2)), {
      files: { "/team/roster.yaml": roster },
      revisions: { "origin/main": { "/team/roster.yaml": BEFORE } },
    });
    return `${line}\n${shownAnswer({ ...answer, exit: 0 })}`;
  });
  return (await Promise.all(answers)).join("\n");
}

/** The command tree as a table: what each command takes; the words are those of its help. */
function reference(): string {
  const root = programOf(edgesOf({}).edges, { exit: 0 });
  const flagsOf = (command: Command) => command.options.map(({ flags }) => `\`${flags}\``).join(" ");
  const rows = root.commands
    .filter((command) => !command.name().startsWith("__"))
    .map((command) => {
      const words = command.registeredArguments.map((each) =>
        each.required ? `<${each.name()}>` : `[${each.name()}]`,
      );
      return [`\`${["oncall", command.name(), ...words].join(" ")}\``, command.summary(), flagsOf(command)];
    });
  const lines = [
    ["command", "what it does", "flags"],
    ["---", "---", "---"],
    ...rows,
    ["every command", "", flagsOf(root)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** The rules as a table, in the words of `--explain`. */
function rules(): string {
  const lines = [
    ["rule", "", "what it finds", "what to do"],
    ["---", "---", "---", "---"],
    ...EXPLAINED.map(({ id, severity, what, fix }) => [`\`${id}\``, severity, what, fix]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

test("README.md shows what the program says", async () => {
  let text = README;
  for (const block of blocks("console")) {
    const shown = await session(block);
    text = text.replace(block, () => shown);
  }
  for (const [name, generated] of [
    ["the rules", rules()],
    ["the command tree", reference()],
  ] as const) {
    const marked = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    expect(text).toMatch(marked);
    text = text.replace(marked, (_, open, end) => `${open}${generated}${end}`);
  }
  expectFile("README.md", text);
});

test.each(blocks("sh").flatMap((block) => block.split("\n").filter((line) => line.startsWith("oncall "))))(
  "README.md: %s",
  async (line) => {
    const { exit, stdout } = await oncall(wordsOf(line.replace(/ > .*/, "")));
    expect(exit).toBe(0);
    expect(stdout).not.toBe("");
  },
);

test("the commands of the table work", async () => {
  const rows = [...README.matchAll(/^\|[^|]+\|(.*`oncall .*)\|$/gm)].map(([, cell]) => cell ?? "");
  const lines = rows.flatMap((cell) => [...cell.matchAll(/`(oncall [^`]*)`/g)].map(([, line]) => line ?? ""));
  // What talks to a service has a tour of its own.
  const whole = lines.filter((line) => !/…|LINE|init|\bID\b|verify/.test(line));
  expect(whole.length).toBeGreaterThan(5);
  for (const line of whole) {
    const { exit, stderr } = await oncall(wordsOf(line));
    expect(exit, `${line}: ${stderr}`).toBe(0);
  }
});

test("the roster in README.md is read", async () => {
  const [smallest = ""] = blocks("yaml");
  // Before anybody's turn begins: until then nobody needs a phone.
  const now = "2025-12-01T15:00:00Z";
  const answer = await oncall(["lint"], { files: { "/team/roster.yaml": smallest }, now });
  expect(answer).toEqual({ exit: 0, stdout: "", stderr: "nothing is wrong\n" });
});
