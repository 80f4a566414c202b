/** Runs `oncall merge` as git's merge driver in real repositories: merges, rebases, cherry-picks, and each exit code. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MERGE_DRIVER } from "../../src/template/beside.ts";
import { ROOT } from "../house/sources.ts";

const BIN = join(ROOT, "bin", "oncall.js");
const BASE = `version: 1
team: Platform
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob, carol, dave] }
people:
  alice: { name: Alice, manager: mia }
  bob: { name: Bob, manager: mia }
  carol: { name: Carol, manager: mia }
  dave: { name: Dave, manager: mia }
  mia: { name: Mia }
changes:
  - { swap: [alice, bob], from: 2026-02-02, approved_by: mia }
`;
const JUNE = "  - { cover: alice, by: dave, shift: 2026-06-01, approved_by: mia } # June\n";
const JULY = "  # Summer.\n  - { swap: [bob, carol], from: 2026-07-06, approved_by: mia }\n";
const MAY = "  - { skip: carol, from: 2026-05-04, approved_by: mia }\n";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly status: number | null;
  readonly output: string;
}

interface Repository {
  readonly folder: string;
  readonly run: (program: string, ...args: readonly string[]) => Said;
  readonly git: (...args: readonly string[]) => Said;
  /** Writes the roster and commits it. */
  readonly commit: (text: string) => void;
  /** Does something on a new branch off main. */
  readonly branch: (name: string, text: string) => void;
  readonly text: () => string;
}

function repository(
  name = "roster.yaml",
  driver = MERGE_DRIVER.replace(/^oncall/, `'${process.execPath}' '${BIN}'`),
): Repository {
  const folder = mkdtempSync(join(tmpdir(), "oncall-driver-"));
  made.push(folder);
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.com",
    GIT_EDITOR: "true",
    LC_ALL: "C",
  };
  const roster = join(folder, name);
  const run = (program: string, ...args: readonly string[]): Said => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
    return { status, output: `${stdout}${stderr}` };
  };
  const git = (...args: readonly string[]) => run("git", ...args);
  const commit = (text: string) => {
    mkdirSync(dirname(roster), { recursive: true });
    writeFileSync(roster, text);
    git("add", ".");
    expect(git("commit", "-q", "-m", "a change").status).toBe(0);
  };
  git("init", "-q", "-b", "main");
  git("config", "merge.oncall.driver", driver);
  writeFileSync(join(folder, ".gitattributes"), "*.yaml merge=oncall\n");
  commit(BASE);
  const branch = (branchName: string, text: string) => {
    git("checkout", "-q", "-b", branchName, "main");
    commit(text);
  };
  return { folder, run, git, commit, branch, text: () => readFileSync(roster, "utf8") };
}

test.each(["roster.yaml", "teams/web/roster.yaml", "on call/the team's $roster.yaml"])(
  "two entries after the last line, which git alone cannot merge: %s",
  (name) => {
    const { git, branch, text } = repository(name);
    branch("july", BASE + JULY);
    branch("june", BASE + JUNE);
    const { status, output } = git("merge", "--no-edit", "july");
    expect({ status, text: text() }, output).toEqual({ status: 0, text: BASE + JUNE + JULY });
    expect(git("status", "--short").output).toBe("");
  },
);

test("each commit of a rebase and a cherry-pick are merged the same way", () => {
  const { git, branch, commit, text } = repository();
  branch("july", BASE + JULY);
  branch("june", BASE + JUNE);
  commit(BASE + MAY + JUNE);
  expect(git("rebase", "july").status).toBe(0);
  expect(text()).toBe(BASE + MAY + JUNE + JULY);
  expect(git("show", "HEAD^:roster.yaml").output).toBe(BASE + JUNE + JULY);
  git("checkout", "-q", "-b", "picked", "main");
  commit(BASE + MAY);
  expect(git("cherry-pick", "july").status).toBe(0);
  expect(text()).toBe(BASE + MAY + JULY);
});

