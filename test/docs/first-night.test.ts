/** Follows docs/first-night.md from an empty folder to a doctor who finds nothing broken, with the services that it starts. */
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newFolder } from "../e2e/folder.ts";
import { type Step, seated, whyNoTerminal } from "../e2e/pty.ts";
import { bash } from "../e2e/runner.ts";
import { expectFile } from "../expected.ts";
import { ROOT } from "../house/sources.ts";
import { type Block, blocksRunBy, replaceBlocks } from "./blocks.ts";

const PAGE = "docs/first-night.md";
const NOW = "2026-11-24T15:00:00Z";
const ENTER = "\r";
const PEOPLE = [
  ["Alice Nguyen", "01"],
  ["Bob Okafor", "02"],
  ["Carol Diaz", "03"],
] as const;

/** Starts the services that the page starts, on any free port, and answers what they print. */
async function startServices(roster: string, phone: string, env: Readonly<Record<string, string>>) {
  const fake = spawn(
    process.execPath,
    [join(ROOT, "test/fake/main.mjs"), "--port", "0", "--roster", roster],
    {
      env,
      stdio: ["ignore", openSync(phone, "w"), "inherit"],
    },
  );
  onTestFinished(() => void fake.kill());
  const said = () => readFileSync(phone, "utf8");
  while (!said().includes("what the phones show:\n")) await new Promise((resolve) => setTimeout(resolve, 20));
  return said;
}

/** Types the code of every page: the texts come first, and the calls when a minute has passed. */
function typeCodes(phone: string, later: string): readonly Step[] {
  const code = (name: string, pattern: string) => ({
    file: phone,
    pattern: `${name.replace(" ", "\\s")}.*${pattern}`,
  });
  const numbers = PEOPLE.map(([name, ending]) => ({ name, number: `${name}, +1 202 ••• ••${ending}` }));
  return [
    ...numbers.map(({ name, number }): Step => {
      return [`sms to ${number}\n? The code (Enter if none comes):`, code(name, "text: .*?(\\d{6})")];
    }),
    [`voice to ${PEOPLE[0][0]} in`, { write: later, text: "60000" }],
    ...numbers.map(({ name, number }): Step => {
      return [
        `voice to ${number}\n? The code (Enter if none is spoken):`,
        code(name, "call: .*?is ([\\d., ]*\\d)"),
      ];
    }),
  ];
}

test.skipIf(whyNoTerminal() !== undefined)(
  "the first night, as docs/first-night.md has it",
  async () => {
    const home = newFolder();
    const [phone, later, state] = ["phone.txt", "later.txt", "exports.sh"].map((name) => join(home, name));
    if (phone === undefined || later === undefined || state === undefined) throw new Error("no files");
    const folder = join(home, "rotation");
    const env = {
      ...{
        PATH: process.env["PATH"] ?? "",
        HOME: home,
        TMPDIR: home,
        NO_COLOR: "1",
        ONCALL_NOW: NOW,
        LATER: later,
      },
      ...{
        GIT_AUTHOR_NAME: "n",
        GIT_AUTHOR_EMAIL: "n@example.com",
        GIT_COMMITTER_NAME: "n",
        GIT_COMMITTER_EMAIL: "n@example.com",
      },
    };
    writeFileSync(state, "");
    mkdirSync(join(home, "bin"));
    const oncall = `exec ${process.execPath} --require ${join(ROOT, "test/e2e/later.cjs")} ${join(ROOT, "bin/oncall.js")} "$@"\n`;
    writeFileSync(join(home, "bin/oncall"), `#!/bin/sh\n${oncall}`, { mode: 0o755 });
    const path = { PATH: `${join(home, "bin")}:${env.PATH}` };

    const steps = blocksRunBy("test/docs/first-night.test.ts").filter(({ language }) => language === "sh");
    expect(steps.length).toBeGreaterThan(5);
    const logs = new Map<string, string>();
    for (const [index, { text }] of steps.entries()) {
      const script = `set -eu\n. ${state}\n${index === 0 ? "" : `cd ${folder}\n`}${text}`;
      if (text.startsWith("export ")) {
        const said = await startServices(join(folder, "roster.yaml"), phone, { ...env, ...path });
        const printed =
          said()
            .match(/^export .*\n/gm)
            ?.join("") ?? "";
        expect(printed.replace(/:\d+(?= )/g, ":")).toBe(text.replace(/:\d+(?= )/g, ":"));
        writeFileSync(state, printed);
      } else if (text.startsWith("oncall verify-notifications")) {
        const { exit, missed, screen } = await seated({
          command: ["bash", "-c", script],
          cwd: home,
          env: { ...env, ...path },
          steps: [["? Send these? (y/N)", `y${ENTER}`], ...typeCodes(phone, later)],
        });
        expect({ exit, missed }, screen).toEqual({ exit: 0, missed: null });
      } else {
        const { exit, log, errors } = await bash(script, home, { ...env, ...path }, false);
        expect(exit, `${text}\n${log}${errors}`).toBe(0);
        logs.set(text.split(" ").slice(0, 2).join(" ").trim(), log);
      }
    }
    const isDoctor = ({ options, language }: Block) =>
      options["by"] === "test/docs/first-night.test.ts" && language === "text";
    const shown = (logs.get("oncall doctor") ?? "")
      .replaceAll(`${home}/`, "…/")
      .replaceAll(folder, "…/rotation");
    expectFile(
      PAGE,
      replaceBlocks(PAGE, (block) => (isDoctor(block) ? shown : block.text)),
    );
    expect(shown).toMatch(/\n0 broken, /);
    expect(logs.get("oncall page")).toMatch(/^Alice Nguyen \(alice\) acknowledged it/m);
  },
  60_000,
);
