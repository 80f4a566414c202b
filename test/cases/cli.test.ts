/** Runs the sessions of test/cases/cli. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { readTranscript, shownAnswer, shownFile, wordsOf } from "../cli/transcript.ts";
import { EXAMPLE, oncall } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const FOLDER = join(import.meta.dirname, "cli");

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const file = join(FOLDER, name);
  const written = readFileSync(file, "utf8");
  const { head, world, commands, revisions } = readTranscript(written);
  const beside = file.replace(/\.txt$/, ".yaml");
  const roster = existsSync(beside) ? readFileSync(beside, "utf8") : EXAMPLE;
  const past = Object.entries(revisions).map(([revision, from]) => {
    const then =
      from === "example" ? EXAMPLE : from === "" ? undefined : readFileSync(join(FOLDER, from), "utf8");
    return [revision, then === undefined ? {} : { "/team/roster.yaml": then }];
  });
  let text = head.map((line) => `${line}\n`).join("");
  const disk = new Map<string, Uint8Array>();
  for (const command of commands) {
    const shown = shownFile(command);
    if (shown !== undefined) {
      text += `$ ${command}\n${new TextDecoder().decode(disk.get(join("/team", shown)))}\n`;
      continue;
    }
    const answer = await oncall(wordsOf(command), {
      ...{ files: { "/team/roster.yaml": roster }, revisions: Object.fromEntries(past) },
      ...{ ...world, disk },
    });
    text += `$ ${command}\n${shownAnswer(answer)}\n`;
  }
  expectFile(`test/cases/cli/${name}`, text);
});
