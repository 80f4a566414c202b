/** Runs `oncall` in memory, with files, git, a clock and streams that a test hands in, and answers what was written and the exit code. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { Edges, FileRead, Http } from "../../src/edge/edges.ts";
import { mergeText } from "../../src/edge/git/merge-file.ts";
import type { History } from "../../src/edge/git/model.ts";
import { createProxies } from "../../src/edge/proxy.ts";
import { shortName, zoneOf } from "../../src/edge/zones.ts";
import { run } from "../../src/run.ts";
import { askOf } from "./user.ts";

/** The Tuesday before Thanksgiving, which the example roster has a cover for. */
export const NOW = "2026-11-24T15:00:00Z";

/** Where oncall is installed. */
const HOME = "/oncall";
const listPages = () => readdirSync("docs").flatMap((name) => (name.includes(".") ? `docs/${name}` : []));
const INSTALLED = Object.fromEntries(
  ["schema/roster.schema.json", ...listPages()].map((path) => [join(HOME, path), readFileSync(path)]),
);

export const EXAMPLE = readFileSync("roster.example.yaml", "utf8");

/** The revisions that examples name; the example roster has always been the same. */
export const ALWAYS = Object.fromEntries(
  ["HEAD", "main", "main~3", "origin/main", "v1.0"].map((name) => [name, { "/team/roster.yaml": EXAMPLE }]),
);

export interface World {
  /** By absolute path: text, bytes, or the result of a read. */
  readonly files?: Readonly<Record<string, string | Uint8Array | FileRead>>;
  /** Written files by absolute path, which hide those of `files`. Pass it to keep them from one command to the next. */
  readonly disk?: Map<string, Uint8Array>;
  /**
   * What the user answers, in turn. A function gets the lines under the question, and answers undefined as long as it
   * has no answer. "^C" gives up, as does a question after the last answer.
   */
  readonly answers?: readonly (string | ((drawn?: readonly string[]) => string | undefined))[];
  /** Standard input. */
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly tty?: boolean;
  readonly columns?: number;
  readonly viewer?: string;
  readonly email?: string;
  readonly tracked?: readonly string[];
  /** The root of the work tree. */
  readonly tree?: string;
  /** The reason why git cannot say what it tracks. */
  readonly untold?: string;
  /** The messages of commits; undefined if there is no repository. */
  readonly commits?: string[];
  /** The git configuration of the clone. */
  readonly config?: Map<string, string>;
  /** The reason why git cannot set it. */
  readonly unset?: string;
  /** The files at each revision, by absolute path. */
  readonly revisions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What git remembers, instead of `revisions`. */
  readonly history?: History;
  /** Whether the clone lacks the older part of the history. */
  readonly shallow?: boolean;
  readonly http?: Http;
  /** Only the network; time passes as it does without one. */
  readonly send?: Http["send"];
  /** The codes of test pages, in turn; without them, 000001, 000002 and so on. */
  readonly codes?: readonly string[];
  /** Called for every sleep. */
  readonly onSleep?: (ms: number) => void;
  /** Gets a function that interrupts the program as Ctrl-C does. */
  readonly interrupt?: (stop: () => void) => void;
}

export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `oncall` with these words, in /team, where roster.yaml is the example unless the world has other files. */
export async function oncall(args: readonly string[], world: World = {}): Promise<Answer> {
  const { edges, written } = edgesOf(world);
  const exit = await run(args, edges);
  return { exit, ...written() };
}

