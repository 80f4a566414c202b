/** Runs the built `oncall page` against a local OpsGenie: the session of the guide, and a terminal that is closed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ACKNOWLEDGED, paging } from "../cli/page-world.ts";
import { NOW } from "../cli/world.ts";
import { blocksRunBy } from "../docs/blocks.ts";
import { ROOT } from "../house/sources.ts";
import { newFolder } from "./folder.ts";
import { seated, whyNoTerminal } from "./pty.ts";

const BIN = join(ROOT, "bin/oncall.js");

function sessionAt(url: string) {
  const folder = newFolder();
  copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.example.yaml"));
  const env = {
    ...{ PATH: process.env["PATH"] ?? "", HOME: folder, TMPDIR: folder, NO_COLOR: "1", ONCALL_NOW: NOW },
    ...{ OPSGENIE_API_URL: url, OPSGENIE_ALERT_KEY: "test-alert-key" },
  };
  return { folder, env };
}

test("the session of docs/opsgenie.md", async () => {
  const [command = "", session = ""] = blocksRunBy("test/e2e/page.test.ts").map((block) => block.text);
  const opsgenie = await paging({ ...ACKNOWLEDGED, account: "platform, local" });
  const { folder, env } = sessionAt(opsgenie.url);
  const script = command.replace(/^oncall /m, `exec 2>&1; "${process.execPath}" "${BIN}" `);
  const child = spawn("bash", ["-euc", script], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const [shown] = await Promise.all([text(child.stdout), once(child, "close")]);
  const look = shown
    .replace(/^using ONCALL_NOW=.*\n/, "")
    .replace(/^\S*\/oncall[^/]*\//, "…/oncall/")
    .replace(/(?<=created alert )\S+/, "…")
    .replace(/(?<=after )\d+ s/, "4 s");
  expect([child.exitCode, look.trimEnd()]).toEqual([0, session.trimEnd()]);
});

test.skipIf(whyNoTerminal() !== undefined)(
  "a terminal that is closed ends the wait, and the alert stands",
  async () => {
    const opsgenie = await paging();
    const { folder, env } = sessionAt(opsgenie.url);
    const { exit, missed } = await seated({
      command: [process.execPath, BIN, "page", "x", "--wait-ack", "1h", "-r", "roster.example.yaml"],
      cwd: folder,
      env,
      steps: [
        ["? Page them? (y/N)", "y\r"],
        ["59 min", "hang up"],
      ],
    });
    // A terminal may hang up a second time while the program ends.
    expect([missed, opsgenie.alerts.map(({ status }) => status)]).toEqual([null, ["open"]]);
    expect([130, null]).toContain(exit);
  },
);
