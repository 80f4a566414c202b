/** Follows docs/leaving-opsgenie.md from an account of OpsGenie to Jira Service Management, with the local services that it starts. */
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newFolder } from "../e2e/folder.ts";
import { bash } from "../e2e/runner.ts";
import { expectFile } from "../expected.ts";
import { ROOT } from "../house/sources.ts";
import { stepsOf, workflows } from "../house/workflows.ts";
import { blocksRunBy, replaceBlocks } from "./blocks.ts";

const PAGE = "docs/leaving-opsgenie.md";
const ACCOUNT = "docs/examples/leaving-opsgenie/account.yaml";
const NOW = "2026-11-24T15:00:00Z";
const BLOCKS = blocksRunBy("test/docs/leaving-opsgenie.test.ts");

type Environment = Readonly<Record<string, string>>;

/** Starts the services that the page starts, on any free ports, and answers what they print to be set. */
async function startServices(home: string, env: Environment): Promise<string> {
  const file = join(home, "fake.txt");
  const args = [join(ROOT, "test/fake/main.mjs"), "--port", "0", "--account", join(ROOT, ACCOUNT)];
  const fake = spawn(process.execPath, args, { env, stdio: ["ignore", openSync(file, "w"), "inherit"] });
  onTestFinished(() => void fake.kill());
  const said = () => readFileSync(file, "utf8");
  while (!said().includes("what the phones show:\n")) await new Promise((resolve) => setTimeout(resolve, 20));
  return (said().match(/^export .*\n/gm) ?? []).join("");
}

async function startJourney() {
  const home = newFolder();
  const bin = join(home, "bin");
  mkdirSync(bin);
  const oncall = `#!/bin/sh\nexec ${process.execPath} ${join(ROOT, "bin/oncall.js")} "$@"\n`;
  writeFileSync(join(bin, "oncall"), oncall, { mode: 0o755 });
  const env = {
    ...{ PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: home, TMPDIR: home },
    ...{ NO_COLOR: "1", ONCALL_NOW: NOW },
    ...{ GIT_AUTHOR_NAME: "n", GIT_AUTHOR_EMAIL: "n@example.com" },
    ...{ GIT_COMMITTER_NAME: "n", GIT_COMMITTER_EMAIL: "n@example.com" },
  };
  const printed = await startServices(home, env);
  const state = join(home, "exports.sh");
  writeFileSync(state, printed);
  const run = (script: string, folder = "rotation") =>
    bash(`set -eu\n. ${state}\n${script}`, join(home, folder), env, false);
  return { home, printed, run };
}

test("from OpsGenie to Jira, as docs/leaving-opsgenie.md has it", async () => {
  const { home, printed, run } = await startJourney();
  const shown: string[] = [];
  let log = "";
  for (const { language, text } of BLOCKS) {
    if (language === "text") shown.push(log);
    else if (text.startsWith("export ")) {
      const withoutPorts = (lines: string) => lines.replace(/:\d+(?= )/g, ":").split("\n");
      expect(withoutPorts(printed)).toEqual(expect.arrayContaining(withoutPorts(text)));
    } else {
      const ran = await run(text, text.startsWith("mkdir") ? "" : undefined);
      expect(ran.exit, `${text}\n${ran.log}${ran.errors}`).toBe(0);
      log = ran.log.replaceAll(`${home}/`, "…/").replace(/^using ONCALL_NOW=.*\n/gm, "");
    }
  }
  const isShown = (text: string) => BLOCKS.some((block) => block.language === "text" && block.text === text);
  expectFile(
    PAGE,
    replaceBlocks(PAGE, ({ options, language, text }) =>
      options["by"] === "test/docs/leaving-opsgenie.test.ts" && language === "text" && isShown(text)
        ? (shown.shift() ?? "")
        : text,
    ),
  );

  const workflow = workflows().find(({ name }) => name.endsWith("/parity.yml"));
  const [script = ""] = workflow === undefined ? [] : stepsOf(workflow).flatMap((step) => step.run ?? []);
  expect(script).toMatch(/^oncall parity /);
  expect((await run(`export CI=true\n${script}`)).exit).toBe(0);
}, 120_000);
