/** Tests that a roster gives the same bytes whatever the zone, language and date of the machine. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schedule } from "../naive/schedule.ts";
import { type Question, validRosters } from "./rosters.ts";
import { SEED } from "./seed.ts";

const MACHINES = [
  { TZ: "UTC", LANG: "C", now: "2026-07-01T00:00:00Z" },
  { TZ: "America/New_York", LANG: "en_US.UTF-8", now: "2026-12-01T00:00:00Z" },
  { TZ: "Asia/Kolkata", LANG: "hi_IN.UTF-8", now: "2026-03-08T07:30:00Z" },
  { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", now: "2011-12-30T12:00:00Z" },
  { TZ: "Australia/Lord_Howe", LANG: "ar_EG.UTF-8", now: "2026-04-04T15:15:00Z" },
];

/** A process with a fixed clock that answers questions on stdin with the product. */
const PROCESS = `
  import { readFileSync } from "node:fs";
  const [bundle, now] = process.argv.slice(1);
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length === 0 ? [Real.parse(now)] : given)); }
    static now() { return Real.parse(now); }
  };
  const { realSchedule } = await import(bundle);
  const questions = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(questions.map((q) => realSchedule(q.roster, q.from, q.weeks))));
`;

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "oncall-machine-"));
const bundle = join(folder, "real.mjs");

beforeAll(async () => {
  const input = fileURLToPath(new URL("real.ts", import.meta.url));
  const build = await rolldown({ input, platform: "node" });
  await build.write({ file: bundle, format: "esm", codeSplitting: false });
  await build.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

function answered(questions: readonly Question[], { TZ, LANG, now }: (typeof MACHINES)[number]): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", PROCESS, pathToFileURL(bundle).href, now],
    {
      input: JSON.stringify(questions),
      // The bundle lies elsewhere, and asks for luxon where clocks change.
      env: { PATH: process.env["PATH"], NODE_PATH: MODULES, TZ, LANG, LC_ALL: LANG, LANGUAGE: LANG },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

test.each(MACHINES)("under TZ=$TZ LANG=$LANG on $now", (machine) => {
  const questions = fc.sample(validRosters, { seed: SEED, numRuns: 100 });
  const expected = questions.map(({ roster, from, weeks }) => schedule(roster, from, weeks));
  expect(answered(questions, machine)).toBe(JSON.stringify(expected));
});