test("branches that have merged each other merge again", () => {
  const { git, branch, commit, text } = repository();
  branch("june", BASE + JUNE);
  branch("july", BASE + JULY);
  git("checkout", "-q", "-b", "other", "june");
  expect(git("merge", "-q", "--no-edit", "july").status).toBe(0);
  git("checkout", "-q", "july");
  expect(git("merge", "-q", "--no-edit", "june").status).toBe(0);
  commit(BASE + MAY + JUNE + JULY);
  git("checkout", "-q", "other");
  commit(`${BASE}${JUNE}${JULY}# the end\n`);
  expect(git("merge", "-q", "--no-edit", "july").status).toBe(0);
  expect(text()).toBe(`${BASE}${MAY}${JUNE}${JULY}# the end\n`);
});

test("a contradiction is a conflict to git, with an explanation, and every command reports it", () => {
  const { folder, git, run, branch, text } = repository();
  const leave = "  - { leave: dave, from: 2026-09-28 }\n";
  const swap = "  - { swap: [carol, dave], from: 2026-10-05, approved_by: mia }\n";
  branch("theirs", BASE + JULY + swap);
  branch("ours", BASE + JUNE + leave);
  const { status, output } = git("merge", "--no-edit", "theirs");
  expect(status).toBe(1);
  const wrong = "the two sides contradict each other: `dave` is not in the queue on 2026-10-05";
  const help = "check the id and the dates: a `join` must come before, and no `leave` in between";
  expect(output).toContain(`roster.yaml: ${wrong}; ${help}\n`);
  expect(output).toContain("CONFLICT (content): Merge conflict in roster.yaml\n");
  expect(text()).toBe(
    `${BASE}${JUNE}${JULY}<<<<<<< ours: ${wrong}\n${leave}=======\n${swap}>>>>>>> theirs: ${help}\n`,
  );
  expect(git("status", "--short").output).toBe("UU roster.yaml\n");
  for (const command of [["who"], ["swap", "alice", "bob", "--approved-by", "mia"], ["schedule"]]) {
    const answer = run(process.execPath, BIN, ...command);
    expect({ status: answer.status, says: answer.output.includes("[merge-conflict]") }).toEqual({
      status: 3,
      says: true,
    });
  }
  expect(run(process.execPath, BIN, "lint").status).toBe(1);
  const conflict = text();
  writeFileSync(join(folder, "roster.yaml"), "lost\n");
  expect(git("checkout", "--conflict=merge", "roster.yaml").status).toBe(0);
  expect(text()).toBe(conflict);
});

test("the markers have the size that git asks for, and git's own style elsewhere", () => {
  const { folder, git, commit, branch, text } = repository();
  writeFileSync(join(folder, ".gitattributes"), "*.yaml merge=oncall conflict-marker-size=12\n");
  commit(`${BASE}# the end\n`);
  git("config", "merge.conflictStyle", "diff3");
  branch("theirs", BASE.replace("2026-02-02", "2026-02-09").replace("team: Platform", "team: Web"));
  branch("ours", BASE.replace("2026-02-02", "2026-02-16").replace("team: Platform", "team: Apps"));
  expect(git("merge", "--no-edit", "theirs").status).toBe(1);
  const conflict = (ours: string, base: string, theirs: string, words: readonly string[]) =>
    `<<<<<<<<<<<< ours${words[0] ?? ""}\n${ours}${base}============\n${theirs}>>>>>>>>>>>> theirs${words[1] ?? ""}\n`;
  const swap = (date: string) => `  - { swap: [alice, bob], from: ${date}, approved_by: mia }\n`;
  const team = conflict("team: Apps\n", "|||||||||||| base\nteam: Platform\n", "team: Web\n", []);
  const words = [": both sides changed this in different ways", ": keep one of the two"];
  expect(text()).toBe(
    BASE.replace("team: Platform\n", team).replace(
      swap("2026-02-02"),
      conflict(swap("2026-02-16"), "", swap("2026-02-09"), words),
    ),
  );
});

test("a file that is no roster is merged as git would", () => {
  const { git, branch, text } = repository();
  branch("theirs", `${BASE}  - { swap: [bob\n`);
  branch("ours", BASE.replace("Platform", "Web"));
  expect(git("merge", "--no-edit", "theirs").status).toBe(0);
  expect(text()).toBe(`${BASE.replace("Platform", "Web")}  - { swap: [bob\n`);
});

