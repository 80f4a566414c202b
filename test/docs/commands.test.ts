/** Holds every command that the guide names in its prose to the command tree, and runs those in its tables. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { buildProgram } from "../../src/command/program.ts";
import { MERGE_DRIVER } from "../../src/template/beside.ts";
import { wordsOf } from "../cli/transcript.ts";
import { EXAMPLE, edgesOf, oncall } from "../cli/world.ts";
import { blocksIn, PAGES, proseOf, readPage, rosterNamed } from "./blocks.ts";

/** Commands in tables that need a service, a terminal or a value that only the reader has. */
const NOT_RUN = /…|[A-Z]{2,}|^oncall (plan|push|verify-notifications|merge|help)\b/;

const root = buildProgram(edgesOf({}).edges).root;
const GLOBAL = root.options.flatMap(({ short, long }) => [short, long]);

function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/`(oncall [^`]*)`/g)].map(([, line = ""]) => line.replace(/\s+/g, " "));
}

/** Why the command tree has no such command or flag. */
function whyUnknown(line: string): string | undefined {
  const [name = "", ...words] = wordsOf(line);
  const command = root.commands.find((each) => each.name() === name);
  if (command === undefined) return /^(-|help$|COMMAND$)/.test(name) ? undefined : `no command ${name}`;
  const flags = [...GLOBAL, ...flagsOf(command), "--help"];
  const unknown = words
    .map((word) => word.replace(/=.*/, ""))
    .find((word) => /^-/.test(word) && !flags.includes(word));
  return unknown && `${name} has no ${unknown}`;
}

function flagsOf(command: Command): readonly (string | undefined)[] {
  return command.options.flatMap(({ short, long }) => [short, long]);
}

test.each(PAGES)("%s names commands and flags that exist", (page) => {
  const unknown = commandsIn(proseOf(page)).flatMap((line) => whyUnknown(line) ?? []);
  expect(unknown).toEqual([]);
});

/** README.md's commands are about its own roster. */
const ROSTERS = new Map([["README.md", rosterNamed("smallest", "README.md")]]);

const tabled = PAGES.filter((page) => page !== "docs/rules.md").flatMap((page) =>
  proseOf(page)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap(commandsIn)
    .filter((line) => !NOT_RUN.test(line) && wordsOf(line).length > 1)
    .map((line) => ({ page, line })),
);

test.each(tabled)("$page: $line", async ({ page, line }) => {
  const files = { "/team/roster.yaml": ROSTERS.get(page) ?? EXAMPLE };
  const { exit, stderr } = await oncall(wordsOf(line), { files });
  expect(exit, stderr).toBe(0);
});

test("the tables have commands to run", () => {
  expect(tabled.length).toBeGreaterThan(5);
});

test.each(["2026-01-05T17:00:00Z", "2026-03-08T07:30:00Z", "2026-11-24T15:00:00Z", "2031-07-01T00:00:00Z"])(
  "the roster of README.md is free of findings at %s, and can be edited as it is",
  async (now) => {
    const files = { "/team/roster.yaml": rosterNamed("smallest", "README.md") };
    const lint = await oncall(["lint", "--json"], { files, now });
    expect([lint.exit, JSON.parse(lint.stdout).findings]).toEqual([0, []]);
    const { exit, stderr } = await oncall(["swap", "alice", "bob"], { files, now, disk: new Map() });
    expect(exit, stderr).toBe(0);
  },
);

test("every page with a block in YAML that is a roster is valid", async () => {
  const rosters = PAGES.flatMap(blocksIn).filter(
    ({ language, text }) => language === "yaml" && /^version: 1/m.test(text),
  );
  expect(rosters.length).toBeGreaterThan(0);
  for (const { text } of rosters) {
    const { exit, stdout } = await oncall(["lint"], { files: { "/team/roster.yaml": text } });
    expect(exit, stdout).toBe(0);
  }
});

test("docs/merging.md sets up the merge driver that `oncall init` does", () => {
  expect(readPage("docs/merging.md")).toContain(`git config merge.oncall.driver '${MERGE_DRIVER}'`);
});

test("the scripts of npm that the guide names exist", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const names = PAGES.flatMap((page) =>
    [...proseOf(page).matchAll(/`npm run (?:-s )?([\w:-]+)/g)].map(([, name = ""]) => name),
  );
  expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
