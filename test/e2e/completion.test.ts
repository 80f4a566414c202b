/** Runs each completion script in its shell, against the built command. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "oncall-shells-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, "oncall"),
  `#!/bin/sh\nexec "${process.execPath}" "${resolve("bin/oncall.js")}" "$@"\n`,
);
chmodSync(join(folder, "oncall"), 0o755);

function has(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

function answerOf(shell: string, args: readonly string[], script: string): string {
  writeFileSync(join(folder, "script"), script);
  const { stdout, stderr } = spawnSync(shell, [...args, join(folder, "script")], {
    cwd: folder,
    env: {
      PATH: `${folder}:${process.env["PATH"]}`,
      HOME: folder,
      ONCALL_ROSTER: resolve("roster.example.yaml"),
    },
    encoding: "utf8",
  });
  return stdout + stderr;
}

test("bash", () => {
  const script = `source <(oncall completion bash)
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oncall; echo "\${COMPREPLY[*]}"; }
ask oncall sc
ask oncall who ""
ask oncall schedule --person a
ask oncall schedule --person = b
ask oncall schedule --format m
ask oncall who --roster ""
`;
  expect(answerOf("bash", ["--norc"], script)).toBe("schedule\nprimary secondary\nalice\nbob\nmarkdown\n\n");
});

test.skipIf(!has("zsh"))("zsh (skipped if it is not installed)", () => {
  const script = `compdef() { }
source <(oncall completion zsh)
_describe() { print -l -- "\${(@P)2}" }
_files() { print files }
words=(oncall schedule --person a); CURRENT=4; _oncall
words=(oncall sch); CURRENT=2; _oncall
words=(oncall who --roster ""); CURRENT=4; _oncall
`;
  const people = "alice:Alice Nguyen\n";
  expect(answerOf("zsh", ["-f"], script)).toBe(`${people}schedule:the coming weeks\nfiles\n`);
});

test.skipIf(!has("fish"))("fish (skipped if it is not installed)", () => {
  const script = `oncall completion fish | source
complete -C "oncall schedule --person a"
complete -C "oncall sch"
complete -C "oncall completion f"
`;
  expect(answerOf("fish", ["--no-config"], script)).toBe(
    "alice\tAlice Nguyen\nschedule\tthe coming weeks\nfish\n",
  );
});
