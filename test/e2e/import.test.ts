/** Tests an import at a real terminal: it shows what it found, and asks which list is which role. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "../house/sources.ts";
import { type Step, sit, whyNoTerminal } from "./pty.ts";

const ENTER = "\r";
const DOWN = "\u001b[B";
const reason = whyNoTerminal();

const schedule = (name: string, people: readonly string[]) => ({
  ...{ id: name, name, timezone: "America/New_York", enabled: true },
  rotations: [
    {
      ...{ id: `r-${name}`, name: "weekly", type: "weekly", length: 1, startDate: "2026-01-05T17:00:00Z" },
      participants: people.map((each) => ({ type: "user", id: each, username: `${each}@example.com` })),
    },
  ],
});

function importAt(steps: readonly Step[]) {
  const folder = mkdtempSync(join(tmpdir(), "oncall-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = [
    schedule("data", ["dee", "eve"]),
    schedule("web_b", ["bob", "ann"]),
    schedule("web_a", ["ann", "bob"]),
  ];
  writeFileSync(join(folder, "export.json"), JSON.stringify({ data }));
  const { exit, missed, screen } = sit({
    command: [
      process.execPath,
      join(ROOT, "bin", "oncall.js"),
      "import",
      "opsgenie",
      "--file",
      "export.json",
    ],
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ONCALL_NOW: "2026-11-24T15:00:00Z", NO_COLOR: "1" },
    steps,
  });
  const written = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const rosters = written.map((name) => readFileSync(join(folder, name), "utf8"));
  return { exit, missed, screen, written, rosters };
}

const OFFERED = `Found data: 2 people
Found web_b: 2 people
Found web_a: 2 people
? Which is the primary?
❯ data
  web_b
  web_a
  all of them: a roster for each, and one for those that fit`;

test.skipIf(reason !== undefined)(`which is the primary, which the secondary${reason ?? ""}`, () => {
  const { exit, missed, written, rosters } = importAt([
    [OFFERED, `${DOWN}${ENTER}`],
    ["? Which is the secondary?\n❯ data\n  web_a\n  none: one role alone", `${DOWN}${ENTER}`],
  ]);
  expect({ exit, missed, written }).toEqual({ exit: 0, missed: null, written: ["roster.yaml"] });
  expect(rosters[0]).toContain("roles: [primary, secondary]\n  queue: [bob, ann]\n");
  expect(rosters[0]).toContain("schedules: { primary: web_b, secondary: web_a }");
});

test.skipIf(reason !== undefined)(`all of them, each finding its partner${reason ?? ""}`, () => {
  const { exit, missed, written } = importAt([[OFFERED, `${DOWN}${DOWN}${DOWN}${ENTER}`]]);
  expect({ exit, missed, written }).toEqual({
    ...{ exit: 0, missed: null },
    written: ["data.roster.yaml", "web_b.roster.yaml"],
  });
});

test.skipIf(reason !== undefined)(`Ctrl-C writes nothing${reason ?? ""}`, () => {
  const { exit, missed, screen, written } = importAt([[OFFERED, "\u0003"]]);
  expect({ exit, missed, written }).toEqual({ exit: 130, missed: null, written: [] });
  expect(screen).toContain("cancelled; nothing was written");
});
