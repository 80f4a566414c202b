/** Runs the built `oncall verify-notifications` at a real terminal, with a local Twilio as the phone and the roster on disk. */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Phones } from "../fake/twilio/model.ts";
import { startTwilio } from "../fake/twilio/server.mjs";
import { ROOT } from "../house/sources.ts";
import { newFolder } from "./folder.ts";
import { type Looked, type Noted, type Step, seated, whyNoTerminal } from "./pty.ts";

const ENTER = "\r";
const CTRL_C = "\u0003";
const ALICE = "+12025550101";
const BOB = "+12025550102";
const SENDER = "+12025550199";
const ACCOUNT = { sid: `AC${"0".repeat(31)}1`, token: "test-token" };
const NOW = "2026-11-24T15:00:00Z";
const reason = whyNoTerminal();

/** A user with a terminal and a phone, and a clock that can be advanced. */
async function desk(phones: Phones = {}) {
  const folder = newFolder();
  const screen = join(folder, "phone.txt");
  const later = join(folder, "later.txt");
  writeFileSync(screen, "");
  writeFileSync(join(folder, "roster.private.yaml"), `people:\n  bob: { phone: "${BOB}" }\n`);
  copyFileSync(join(ROOT, "roster.example.yaml"), join(folder, "roster.yaml"));
  const twilio = await startTwilio({
    now: Date.now,
    account: ACCOUNT,
    numbers: [SENDER],
    phones,
    onPhone: (event) => {
      const line =
        event.kind === "text"
          ? `${event.to} sms: ${event.body}`
          : `${event.to} voice to a ${event.heardBy}: ${event.spoken}`;
      writeFileSync(screen, `${readFileSync(screen, "utf8")}${line}\n`);
    },
  });
  onTestFinished(twilio.close);
  const roster = () => readFileSync(join(folder, "roster.yaml"), "utf8");
  return {
    twilio,
    roster,
    verified: (args: readonly string[], steps: readonly Step[]) =>
      seated({
        command: [
          process.execPath,
          "--require",
          join(ROOT, "test/e2e/later.cjs"),
          join(ROOT, "bin/oncall.js"),
          "verify-notifications",
          ...args,
        ],
        cwd: folder,
        env: {
          ...{ PATH: process.env["PATH"] ?? "", HOME: folder, TMPDIR: folder, LATER: later, NO_COLOR: "1" },
          ...{
            TWILIO_API_URL: twilio.url,
            TWILIO_ACCOUNT_SID: ACCOUNT.sid,
            TWILIO_AUTH_TOKEN: ACCOUNT.token,
          },
          ...{ TWILIO_FROM: SENDER, ONCALL_PHONE_ALICE: ALICE },
          ONCALL_NOW: NOW,
        },
        steps,
      }),
    /** What the phone shows. */
    code: (number: string, channel: "sms" | "voice"): Looked => {
      const pattern = channel === "sms" ? "sms: .*?(\\d{6})" : "voice to a person: .*?is ([\\d., ]*\\d)";
      return { file: screen, pattern: `\\${number} ${pattern}` };
    },
    later: (minutes: number): Noted => ({ write: later, text: String(minutes * 60_000) }),
  };
}

const sms = "sms to Alice Nguyen, +1 202 ••• ••01\n? The code (Enter if none comes):";
const voice = "voice to Alice Nguyen, +1 202 ••• ••01\n? The code (Enter if none is spoken):";
const at = test.skipIf(reason !== undefined);
const NOTED = 'verified: { sms: 2026-11-24, voice: 2026-11-24, ending: "01" } }';

at(
  `the right codes, the call a minute after the text${reason ?? ""}`,
  async () => {
    const { twilio, roster, verified, code, later } = await desk();
    const { exit, missed, stdout, screen } = await verified(
      ["alice"],
      [
        ["? Send this? (y/N)", `y${ENTER}`],
        [sms, code(ALICE, "sms")],
        ["verified: the code was typed back\nvoice to Alice Nguyen in", later(1)],
        [voice, code(ALICE, "voice")],
      ],
    );
    expect({ exit, missed }).toEqual({ exit: 0, missed: null });
    expect(stdout).toMatch(
      /^alice {2}sms {4}verified: the code was typed back\nalice {2}voice {2}verified: /,
    );
    expect(roster()).toContain(NOTED);
    // Neither code stays on the screen or in any file.
    const codes = (["sms", "voice"] as const).map((channel) => twilio.phone(ALICE).code(channel) ?? "");
    const left = screen.split("\n").filter((line) => /^✔ The code/.test(line));
    expect([codes.map((each) => each.length), left.filter((line) => /\d/.test(line))]).toEqual([[6, 6], []]);
    expect(screen + stdout).not.toContain(ALICE);
  },
  60_000,
);

