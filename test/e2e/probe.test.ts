/** Runs the built `oncall doctor --probe` at a real terminal: the command of the guide, and a terminal that is closed on the way. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROSTER } from "../cli/probe-world.ts";
import { blocksRunBy } from "../docs/blocks.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { ROOT } from "../house/sources.ts";
import { newFolder } from "./folder.ts";
import { type Step, seated, whyNoTerminal } from "./pty.ts";

const [{ text: COMMAND } = { text: "" }] = blocksRunBy("test/e2e/probe.test.ts");

async function probeAt(...steps: readonly Step[]) {
  const folder = newFolder();
  const opsgenie = await startOpsgenie({
    now: Date.now,
    users: [{ id: "u-bob", username: "bob@example.com", fullName: "Bob" }],
    teams: [{ id: "t", name: "payments" }],
  });
  onTestFinished(opsgenie.close);
  writeFileSync(join(folder, "roster.yaml"), ROSTER);
  writeFileSync(
    join(folder, "oncall"),
    `#!/bin/sh\nexec ${process.execPath} ${join(ROOT, "bin/oncall.js")} "$@"\n`,
    {
      mode: 0o755,
    },
  );
  const keys = { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: "test-key" };
  const env = { PATH: `${folder}:${process.env["PATH"] ?? ""}`, HOME: folder, TMPDIR: folder, NO_COLOR: "1" };
  const command = ["bash", "-c", COMMAND];
  const seen = await seated({ command, cwd: folder, env: { ...env, ...keys }, steps });
  return { ...seen, opsgenie, report: readFileSync(join(folder, "report.md"), "utf8") };
}

const AGREES: Step = ["? Make them, and delete them again? (y/N)", "y\r"];

test.skipIf(whyNoTerminal() !== undefined)(
  "the command of docs/opsgenie.md leaves a report and nothing else",
  async () => {
    const { exit, missed, screen, opsgenie, report } = await probeAt(AGREES);
    expect({ exit, missed }, screen).toEqual({ exit: 0, missed: null });
    expect([opsgenie.schedules, opsgenie.escalations, opsgenie.alerts]).toEqual([[], [], []]);
    expect(report).toMatch(/^# What OpsGenie does, probed by oncall \S+\n/);
    expect(report).toContain("| overlap | last |  |");
    expect(report).not.toMatch(/bob|payments|test-key/i);
  },
  60_000,
);

test.skipIf(whyNoTerminal() !== undefined)(
  "whoever closes the terminal leaves nothing behind",
  async () => {
    const { opsgenie } = await probeAt(AGREES, ["10/", "hang up"]);
    const made = opsgenie.requests.filter(
      ({ method, path }) => method === "POST" && path === "/v2/schedules",
    );
    expect(made.length).toBeGreaterThan(0);
    expect([opsgenie.schedules, opsgenie.escalations]).toEqual([[], []]);
  },
  60_000,
);
