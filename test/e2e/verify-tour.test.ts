/** Follows docs/notifications.md as a newcomer would: the local Twilio is the phone, and a terminal asks for the codes. */
import { spawn } from "node:child_process";
import { copyFileSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { blocksRunBy } from "../docs/blocks.ts";
import { ROOT } from "../house/sources.ts";
import { newFolder } from "./folder.ts";
import { seated, whyNoTerminal } from "./pty.ts";

const ENTER = "\r";
const NOW = "2026-11-24T15:00:00Z";
const sms = "sms to Alice Nguyen, +1 202 ••• ••01\n? The code (Enter if none comes):";
const voice = "voice to Alice Nguyen, +1 202 ••• ••01\n? The code (Enter if none is spoken):";

test.skipIf(whyNoTerminal() !== undefined)(
  "the tour of docs/notifications.md, with the fake that it starts",
  async () => {
    const [commands = "", session = ""] = blocksRunBy("test/e2e/verify-tour.test.ts").map(({ text }) => text);
    const folder = newFolder();
    const phone = join(folder, "phone.txt");
    const later = join(folder, "later.txt");
    copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.example.yaml"));
    const env = {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      TMPDIR: folder,
      LATER: later,
      NO_COLOR: "1",
      ONCALL_NOW: NOW,
    };
    const fake = spawn(process.execPath, [join(ROOT, "test/fake/main.mjs"), "--port", "0"], {
      env,
      stdio: ["ignore", openSync(phone, "w"), "inherit"],
    });
    onTestFinished(() => void fake.kill());
    const said = () => readFileSync(phone, "utf8");
    while (!said().includes("what the phones show:\n"))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const [, url = ""] = /TWILIO_API_URL=(\S+)/.exec(said()) ?? [];
    const oncall = `${process.execPath} --require ${join(ROOT, "test/e2e/later.cjs")} ${join(ROOT, "bin/oncall.js")}`;
    const script = commands.replace("http://127.0.0.1:8766", url).replace(/^oncall /m, `${oncall} `);
    const { exit, missed, stdout, screen } = await seated({
      command: ["bash", "-euc", script],
      cwd: folder,
      env,
      steps: [
        ["? Send this? (y/N)", `y${ENTER}`],
        [sms, { file: phone, pattern: "text: .*?(\\d{6})" }],
        ["verified: the code was typed back\nvoice to Alice Nguyen in", { write: later, text: "60000" }],
        [voice, { file: phone, pattern: "call: .*?is ([\\d., ]*\\d)" }],
      ],
    });
    expect({ exit, missed }).toEqual({ exit: 0, missed: null });
    // The screen is redrawn again and again, but every line of the session is there in order.
    const seen = `${screen}\n${stdout}`
      .replace(/ in \d+ s:/g, " in 49 s:")
      .replaceAll(`${folder}/`, "…/oncall/")
      .split("\n");
    const lines = session.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(10);
    let from = 0;
    for (const line of lines) {
      const found = seen.findIndex((each, index) => index >= from && each.trimEnd().endsWith(line));
      expect(found, `${line}\nis not in\n${seen.join("\n")}`).toBeGreaterThanOrEqual(0);
      from = found + 1;
    }
  },
  60_000,
);
