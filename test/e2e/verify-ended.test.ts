/** Ends the built `oncall verify-notifications` from outside while it asks for a code: the call is hung up whatever ends it. */
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startTwilio } from "../fake/twilio/server.mjs";
import { ROOT } from "../house/sources.ts";
import { newFolder } from "./folder.ts";
import { type Step, seated, whyNoTerminal } from "./pty.ts";

const ENTER = "\r";
const CTRL_D = "\u0004";
const CTRL_Z = "\u001a";
const ACCOUNT = { sid: `AC${"0".repeat(31)}1`, token: "test-token" };
const MINUTE = "a minute passes";
const reason = whyNoTerminal();
const at = test.skipIf(reason !== undefined);

/** Runs a shell script, in which `"$@"` is the command, until the phone rings and is answered. */
async function ringing(
  shell: string,
  steps: readonly (Step | typeof MINUTE)[],
  onLook: (pid: number) => void = () => {},
) {
  const folder = newFolder();
  const pid = join(folder, "pid");
  const later = join(folder, "later.txt");
  copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.yaml"));
  const twilio = await startTwilio({
    now: Date.now,
    account: ACCOUNT,
    numbers: ["+12025550199"],
    onRequest: ({ method, path }) => {
      if (method === "GET" && path.includes("/Calls/") && existsSync(pid))
        onLook(Number(readFileSync(pid, "utf8")));
    },
  });
  onTestFinished(twilio.close);
  const oncall = [process.execPath, join(ROOT, "bin/oncall.js"), "verify-notifications"];
  const seen = await seated({
    command: ["bash", "-c", shell, "bash", ...oncall, "alice"],
    cwd: folder,
    env: {
      ...{ PATH: process.env["PATH"] ?? "", HOME: folder, TMPDIR: folder, NO_COLOR: "1" },
      ...{ TWILIO_API_URL: twilio.url, TWILIO_FROM: "+12025550199", ONCALL_PHONE_ALICE: "+12025550101" },
      ...{ TWILIO_ACCOUNT_SID: ACCOUNT.sid, TWILIO_AUTH_TOKEN: ACCOUNT.token },
      ONCALL_NOW: "2026-11-24T15:00:00Z",
      NODE_OPTIONS: `--require ${join(ROOT, "test/e2e/later.cjs")}`,
      LATER: later,
    },
    steps: [
      ["? Send this? (y/N)", `y${ENTER}`],
      ...steps.map((step): Step => (step === MINUTE ? ["", { write: later, text: "60000" }] : step)),
    ],
  });
  return { ...seen, hungUp: twilio.calls.map(({ hungUp }) => hungUp) };
}

const STOPPED = "alice  voice  stopped: the call was hung up\n";

at.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  `%s at the code${reason ?? ""}`,
  async (signal) => {
    const told = new Set<number>();
    const { exit, missed, stdout, hungUp } = await ringing(
      'echo $$ > pid; exec "$@" --via voice',
      [],
      (pid) => {
        if (!told.has(pid)) process.kill(pid, signal);
        told.add(pid);
      },
    );
    expect({ exit, missed, stdout, hungUp }).toEqual({
      exit: 130,
      missed: null,
      stdout: STOPPED,
      hungUp: [true],
    });
  },
  60_000,
);

at(
  "a terminal that goes away at the code",
  async () => {
    const { missed, stdout, hungUp } = await ringing('exec "$@" --via voice', [["\nringing", "hang up"]]);
    // The exit code does not matter: Node aborts if it cannot restore the mode of the terminal.
    expect({ missed, stdout, hungUp }).toEqual({ missed: null, stdout: STOPPED, hungUp: [true] });
  },
  60_000,
);

at(
  "stopped by Ctrl-Z at the code, fg continues it, and it ends",
  async () => {
    const { exit, missed, stdout, hungUp } = await ringing('set -m; "$@" --via voice; fg > /dev/null', [
      ["\nringing", CTRL_Z],
      ["answered by a person", CTRL_D],
    ]);
    expect({ exit, missed, stdout, hungUp }).toEqual({
      exit: 130,
      missed: null,
      stdout: STOPPED,
      hungUp: [true],
    });
  },
  60_000,
);

at(
  "an Enter of those who wait for the call is no answer to what is asked then",
  async () => {
    const { exit, missed, stdout, hungUp } = await ringing('exec "$@"', [
      ["? The code (Enter if none comes):", ENTER],
      ["voice to Alice Nguyen in", `${ENTER}${ENTER}`],
      MINUTE,
      ["answered by a person", CTRL_D],
    ]);
    expect({ exit, missed, call: stdout.split("\n")[1], hungUp }).toEqual({
      exit: 130,
      missed: null,
      call: "alice  voice  stopped: the call was hung up",
      hungUp: [true],
    });
  },
  60_000,
);
