/**
 * This process as others can name it, and the fate of one so named: a lock says who holds it, and whether that process
 * still runs must not be answered wrongly because its number has gone to another since.
 */
import { readFileSync, readlinkSync } from "node:fs";

/** What cannot be had on a system is an empty text, and is not compared. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Stands for the machine, whatever it calls itself now. */
  readonly machine: string;
  /** Stands for the time since the machine started. */
  readonly boot: string;
  /** Stands for the set of processes that see each other: a container has its own. */
  readonly space: string;
  /** When the process started, in the system's ticks. */
  readonly start: string;
  /** Never twice the same. */
  readonly token: string;
}

/** "elsewhere": on another machine or in another container, so that nobody here can tell. */
export type Fate = "running" | "dead" | "elsewhere";

const TOKEN = /^[0-9a-f]{24}$/;
const WORD = /^[\w.:-]{0,255}$/;
const PLACE_KEYS = ["machine", "boot", "space", "start"] as const;

let self: Omit<Holder, "token"> | undefined;

/** This process, under a new token. */
export function newHolder(): Holder {
  self ??= {
    pid: process.pid,
    host:
      process
        .getBuiltinModule("node:os")
        .hostname()
        .replace(/[^\w.:-]/g, "_")
        .slice(0, 255) || "unknown",
    // The id itself is not for others to read (machine-id(5)).
    machine: digest("oncall machine", firstLine("/etc/machine-id")).slice(0, 16),
    boot: firstLine("/proc/sys/kernel/random/boot_id"),
    space: space(),
    start: statOf(process.pid)?.start ?? "",
  };
  return { ...self, token: randomHex(12) };
}

export function fateOf(holder: Holder): Fate {
  const here = newHolder();
  if (holder.host !== here.host || holder.machine !== here.machine) return "elsewhere";
  if (holder.boot !== here.boot && holder.boot !== "" && here.boot !== "") return "dead";
  if (holder.space !== here.space) return "elsewhere";
  return isRunning(holder.pid, holder.start) ? "running" : "dead";
}

/** Whether a process of that number runs here; `start` empty: whichever it is. */
export function isRunning(pid: number, start = ""): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, and it is somebody else's.
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
  }
  const stat = statOf(pid);
  if (stat === undefined) return true;
  // A process that has ended keeps its number until its parent asks for it.
  return !/[ZXx]/.test(stat.state) && (start === "" || stat.start === start);
}

export function encodeHolder(holder: Holder): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
}

/** Undefined for what no `encodeHolder` wrote: parts of it go into messages and file names, so it is not taken on trust. */
export function decodeHolder(bytes: Uint8Array): Holder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const word = (key: string) => {
    const field = fields.get(key);
    return typeof field === "string" && WORD.test(field) ? field : undefined;
  };
  const pid = fields.get("pid");
  const [host, token] = [word("host"), word("token")];
  const [machine, boot, space, start] = PLACE_KEYS.map(word);
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  if (!host || token === undefined || !TOKEN.test(token)) return undefined;
  if (machine === undefined || boot === undefined || space === undefined || start === undefined)
    return undefined;
  return { pid, host, machine, boot, space, start, token };
}

/** Eight digits for the set of processes in which a number means this process and no other. */
export function spaceMark(): string {
  const { host, machine, space } = newHolder();
  return digest(host, machine, space).slice(0, 8);
}

/** SHA-256 of the texts, in hex. */
export function digest(...texts: readonly string[]): string {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  return hash.update(texts.join("\0")).digest("hex");
}

// Loaded when it is used: most commands write nothing, and loading it costs each start 3 ms.
export function randomHex(bytes: number): string {
  return process.getBuiltinModule("node:crypto").randomBytes(bytes).toString("hex");
}

/** proc(5): the name of the program stands in brackets and may hold anything, brackets too. */
function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  const text = firstLine(`/proc/${pid}/stat`);
  if (!text.includes(")")) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", start: fields[19] ?? "" };
}

function space(): string {
  try {
    return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "";
  } catch {
    return "";
  }
}

/** Empty where there is no such file, as on every system but Linux. */
function firstLine(path: string): string {
  try {
    return readFileSync(path, "utf8").split("\n")[0] ?? "";
  } catch {
    return "";
  }
}