/** The edges of a world, and a function that gives what has been written so far. */
export function edgesOf(world: World): { edges: Edges; written: () => Omit<Answer, "exit"> } {
  const written = { stdout: "", stderr: "" };
  const files = { ...INSTALLED, ...(world.files ?? { "/team/roster.yaml": EXAMPLE }) };
  const disk = world.disk ?? new Map<string, Uint8Array>();
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: world.tty === true,
    columns: world.columns ?? 80,
  });
  const zone = zoneOf(world.viewer ?? "America/New_York");
  if (zone === undefined) throw new Error(`no zone ${world.viewer}`);
  let slept = 0;
  let codes = 0;
  const claims = new Map<string, number>();
  const paths = () => [...new Set([...Object.keys(files), ...disk.keys()])];
  const edges: Edges = {
    cwd: world.cwd ?? "/team",
    home: HOME,
    env: world.env ?? {},
    now: () => Date.parse(world.now ?? NOW) + slept,
    zoneOf,
    zoneData: "2025b",
    shortName,
    viewerZone: () => zone,
    files: {
      exists: (path) => disk.has(path) || path in files,
      real: (path) => path,
      isFolder: (path) => paths().some((each) => each.startsWith(`${path.replace(/\/$/, "")}/`)),
      findBelow: (folder, isWanted) =>
        paths().filter((path) => path.startsWith(`${folder}/`) && isWanted(basename(path))),
      readInput: () => readOf(world.input ?? ""),
      read: (path) => readOf(disk.get(path) ?? files[path]),
      create(path, bytes) {
        if (disk.has(path) || path in files) return { kind: "exists" };
        disk.set(path, bytes);
        return { kind: "created", notes: [] };
      },
      replace(path, bytes, expected) {
        const before = readOf(disk.get(path) ?? files[path]);
        if (before.kind !== "bytes" || Buffer.compare(before.bytes, expected) !== 0)
          return { kind: "changed" };
        disk.set(path, bytes);
        return { kind: "replaced", notes: [] };
      },
      writeAll({ files: written, gone, list }) {
        for (const [path, bytes] of written) disk.set(path, bytes);
        for (const path of gone) disk.delete(path);
        disk.set(list.path, list.afterwards);
        return { kind: "written" };
      },
    },
    git: {
      userEmail: () => world.email,
      workTree: () => world.tree ?? "/team",
      tracks(path) {
        if (world.untold !== undefined) return { kind: "unknown", reason: world.untold };
        return { kind: world.tracked?.includes(path) === true ? "tracked" : "untracked" };
      },
      listTracked(folder) {
        if (world.untold !== undefined) return { kind: "failed", reason: world.untold, said: [] };
        if (world.tracked === undefined) return { kind: "outside" };
        const below = world.tracked.filter((path) => path.startsWith(`${folder}/`));
        return { kind: "listed", names: below.map((path) => relative(folder, path)) };
      },
      listCommitted(folder, commit) {
        const found = Object.entries(world.revisions ?? {}).find(([name]) => idOf(name) === commit);
        const below = Object.keys(found?.[1] ?? {}).filter((path) => path.startsWith(`${folder}/`));
        return { kind: "listed", names: below.map((path) => relative(world.tree ?? "/team", path)) };
      },
      readCommitted(path) {
        const bytes = world.commits === undefined ? undefined : bytesOf(files[path]);
        return bytes === undefined ? { kind: "absent" } : { kind: "file", bytes };
      },
      commit: (_, message) => {
        world.commits?.push(message);
        return world.commits === undefined
          ? { kind: "failed", reason: "not a git repository", said: [] }
          : { kind: "committed", id: "1234567", said: [] };
      },
      configure(_, key, value) {
        if (world.unset === undefined) world.config?.set(key, value);
        return world.unset;
      },
      mergeText: (_, texts, options) => mergeText(process.cwd(), texts, options),
      history: world.history ?? historyOf(world),
    },
    proxies: createProxies({}),
    http: world.http ?? {
      send: world.send ?? (async () => ({ kind: "failed", reason: "this world has no network" })),
      // Time passes only by sleeping, and what else waits gets its turn.
      sleep: async (ms) => {
        slept += ms;
        world.onSleep?.(ms);
        await new Promise((resolve) => setImmediate(resolve));
      },
    },
    lock: { hold: async (_, work) => ({ kind: "done", value: work() }) },
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    ask: askOf(world.answers ?? [], stream("stderr").write),
    recently: {
      claim(number, at, within) {
        const left = (claims.get(number) ?? -within) + within - at;
        if (left <= 0) claims.set(number, at);
        return Math.max(0, left);
      },
    },
    code() {
      codes += 1;
      return world.codes?.[codes - 1] ?? String(codes).padStart(6, "0");
    },
    onInterrupt(told) {
      world.interrupt?.(told);
      return () => undefined;
    },
    interactive: world.tty === true,
  };
  return { edges, written: () => written };
}

/** Of the commit that a revision names. */
function idOf(name: string): string {
  return Buffer.from(name).toString("hex").padEnd(40, "0").slice(0, 40);
}

/** Each revision is a commit, whose id is made from its name; all are ancestors of HEAD. */
function historyOf({ revisions = {}, shallow = false }: World): History {
  const time = Date.parse("2026-11-20T15:00:00Z");
  return {
    read(path, name, other) {
      if (other !== undefined && other !== "HEAD" && !Object.hasOwn(revisions, other))
        return { kind: "unknown", revision: other, reason: `bad revision '${other}'`, isShallow: shallow };
      if (!Object.hasOwn(revisions, name))
        return { kind: "unknown", revision: name, reason: `bad revision '${name}'`, isShallow: shallow };
      const text = revisions[name]?.[path];
      return {
        kind: "past",
        commit: { kind: "commit", id: idOf(name), time },
        file:
          text === undefined
            ? undefined
            : { name: path.replace(/^\/team\//, ""), bytes: new TextEncoder().encode(text) },
      };
    },
    blame(_, lines) {
      const blame = { commit: idOf("main"), author: "Ann Author", time, isBoundary: false };
      return { kind: "blamed", authors: new Map(lines.map((line) => [line, blame])) };
    },
    searchVersions(path, visit) {
      const text = revisions["HEAD"]?.[path];
      const bytes = text === undefined ? undefined : new TextEncoder().encode(text);
      const answer = visit({ bytes, before: [] });
      return answer === undefined ? { kind: "ended", why: "start" } : { kind: "answered", answer };
    },
  };
}

function bytesOf(file: string | Uint8Array | FileRead | undefined): Uint8Array | undefined {
  const read = readOf(file);
  return read.kind === "bytes" ? read.bytes : undefined;
}

function readOf(file: string | Uint8Array | FileRead | undefined): FileRead {
  if (file === undefined) return { kind: "missing" };
  if (typeof file === "string") return { kind: "bytes", bytes: new TextEncoder().encode(file) };
  return file instanceof Uint8Array ? { kind: "bytes", bytes: file } : file;
}
