/** Tests `diff`, `who --as-of` and `why --blame` with a history that has gaps or hostile text. */
import { describe, expect, test } from "vitest";
import type { Edges } from "../../src/edge/edges.ts";
import { run } from "../../src/run.ts";
import { ALWAYS, EXAMPLE, edgesOf, oncall, type World } from "./world.ts";

/** Runs with some of git replaced. */
async function withGit(args: readonly string[], git: Partial<Edges["git"]>, world: World = {}) {
  const { edges, written } = edgesOf(world);
  const exit = await run(args, { ...edges, git: { ...edges.git, ...git } });
  return { exit, ...written() };
}

const blaming = (blame: Edges["git"]["history"]["blame"]): Partial<Edges["git"]> => ({
  history: { ...edgesOf({}).edges.git.history, blame },
});

const UNTOLD = {
  kind: "failed",
  reason: "no such path in HEAD",
  said: ["fatal: no such path in HEAD"],
} as const;
const NOTHING = blaming(() => UNTOLD);

describe("why --blame", () => {
  test("an author's name cannot control the terminal, and an uncommitted line is called that", async () => {
    const time = Date.parse("2026-11-20T15:00:00Z");
    const git = blaming(() => ({
      kind: "blamed",
      authors: new Map([
        [19, { commit: "a".repeat(40), author: "\u001b[31mEve\n::error::x", time, isBoundary: false }],
        [54, { commit: undefined, author: "Not Committed Yet", time, isBoundary: false }],
      ]),
    }));
    const { exit, stdout } = await withGit(["why", "2026-12-29", "--role", "primary", "--blame"], git);
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: `primary: Bob Okafor, Mon 28 Dec 2026 12:00 until Mon 4 Jan 2027 12:00
  seat   seat 1 of 4 in the queue of Mon 5 Jan 2026, last turn from Mon 9 Nov
         2026
         roster.yaml:19
         aaaaaaa, \ufffd[31mEve : :error: :x, Fri 20 Nov 2026
  swap   Alice Nguyen and Bob Okafor trade places from Mon 30 Mar 2026
         roster.yaml:54, approved by Mia Rossi: a conference in April, see #42
         not committed yet
`,
    });
  });

  test("the commit where a shallow clone ends is not called the author's", async () => {
    const edge = { commit: "b".repeat(40), author: "Eve", time: 0, isBoundary: true };
    const git = blaming(() => ({ kind: "blamed", authors: new Map([[19, edge]]) }));
    const { stdout } = await withGit(["why", "2026-12-29", "--role", "primary", "--blame"], git);
    expect(stdout).toContain("unknown: bbbbbbb or older, where this shallow clone ends\n");
    expect(stdout).not.toContain("Eve");
  });

  test("git is asked about each line once, that of the queue included", async () => {
    const asked: unknown[] = [];
    const git = blaming((path, lines) => {
      asked.push(path, lines);
      return { kind: "blamed", authors: new Map() };
    });
    await withGit(["why", "--blame"], git);
    expect(asked).toEqual(["/team/roster.yaml", [19, 54, 69, 91]]);
  });

  test("a file that is new in the index", async () => {
    const git = { ...NOTHING, tracks: () => ({ kind: "tracked" }) as const };
    const { exit, stdout } = await withGit(["why", "--role", "secondary", "--blame"], git);
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: `secondary: Carol Diaz, Mon 23 Nov 2026 12:00 until Mon 30 Nov 12:00
  seat   Carol Diaz is the next to be primary, from Mon 30 Nov 2026
         seat 3 of 4 in the queue of Mon 5 Jan 2026, last turn from Mon 26 Oct
         2026
         roster.yaml:19
         not committed yet
  skip   Dave Lindqvist was passed over on Mon 2 Nov 2026
         roster.yaml:69, approved by Max Adler: parental leave
         not committed yet
`,
    });
  });

  test.each<[string, Partial<Edges["git"]>, string]>([
    [
      "git does not track",
      {},
      "oncall: git does not track roster.yaml, so it does not know who wrote its lines\nhelp: commit it first, or leave --blame out\n",
    ],
    [
      "git says nothing of",
      {
        tracks: () => ({ kind: "tracked" }),
        readCommitted: () => ({ kind: "file", bytes: new Uint8Array() }),
      },
      "oncall: git does not say who wrote the lines of roster.yaml: no such path in HEAD\nhelp: make `git blame` work in its folder, or leave --blame out\n",
    ],
    [
      "git will not look into",
      { tracks: () => ({ kind: "unknown", reason: "detected dubious ownership" }) },
      "oncall: git does not say who wrote the lines of roster.yaml: no such path in HEAD\nhelp: make `git blame` work in its folder, or leave --blame out\n",
    ],
  ])("a file that %s", async (_, git, stderr) => {
    const answer = await withGit(["why", "--blame"], { ...NOTHING, ...git });
    expect(answer).toEqual({ exit: 4, stdout: "", stderr });
  });
});

