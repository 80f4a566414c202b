/**
 * Names a process in a file, and says later whether it still runs: its pid may have been reused, and the file may be on a
 * disk that several machines share.
 */
import { readFileSync, readlinkSync } from "node:fs";
import { digest, randomHex } from "./random.ts";

/** Words of letters, digits and `_.:-`; what a system cannot say is empty, and not compared. */
export interface ProcessName {
  readonly pid: string;
  readonly host: string;
  /** Identifies the machine and, on it, the processes that see each other: a container has its own. */
  readonly place: string;
  /** Identifies the time since the machine last started. */
  readonly boot: string;
  /** When the process started, in the system's ticks. */
  readonly start: string;
  /** Different each time that a process is named. */
  readonly token: string;
}

const LINE = /^([1-9]\d{0,9})@([\w.:-]+) ([\w.:-]*) ([\w.:-]*) (\d*) ([0-9a-f]{24})\n$/;

let self: Omit<ProcessName, "token"> | undefined;

export function nameSelf(): ProcessName {
  self ??= describeSelf();
  return { ...self, token: randomHex(12) };
}

export function encodeName({ pid, host, place, boot, start, token }: ProcessName): Uint8Array {
  return new TextEncoder().encode(`${pid}@${host} ${place} ${boot} ${start} ${token}\n`);
}

/** Undefined for anything that `encodeName` cannot have written: parts of it go into messages and file names. */
export function decodeName(bytes: Uint8Array): ProcessName | undefined {
  const match = LINE.exec(new TextDecoder().decode(bytes));
  if (match === null) return undefined;
  const [, pid = "", host = "", place = "", boot = "", start = "", token = ""] = match;
  return { pid, host, place, boot, start, token };
}

function describeSelf(): Omit<ProcessName, "token"> {
  const host = process.getBuiltinModule("node:os").hostname();
  return {
    pid: String(process.pid),
    host: host.replace(/[^\w.:-]/g, "_") || "unknown",
    // Digested, because the machine's id is not for others to read (machine-id(5)).
    place: digest(host, readFirstLine("/etc/machine-id"), readPidNamespace()).slice(0, 16),
    boot: readFirstLine("/proc/sys/kernel/random/boot_id"),
    start: readStat(process.pid)?.start ?? "",
  };
}

/** "elsewhere": on another machine or in another container, so nobody here can say. */
export function findFate({ pid, place, boot, start }: ProcessName): "running" | "dead" | "elsewhere" {
  const here = self ?? describeSelf();
  if (place !== here.place) return "elsewhere";
  if (boot !== here.boot && boot !== "" && here.boot !== "") return "dead";
  return isRunning(Number(pid), start) ? "running" : "dead";
}

/** Whether this machine has a process with that pid; with `start`, the one that started then. */
export function isRunning(pid: number, start = ""): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, and it belongs to somebody else.
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
  }
  const stat = readStat(pid);
  if (stat === undefined) return true;
  // A process that has ended keeps its pid until its parent has asked for its exit code.
  return !/[ZXx]/.test(stat.state) && (start === "" || stat.start === start);
}

/** proc(5): the program's name is in brackets and may itself contain brackets. */
function readStat(pid: number): { readonly state: string; readonly start: string } | undefined {
  const text = readFirstLine(`/proc/${pid}/stat`);
  if (!text.includes(")")) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", start: fields[19] ?? "" };
}

function readPidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

/** Empty if there is no such file, as on every system but Linux. */
function readFirstLine(path: string): string {
  try {
    return readFileSync(path, "utf8").split("\n")[0] ?? "";
  } catch {
    return "";
  }
}
