/** Writes docs/commands.md from the command tree and docs/rules.md from what `lint --explain` says, and holds both to it. */
import type { Command } from "commander";
import { test } from "vitest";
import { buildProgram } from "../../src/command/program.ts";
import { IMPORT_CODES } from "../../src/import/codes.ts";
import { EXPLAINED, OF_EDITS } from "../../src/lint/explained.ts";
import type { Explained } from "../../src/lint/rule.ts";
import { ALLOWABLE } from "../../src/rules/ids.ts";
import { edgesOf } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const program = buildProgram(edgesOf({}).edges).root;

/** Help as it is printed, examples included. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text.trimEnd();
}

function section(command: Command): string {
  return `## oncall ${command.name()}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`;
}

test("docs/commands.md", () => {
  const commands = program.commands.filter((command) => !command.name().startsWith("__"));
  const head = "# Commands\n\nThe help of every command, as `oncall COMMAND --help` prints it.\n";
  const overview = `\`\`\`text\n${helpOf(program)}\n\`\`\`\n`;
  expectFile("docs/commands.md", [head, overview, ...commands.map(section)].join("\n"));
});

const LEVELS = { error: "Errors", warning: "Warnings", info: "Infos" } as const;

const allowable = new Set<string>(ALLOWABLE);

function describeRule({ id, what, why, fix }: Explained, more: readonly string[]): string {
  const lines = [`**What**: ${what}`, `**Why**: ${why}`, `**Fix**: ${fix}`, ...more];
  if (allowable.has(id)) lines.push(`**In an edit**: \`--allow ${id}\` lets it pass`);
  return `### ${id}\n\n${lines.map((line) => `- ${line}\n`).join("")}`;
}

test("docs/rules.md", () => {
  const head = `# Rules

Everything that \`oncall lint\` looks for. Errors make it exit with 1; warnings and infos do not.
\`oncall lint --explain RULE\` prints one rule. Where a rule can be suppressed, this comment on the entry
does it: \`# oncall: ignore[rule] reason\`. The last two sections have rules that only edits are held to, and the
codes of what \`oncall import\` could not carry over.
`;
  const groups = Object.entries(LEVELS).map(([level, title]) => {
    const rules = EXPLAINED.filter(({ severity }) => severity === level).map((rule) =>
      describeRule(rule, rule.silenceable ? ["**Suppress**: with a comment"] : []),
    );
    return [`## ${title}\n`, ...rules].join("\n");
  });
  const edits = ["## In edits only\n", ...OF_EDITS.map((rule) => describeRule(rule, []))].join("\n");
  const notes = Object.entries(IMPORT_CODES).map(
    ([code, [what, fix]]) => `### ${code}\n\n- **What**: ${what}\n- **Fix**: ${fix}\n`,
  );
  const imports = ["## Notes of `oncall import`\n", ...notes].join("\n");
  expectFile("docs/rules.md", [head, ...groups, edits, imports].join("\n"));
});
