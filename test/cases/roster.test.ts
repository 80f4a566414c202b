/** Runs the cases of test/cases/roster: what reading a file says about it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { findingsText } from "../../src/render/finding.ts";
import { type LoadedRoster, loadRoster } from "../../src/roster/load.ts";
import { expectFile } from "../expected.ts";

const FOLDER = join(import.meta.dirname, "roster");
const NUMBERS = /1?2025550\d{3}|202[ .)-]*555[ .-]*0\d{3}|5550101/;

function load(name: string, bytes: Uint8Array): LoadedRoster {
  const secret = join(FOLDER, `${name}.private.yaml`);
  const file = `${name}.private.yaml`;
  return loadRoster({
    file: "roster.yaml",
    bytes,
    zoneOf,
    ...(existsSync(secret) ? { private: () => ({ file, bytes: readFileSync(secret) }) } : {}),
  });
}

function answer({ roster, draft, findings }: LoadedRoster): string {
  const state =
    roster !== undefined
      ? "can be used"
      : draft !== undefined
        ? "cannot be used; its log can be checked"
        : "cannot be used";
  const count = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  return `${findingsText(findings, undefined, 100)}\n${count}; the roster ${state}\n`;
}

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml") && !name.endsWith(".private.yaml"))
  .map((name) => name.slice(0, -".yaml".length));

describe("what the reader says", () => {
  test.each(names)("%s", (name) => {
    const told = answer(load(name, readFileSync(join(FOLDER, `${name}.yaml`))));
    expectFile(`test/cases/roster/${name}.txt`, told);
    expect(told, "a phone number").not.toMatch(NUMBERS);
  });
});