describe("who --as-of", () => {
  const args = ["who", "primary", "--as-of", "HEAD"];
  const answer = `Platform Engineering, on call now
Tue 24 Nov 2026 10:00 America/New_York
according to roster.yaml at HEAD (4845414, Fri 20 Nov 2026)

  primary  Alice Nguyen  until Thu 26 Nov 09:00 (in 47 h), then Mia Rossi

next, from Mon 30 Nov 12:00
  primary  Carol Diaz    until Mon 7 Dec 12:00
`;
  const stderr = "the current roster.yaml is invalid, so no comparison was made\n";

  test("answers if the current file is broken or missing", async () => {
    const broken = { "/team/roster.yaml": "version: 1\n" };
    expect(await oncall(args, { revisions: ALWAYS, files: broken })).toEqual({
      ...{ exit: 0, stdout: answer, stderr },
    });
    expect(await oncall([...args, "-r", "roster.yaml"], { revisions: ALWAYS, files: {} })).toEqual({
      ...{ exit: 0, stdout: answer, stderr },
    });
  });

  test("lists the roles of the current roster", async () => {
    const files = { "/team/roster.yaml": EXAMPLE.replace("[primary, secondary]", "[primary, captain]") };
    const { stdout } = await oncall(["who", "--as-of", "HEAD"], { revisions: ALWAYS, files });
    expect(stdout.split("\n").slice(2, 4)).toEqual([
      "according to roster.yaml at HEAD (4845414, Fri 20 Nov 2026)",
      "by the current roster.yaml: no secondary, captain Carol Diaz",
    ]);
  });

  test("a commit is named once, and a revision cannot control the terminal", async () => {
    const { stdout } = await oncall(["who", "--as-of", "4845"], {
      revisions: { "4845": { "/team/roster.yaml": EXAMPLE } },
    });
    expect(stdout.split("\n")[2]).toBe("according to roster.yaml at 4845 (3438343, Fri 20 Nov 2026)");
    const id = "3".repeat(40);
    const history = edgesOf({ revisions: ALWAYS }).edges.git.history;
    const read = () => {
      const file = { name: "roster.yaml", bytes: new TextEncoder().encode(EXAMPLE) };
      return { kind: "past", commit: { kind: "commit", id, time: 0 }, file } as const;
    };
    const named = await withGit(["who", "--as-of", "333"], { history: { ...history, read } });
    expect(named.stdout.split("\n")[2]).toBe("according to roster.yaml at 3333333 (Wed 31 Dec 1969)");
    const hostile = await withGit(["who", "--as-of", "\u001b[2J##[error]"], {
      history: { ...history, read },
    });
    expect(hostile.stdout.split("\n")[2]).toBe(
      "according to roster.yaml at \ufffd[2J# #[error] (3333333, Wed 31 Dec 1969)",
    );
  });
});

test("without these options, git is not asked", async () => {
  const refuse = () => {
    throw new Error("git was asked");
  };
  const { history, ...git } = edgesOf({}).edges.git;
  const refusing = {
    ...Object.fromEntries(Object.keys(git).map((name) => [name, refuse])),
    history: { ...history, commit: refuse, mergeBase: refuse, at: refuse, blame: refuse },
  };
  for (const verb of ["who", "why"]) expect((await withGit([verb], refusing)).exit).toBe(0);
});
