/**
 * Runs a program at a real terminal, with a user who waits for some output and types something. The terminal is that of
 * Python's `pty`, because node-pty would have to be compiled.
 */
import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";

/** What to wait for on the terminal, and what to type then; `hang up` closes the terminal. */
export type Step = readonly [seen: string, typed: string | "hang up" | Looked | Noted];

/** Waits until a file matches the pattern, and types the group of the last match: something the user looks up. */
export interface Looked {
  readonly file: string;
  readonly pattern: string;
}

/** Types nothing, but writes a file, as somebody else would. */
export interface Noted {
  readonly write: string;
  readonly text: string;
}

export interface Sitting {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** Which streams are the terminal; the others, stdout always, are pipes. */
  readonly terminal?: readonly ("stdin" | "stderr")[];
}

export interface Seen {
  /** Null if a signal ended it. */
  readonly exit: number | null;
  readonly stdout: string;
  /** Everything that was drawn, without escapes for the cursor and colours. */
  readonly screen: string;
  /** What did not appear. */
  readonly missed: string | null;
}

const DRIVER = String.raw`
import fcntl, json, os, pty, re, select, signal, struct, subprocess, sys, termios, threading, time
spec = json.load(sys.stdin)
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
def own():
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
on = lambda name: slave if name in spec["terminal"] else subprocess.PIPE
child = subprocess.Popen(spec["command"], cwd=spec["cwd"], env=spec["env"], stdin=on("stdin"),
    stdout=subprocess.PIPE, stderr=on("stderr"), preexec_fn=own)
os.close(slave)
piped = {"stdout": b"", "stderr": b""}
def drain(name):
    stream = getattr(child, name)
    if stream is not None:
        piped[name] = stream.read()
readers = [threading.Thread(target=drain, args=(name,)) for name in piped]
for reader in readers: reader.start()
if child.stdin is not None: child.stdin.close()
raw, gone, deadline = b"", False, time.time() + 25
def look(wait):
    global raw, gone
    if gone: return False
    if not select.select([master], [], [], wait)[0]: return True
    try:
        more = os.read(master, 65536)
    except OSError:
        more = b""
    raw += more
    if more == b"": gone = True
    return not gone
def plain(data):
    text = data.decode("utf-8", "replace")
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x07", "", text).replace("\r\n", "\n").replace("\r", "")
start, missed = 0, None
for seen, typed in spec["steps"]:
    while seen not in plain(raw[start:]):
        if time.time() > deadline or not look(0.2):
            missed = seen
            break
    if missed is not None: break
    start = len(raw)
    if typed == "hang up":
        os.close(master)
        gone = True
    elif isinstance(typed, dict) and "write" in typed:
        with open(typed["write"], "w") as out: out.write(typed["text"])
    elif isinstance(typed, dict):
        found = []
        while not found and time.time() < deadline:
            look(0.1)
            try:
                with open(typed["file"]) as seen_there: found = re.findall(typed["pattern"], seen_there.read())
            except FileNotFoundError:
                pass
        if not found:
            missed = typed["pattern"]
            break
        os.write(master, (found[-1] + "\r").encode())
    else:
        os.write(master, typed.encode())
if missed is not None: child.kill()
while time.time() < deadline and look(0.1):
    if child.poll() is not None and not select.select([master], [], [], 0.1)[0]: break
try:
    child.wait(timeout=max(1, deadline - time.time()))
except subprocess.TimeoutExpired:
    child.kill()
    child.wait()
    missed = missed or "its end"
for reader in readers: reader.join()
code = child.returncode
json.dump({"exit": code if code >= 0 else None, "missed": missed,
    "stdout": piped["stdout"].decode(), "screen": plain(raw) + piped["stderr"].decode()}, sys.stdout)
`;

/** Why there can be no terminal here; undefined if there can. */
export function whyNoTerminal(): string | undefined {
  const { status } = spawnSync("python3", ["-c", "import pty, fcntl, termios; pty.openpty()"]);
  return status === 0 ? undefined : "python3 with pty is not there, and the terminal is its";
}

/** The same without blocking, because this process may be the service that the program calls. */
export async function seated({ terminal = ["stdin", "stderr"], ...sitting }: Sitting): Promise<Seen> {
  const driver = spawn("python3", ["-c", DRIVER], { stdio: ["pipe", "pipe", "inherit"] });
  driver.stdin.end(JSON.stringify({ ...sitting, terminal }));
  return JSON.parse(await text(driver.stdout));
}

/** Runs the program to its end, but kills it after half a minute. */
export function sit({ terminal = ["stdin", "stderr"], ...sitting }: Sitting): Seen {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", DRIVER], {
    input: JSON.stringify({ ...sitting, terminal }),
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`the terminal failed: ${stderr}`);
  return JSON.parse(stdout);
}