test("if nothing can be written, the exit code tells git that the merge failed, and both sides stay in git", () => {
  const { folder, git, run, branch, text } = repository();
  branch("theirs", BASE + JULY);
  branch("ours", BASE + JUNE);
  const merge = (...args: readonly string[]) => run(process.execPath, BIN, "merge", ...args);
  expect(merge("roster.yaml", "roster.yaml", "none.yaml")).toEqual({
    status: 129,
    output: "oncall: none.yaml cannot be read: it is not a file\nhelp: nothing was merged\n",
  });
  writeFileSync(join(folder, "one.bin"), "a\0b");
  writeFileSync(join(folder, "other.bin"), "a\0c");
  expect(merge("roster.yaml", "one.bin", "other.bin")).toEqual({
    status: 129,
    output: "oncall: one.bin cannot be merged: git cannot merge its lines either\nhelp: merge it by hand\n",
  });
  expect(readFileSync(join(folder, "one.bin"), "utf8")).toBe("a\0b");
  expect(merge("roster.yaml", "roster.yaml").status).toBe(2);
  git("config", "merge.oncall.driver", `'${process.execPath}' '${BIN}' merge %O none.yaml %B`);
  expect(git("merge", "--no-edit", "theirs").status).not.toBe(0);
  expect(text()).toBe(BASE + JUNE);
  expect(git("show", "theirs:roster.yaml").output).toBe(BASE + JULY);
});

test.each([
  ["is not there", "no-such-program"],
  ["is a shim that fails", "false"],
  ["does not know its arguments", `'${process.execPath}' '${BIN}' merge --no-such-flag`],
])("if oncall %s, git merges the lines, and loses no side", (_, program) => {
  const { git, branch, text } = repository("roster.yaml", MERGE_DRIVER.replace(/^oncall merge/, program));
  branch("theirs", BASE + JULY);
  branch("ours", BASE + JUNE);
  expect(git("merge", "--no-edit", "theirs").status).toBe(1);
  expect(text()).toBe(`${BASE}<<<<<<< ours\n${JUNE}=======\n${JULY}>>>>>>> theirs\n`);
  expect(git("status", "--porcelain").output).toContain("UU roster.yaml");
});

test("a name that looks like an option is merged like any other", () => {
  const { git, branch, text } = repository("-r.yaml");
  branch("theirs", BASE + JULY);
  branch("ours", BASE + JUNE);
  const { status, output } = git("merge", "--no-edit", "theirs");
  expect(status, output).toBe(0);
  expect(text()).toBe(BASE + JUNE + JULY);
});

test("init sets up the driver, and two branches of its roster merge", () => {
  const { folder, git, run } = repository("other.yaml");
  rmSync(join(folder, ".gitattributes"));
  git("config", "--unset", "merge.oncall.driver");
  const people = ["Ana Reis", "Rui Melo"].flatMap((name) => ["--person", name]);
  const flags = ["--team", "Web", "--timezone", "Europe/Lisbon", ...people, "--merge-driver"];
  const { status, output } = run(process.execPath, BIN, "init", ...flags);
  expect(output).toContain("wrote .gitattributes: merged by entries, in clones with the driver\n");
  expect(status).toBe(0);
  expect(readFileSync(join(folder, ".gitattributes"), "utf8")).toBe("/roster.yaml merge=oncall\n");
  expect(git("config", "--local", "merge.oncall.driver").output).toBe(`${MERGE_DRIVER}\n`);
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "oncall"), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`, {
    mode: 0o755,
  });
  git("add", ".");
  git("commit", "-q", "-m", "begin");
  const started = readFileSync(join(folder, "roster.yaml"), "utf8");
  const put = (branch: string, entry: string) => {
    git("checkout", "-q", "-b", branch, "main");
    writeFileSync(join(folder, "roster.yaml"), started.replace("changes: []\n", `changes:\n${entry}`));
    git("commit", "-qam", branch);
  };
  const [ana, rui] = ["ana", "rui"].map((id, day) => `  - { skip: ${id}, from: 2036-0${day * 2 + 1}-01 }\n`);
  put("rui", rui ?? "");
  put("ana", ana ?? "");
  const merged = run("sh", "-c", 'PATH="$PWD/bin:$PATH" git merge --no-edit rui');
  expect(merged.status, merged.output).toBe(0);
  expect(readFileSync(join(folder, "roster.yaml"), "utf8")).toBe(
    started.replace("changes: []\n", `changes:\n${ana}${rui}`),
  );
});
