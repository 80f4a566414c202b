/** Measures time and memory of the built command as ratios to a Node that does nothing; README.md explains the figures. */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rosterOfTeam, rosterWithAbsences, rosterWithChanges, rosterWithPeople } from "./rosters.mjs";

const PAIRS = 21;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BIN = join(ROOT, "bin", "oncall.js");
const PEAK = join(ROOT, "test", "bench", "peak.cjs");
const EXAMPLE = join(ROOT, "roster.example.yaml");
const NOTHING = ["-e", "0"];

// Node 20 reads that file at every start, which takes 30 ms and makes every ratio look better than it is.
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, NO_COLOR: "1", ONCALL_NOW: "2026-11-25T10:00:00-05:00" };
delete env["NODE_EXTRA_CA_CERTS"];
delete env["NODE_OPTIONS"];

/** @param {number[]} values */
const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

/** `lint` exits with 1 where it finds something. */
const ANSWERS = [0, 1];

/** @param {readonly string[]} args @returns {number} milliseconds of the whole process */
function time(args) {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const end = process.hrtime.bigint();
  if (status !== 0 && !(args[1] === "lint" && ANSWERS.includes(status ?? Number.NaN)))
    throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return Number(end - begin) / 1e6;
}

/** @param {readonly string[]} args @returns {number} KiB */
function peak(args) {
  const { output } = spawnSync(process.execPath, ["-r", PEAK, ...args], {
    env,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return Number(output[3]);
}

/**
 * @param {(args: readonly string[]) => number} measure
 * @param {string} unit
 * @param {number} scale
 * @param {number} [count] of pairs
 */
const meter =
  (measure, unit, scale, count = PAIRS) =>
  /** @param {string} name @param {readonly string[]} args @param {readonly string[]} floor @param {string} target */
  (name, args, floor, target) => {
    const pairs = Array.from({ length: count }, () => ({ low: measure(floor), high: measure(args) }));
    const ratio = median(pairs.map(({ low, high }) => high / low)).toFixed(2);
    const low = (median(pairs.map((pair) => pair.low)) / scale).toFixed(1);
    const high = (median(pairs.map((pair) => pair.high)) / scale).toFixed(1);
    process.stdout.write(
      `${name.padEnd(38)}${ratio.padStart(6)} x  ${target.padEnd(12)}${high} / ${low} ${unit}\n`,
    );
  };

const folder = mkdtempSync(join(tmpdir(), "oncall-bench-"));
try {
  /** @param {string} name @param {string} text */
  const roster = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  /** A committed roster, with one more entry since. @param {string} name @param {string} text */
  const checkout = (name, text) => {
    const repository = join(folder, name);
    mkdirSync(repository);
    const path = roster(join(name, "roster.yaml"), text);
    const author = [
      "-c",
      "user.name=bench",
      "-c",
      "user.email=bench@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    for (const words of [
      ["init", "--quiet"],
      ["add", "."],
      ["commit", "--quiet", "--message=before"],
    ]) {
      const { status, stderr } = spawnSync("git", [...author, ...words], { cwd: repository, env });
      if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    }
    appendFileSync(
      path,
      "  - { skip: person1, from: 2026-12-07, turns: 1, approved_by: boss, reason: more }\n",
    );
    return path;
  };
  /** @param {string} file @param {readonly string[]} words */
  const oncall = (file, ...words) => [BIN, ...words, "-r", file];
  const thousand = roster("1000.yaml", rosterWithChanges(1000));
  const many = roster("10000.yaml", rosterWithChanges(10_000));
  const people = roster("people.yaml", rosterWithPeople(50));

  /** @param {number} count */
  const teams = (count) => {
    const path = join(folder, `teams-${count}`);
    mkdirSync(path);
    for (let index = 0; index < count; index += 1)
      writeFileSync(join(path, `${index}.roster.yaml`), rosterOfTeam(index));
    return path;
  };
  const [one, some, most] = [teams(1), teams(200), teams(2000)];

  process.stdout.write(`node ${process.version}, median of ${PAIRS} pairs\n`);
  const speed = meter(time, "ms", 1);
  const [major = 0] = process.versions.node.split(".").map(Number);
  speed("who, example / node -e 0", oncall(EXAMPLE, "who"), NOTHING, `(at most ${major < 22 ? "3.6" : "3"})`);
  speed("who, 1,000 changes / node -e 0", oncall(thousand, "who"), NOTHING, "(at most 12)");
  speed("who, 10,000 changes / node -e 0", oncall(many, "who"), NOTHING, "");
  const swap = ["swap", "person2", "person6", "--approved-by", "boss", "--from", "2027-03-01", "--dry-run"];
  speed("swap --dry-run, 1,000 changes / node", oncall(thousand, ...swap), NOTHING, "(at most 20)");
  const changed = checkout("1000-changed", rosterWithChanges(1000));
  speed("lint, 1,000 changes / node -e 0", oncall(changed, "lint"), NOTHING, "(at most 12)");
  speed(
    "lint --base, 1,000 changes / lint",
    oncall(changed, "lint", "--base", "HEAD"),
    oncall(changed, "lint"),
    "(at most 2)",
  );
  speed(
    "schedule, 52 weeks, 50 people / who",
    oncall(people, "schedule", "--weeks", "52"),
    oncall(people, "who"),
    "(at most 1.3)",
  );
  const site = join(folder, "site");
  const fresh = meter(
    (args) => {
      rmSync(site, { recursive: true, force: true });
      return time(args);
    },
    "ms",
    1,
  );
  const publish = oncall(people, "publish", "--weeks", "26", "--out", site);
  fresh("publish, 26 weeks, 50 people / node", publish, NOTHING, "(at most 20)");
  const away = roster("away.yaml", rosterWithAbsences());
  speed("suggest, 12 people, 26 weeks / node", oncall(away, "suggest"), NOTHING, "(at most 20)");
  // These take seconds each, so a few pairs must do.
  const several = meter(time, "ms", 1, 5);
  several("who, 200 rosters / one", oncall(some, "who"), oncall(one, "who"), "(at most 12)");
  several("lint, 200 rosters / one", oncall(some, "lint"), oncall(one, "lint"), "(at most 30)");
  const slow = meter(time, "ms", 1, 1);
  slow("who, 2,000 rosters / one", oncall(most, "who"), oncall(one, "who"), "");
  slow("lint, 2,000 rosters / one", oncall(most, "lint"), oncall(one, "lint"), "");
  speed("--version / node -e 0", [BIN, "--version"], NOTHING, "");
  meter(peak, "MiB", 1024)(
    "memory of who, example / node -e 0",
    oncall(EXAMPLE, "who"),
    NOTHING,
    "(at most 1.6)",
  );
  const memory = meter(peak, "MiB", 1024, 1);
  memory("memory of who, 200 rosters / one", oncall(some, "who"), oncall(one, "who"), "");
  memory("memory of lint, 200 rosters / one", oncall(some, "lint"), oncall(one, "lint"), "");
  memory("memory of lint, 2,000 rosters / 200", oncall(most, "lint"), oncall(some, "lint"), "");
} finally {
  rmSync(folder, { recursive: true });
}