at(
  "a wrong code five times",
  async () => {
    const { roster, verified } = await desk();
    const before = roster();
    const wrong = ["4 tries", "3 tries", "2 tries", "1 try"].map(
      (left): Step => [`> wrong code: ${left} left`, `000001${ENTER}`],
    );
    const { exit, missed, stdout } = await verified(
      ["alice", "--via", "sms"],
      [["? Send this? (y/N)", `y${ENTER}`], [sms, `000000${ENTER}`], ...wrong],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 1,
      missed: null,
      stdout: "alice  sms  not verified: 5 wrong codes were typed\n",
    });
    expect(roster()).toBe(before);
  },
  60_000,
);

at(
  "a code that has expired",
  async () => {
    const { roster, verified, later } = await desk({ [ALICE]: { sms: "sent" } });
    const before = roster();
    const { exit, missed, stdout } = await verified(
      ["alice", "--via", "sms"],
      [
        ["? Send this? (y/N)", `y${ENTER}`],
        ["sent to the carrier, which has not confirmed delivery", later(10)],
      ],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 1,
      missed: null,
      stdout:
        "alice  sms  not verified: the code was not typed within 10 minutes (sent to the carrier, which has not confirmed delivery)\n",
    });
    expect(roster()).toBe(before);
  },
  60_000,
);

at(
  "voicemail: the call was hung up, and the code is void",
  async () => {
    const { twilio, verified } = await desk({ [ALICE]: { voice: "machine" } });
    const { exit, missed, stdout } = await verified(
      ["alice", "--via", "voice"],
      [["? Send this? (y/N)", `y${ENTER}`]],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 1,
      missed: null,
      stdout: "alice  voice  not verified: answered by voicemail: the code is void\n",
    });
    expect(twilio.calls.map(({ hungUp }) => hungUp)).toEqual([true]);
  },
  60_000,
);

at(
  "a text that is not delivered ends the wait, and says why",
  async () => {
    const { verified } = await desk({ [ALICE]: { sms: { undelivered: 30003 } } });
    const { exit, missed, stdout, screen } = await verified(
      ["alice", "--via", "sms"],
      [["? Send this? (y/N)", `y${ENTER}`]],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 1,
      missed: null,
      stdout: "alice  sms  not verified: not delivered: the phone is off or out of reach (Twilio 30003)\n",
    });
    expect(screen).toContain("help: alice, sms: turn it on where it has a signal and try again");
  },
  60_000,
);

at(
  "two people, one of whom gets nothing",
  async () => {
    const { roster, verified, code } = await desk({ [BOB]: { sms: { refused: 21610 } } });
    const { exit, missed, stdout } = await verified(
      ["alice", "bob", "--via", "sms"],
      [
        [
          "alice  Alice Nguyen  sms  +1 202 ••• ••01  10:00 there\nbob    Bob Okafor    sms  +1 202 ••• ••02  10:00 there\n",
          "",
        ],
        ["? Send these? (y/N)", `y${ENTER}`],
        [sms, code(ALICE, "sms")],
      ],
    );
    expect({ exit, missed, stdout: stdout.split("\n").slice(0, 2) }).toEqual({
      exit: 1,
      missed: null,
      stdout: [
        "alice  sms  verified: the code was typed back",
        "bob    sms  not verified: this phone has replied STOP to our texts (Twilio 21610)",
      ],
    });
    expect(roster()).toContain('verified: { sms: 2026-11-24, ending: "01" } }');
  },
  60_000,
);

at(
  "Ctrl-C hangs up, and says what was sent",
  async () => {
    const { twilio, verified } = await desk({ [ALICE]: { voice: "rings" } });
    const { exit, missed, stdout, screen } = await verified(
      ["alice", "--via", "voice"],
      [
        ["? Send this? (y/N)", `y${ENTER}`],
        ["\nringing", CTRL_C],
      ],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 130,
      missed: null,
      stdout: "alice  voice  stopped: the call was hung up\n",
    });
    expect(screen.trimEnd().endsWith("oncall: stopped: no more pages are sent")).toBe(true);
    expect(twilio.calls.map(({ status, hungUp }) => [status, hungUp])).toEqual([["canceled", true]]);
  },
  60_000,
);

at(
  "Ctrl-C where nothing is asked: by status alone",
  async () => {
    const { twilio, verified } = await desk({ [ALICE]: { voice: "rings" } });
    const { exit, missed, stdout } = await verified(
      ["alice", "--via", "voice", "--yes", "--no-input"],
      [["  ringing", CTRL_C]],
    );
    expect({ exit, missed, stdout }).toEqual({
      exit: 130,
      missed: null,
      stdout: "alice  voice  stopped: the call was hung up\n",
    });
    expect(twilio.calls.map(({ hungUp }) => hungUp)).toEqual([true]);
  },
  60_000,
);
