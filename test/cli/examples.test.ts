/** Every example in every help text is run on the example roster. */
import type { Command } from "commander";
import { expect, test } from "vitest";
import { examplesOf } from "../../src/command/examples.ts";
import { programOf } from "../../src/command/program.ts";
import { wordsOf } from "./transcript.ts";
import { edgesOf, oncall } from "./world.ts";

const program = programOf(edgesOf({}).edges, { exit: 0 });

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

test.each(visible.flatMap(examplesOf).map(({ line }) => line))("%s", async (line) => {
  const { exit, stdout, stderr } = await oncall(wordsOf(line));
  expect({ exit, complaint: stderr.replace("nothing is wrong\n", "") }).toEqual({ exit: 0, complaint: "" });
  if (line !== "oncall lint") expect(stdout).not.toBe("");
});
