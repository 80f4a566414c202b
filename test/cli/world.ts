/** A world for `run` in memory: files, a clock and streams handed in; what was written and the exit code out. */
import { readFileSync } from "node:fs";
import type { Edges, FileRead } from "../../src/edge/edges.ts";
import { zoneOf } from "../../src/edge/zones.ts";
import { run } from "../../src/run.ts";

/** Tuesday of the week in which, by the example roster, Thanksgiving is. */
export const NOW = "2026-11-24T15:00:00Z";

export const EXAMPLE = readFileSync("roster.example.yaml", "utf8");

export interface World {
  /** By absolute path; text or bytes, or what a read answers. */
  readonly files?: Readonly<Record<string, string | Uint8Array | FileRead>>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly tty?: boolean;
  readonly columns?: number;
  readonly viewer?: string;
  readonly email?: string;
  readonly tracked?: readonly string[];
}

export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `oncall` with these words; the example roster lies at /team/roster.yaml, where it is called. */
export async function oncall(args: readonly string[], world: World = {}): Promise<Answer> {
  const { edges, written } = edgesOf(world);
  const exit = await run(args, edges);
  return { exit, ...written() };
}

/** The edges of a world, and what has been written through them so far. */
export function edgesOf(world: World): { edges: Edges; written: () => Omit<Answer, "exit"> } {
  const written = { stdout: "", stderr: "" };
  const files = world.files ?? { "/team/roster.yaml": EXAMPLE };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: world.tty === true,
    columns: world.columns ?? 80,
  });
  const zone = zoneOf(world.viewer ?? "America/New_York");
  if (zone === undefined) throw new Error(`no zone ${world.viewer}`);
  const edges: Edges = {
    cwd: world.cwd ?? "/team",
    env: world.env ?? {},
    now: () => Date.parse(world.now ?? NOW),
    zoneOf,
    viewerZone: () => zone,
    files: {
      exists: (path) => path in files,
      read: (path) => readOf(files[path]),
    },
    git: {
      userEmail: () => world.email,
      tracks: (path) => world.tracked?.includes(path) === true,
    },
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  };
  return { edges, written: () => written };
}

function readOf(file: string | Uint8Array | FileRead | undefined): FileRead {
  if (file === undefined) return { kind: "missing" };
  if (typeof file === "string") return { kind: "bytes", bytes: new TextEncoder().encode(file) };
  return file instanceof Uint8Array ? { kind: "bytes", bytes: file } : file;
}
