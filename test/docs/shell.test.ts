/**
 * Runs every `sh` block of the guide with the built program, in a repository of its own whose roster.yaml is the
 * example. npm is a stand-in that knows the scripts of package.json: what it does is held by test/e2e/pack.test.ts.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { NOW } from "../cli/world.ts";
import { git, newRepository } from "../e2e/folder.ts";
import { ROOT } from "../house/sources.ts";
import { type Block, blocksIn, PAGES } from "./blocks.ts";

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

const NPM = `#!/bin/sh
case "$*" in
  ci | test | "install -g .") exit 0 ;;
  "run -s "*) name=$3 ;;
  "run "*) name=$2 ;;
esac
case " ${Object.keys(scripts).join(" ")} " in *" $name "*) [ -n "$name" ] ;; *) echo "npm $*?" >&2; exit 1 ;; esac
`;

const blocks = PAGES.flatMap(blocksIn).filter(({ language }) => ["sh", "bash"].includes(language));

test.each(blocks.filter(({ options }) => options["by"] === undefined))("$page:$line", ({ text }: Block) => {
  const folder = newRepository();
  git(folder, "checkout", "--quiet", "-B", "main");
  copyFileSync("roster.example.yaml", join(folder, "roster.yaml"));
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "roster");
  const bin = join(folder, ".git", "bin");
  mkdirSync(bin);
  const oncall = `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, "bin/oncall.js")}' "$@"\n`;
  for (const [name, script] of [
    ["npm", NPM],
    ["oncall", oncall],
  ] as const) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const { status, stderr } = spawnSync("bash", ["-euc", text], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: `${bin}${delimiter}${process.env["PATH"]}`, HOME: folder, ONCALL_NOW: NOW },
  });
  expect(status, stderr).toBe(0);
});

test("a block that another test runs names one that reads it", () => {
  for (const { page, line, options } of PAGES.flatMap(blocksIn)) {
    const { by } = options;
    if (by === undefined) continue;
    const place = `${page}:${line}`;
    expect(existsSync(by), place).toBe(true);
    expect(readFileSync(by, "utf8"), place).toContain(`blocksRunBy("${by}")`);
  }
});

test("a block has no option that nothing reads", () => {
  const known = ["name", "roster", "base", "exit", "by"];
  const unknown = PAGES.flatMap(blocksIn).flatMap(({ page, line, options }) =>
    Object.keys(options)
      .filter((option) => option !== "" && !known.includes(option))
      .map((option) => `${page}:${line}: ${option}`),
  );
  expect(unknown).toEqual([]);
});
