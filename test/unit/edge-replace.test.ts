/** Makes a real disk fail at each call of `replaceFile` and `createFile`: what is left is the old file or the new one, as the result says. */
import {
  chmodSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Disk, disk } from "../../src/edge/disk.ts";
import { placeMark } from "../../src/edge/draft.ts";
import { createFile, replaceFile } from "../../src/edge/replace.ts";
import { callsOf, Died, disturbed, failing, failingAfterwards, mortal } from "../e2e/faulty.ts";
import { deadPid, namesIn, newFolder } from "../e2e/folder.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const OLD = "version: 1\r\nteam: old\r\n";
const NEW = `version: 1\r\nteam: new ${"x".repeat(5000)}`;
const CODES = ["EACCES", "EPERM", "EROFS", "EIO", "ENOSPC", "EDQUOT", "EXDEV", "EBUSY", "EMFILE"];
const ODD_CODES = ["ENOENT", "EINTR", "EINVAL", "ESTALE", "EEXIST", "ELOOP", "ENOTSUP"];
const DONE = { kind: "replaced", notes: [] };

const dead = deadPid();
const leftover = (pid: number, mark = placeMark()) => `.roster.yaml.${pid}-${mark}-0123456789abcdef.tmp`;

/** A roster, and a draft that a dead process left beside it. */
function newRoster(): { readonly folder: string; readonly path: string } {
  const folder = newFolder();
  const path = join(folder, "roster.yaml");
  writeFileSync(path, OLD);
  writeFileSync(join(folder, leftover(dead)), "half of");
  return { folder, path };
}

const write = (path: string, on?: Disk) => replaceFile(path, bytesOf(NEW), bytesOf(OLD), on);

test("replaces a file and leaves nothing else in its folder", () => {
  const { folder, path } = newRoster();
  expect(write(path)).toEqual(DONE);
  expect(readFileSync(path, "utf8")).toBe(NEW);
  expect(namesIn(folder)).toEqual(["roster.yaml"]);
});

test("flushes the draft, compares once more, renames, and flushes the folder, in that order", () => {
  const { path } = newRoster();
  expect(callsOf((on) => write(path, on))).toEqual([
    ...["realpath", "open", "fstat", "read", "close", "mayWrite"],
    ...["readdir", "unlink"],
    ...["open", "write", "fstat", "chmod", "fsync", "fstat", "close"],
    ...["realpath", "open", "fstat", "read", "close"],
    ...["rename", "open", "fsync", "close"],
  ]);
});

test.each([...CODES, ...ODD_CODES])(
  "whichever call fails with %s, the file is the old or the new one, as the result says",
  (code) => {
    const { length } = callsOf((on) => write(newRoster().path, on));
    for (const fail of [failing, failingAfterwards]) {
      for (let at = 0; at < length; at++) {
        const { folder, path } = newRoster();
        const calls: string[] = [];
        const result = write(path, disturbed(at, fail(code), calls));
        const where = `${fail === failing ? "at" : "after"} call ${at}, ${calls[at]}: ${JSON.stringify(result)}`;
        expect(readFileSync(path, "utf8"), where).toBe(result.kind === "replaced" ? NEW : OLD);
        expect(
          namesIn(folder).filter((name) => name !== leftover(dead)),
          where,
        ).toEqual(["roster.yaml"]);
        if (result.kind === "failed") expect(result.code, where).toBe(code);
        expect(replaceFile(path, bytesOf("next"), readFileSync(path)), where).toEqual(DONE);
        expect(namesIn(folder), where).toEqual(["roster.yaml"]);
      }
    }
  },
);

test("a process that dies before any call leaves the old file or the new one, and the next write cleans up", () => {
  const { length } = callsOf((on) => write(newRoster().path, on));
  let renamed = 0;
  for (let at = 0; at < length; at++) {
    const { folder, path } = newRoster();
    expect(() => write(path, mortal(at))).toThrow(Died);
    const left = readFileSync(path, "utf8");
    expect([OLD, NEW]).toContain(left);
    if (left === NEW) renamed++;
    expect(replaceFile(path, bytesOf("next"), bytesOf(left))).toEqual(DONE);
    expect(namesIn(folder)).toEqual(["roster.yaml"]);
  }
  expect(renamed).toBe(3);
});

test("short writes are continued, and a write of nothing is a failure", () => {
  const { folder, path } = newRoster();
  const slow: Disk = { ...disk, ...sparing(7) };
  expect(write(path, slow)).toEqual(DONE);
  expect(readFileSync(path, "utf8")).toBe(NEW);
  expect(replaceFile(path, bytesOf(OLD), bytesOf(NEW), { ...slow, write: () => 0 })).toEqual({
    kind: "failed",
    code: "EIO",
    reason: "the disk does not answer",
  });
  expect(readFileSync(path, "utf8")).toBe(NEW);
  expect(namesIn(folder)).toEqual(["roster.yaml"]);
});

function sparing(most: number): Pick<Disk, "write"> {
  return { write: (to, bytes, offset) => disk.write(to, bytes.subarray(0, offset + most), offset) };
}

test.each([
  ["open", "EACCES", "permission denied to make a new file in its folder"],
  ["open", "EROFS", "the file system is read-only"],
  ["write", "ENOSPC", "the disk is full"],
  ["write", "EDQUOT", "the disk quota is used up"],
  ["write", "EFBIG", "the file is too large for the file system"],
  ["fsync", "EIO", "the disk does not answer"],
  ["rename", "EXDEV", "it is on another file system than its folder"],
  ["rename", "EBUSY", "it is mounted by itself, or in use"],
  ["rename", "EPERM", "permission denied"],
  ["mayWrite", "EACCES", "permission denied"],
  ["rename", "ENOANO", "the system says ENOANO"],
])("%s fails with %s: %s", (name, code, reason) => {
  const { path } = newRoster();
  const calls = callsOf((on) => write(newRoster().path, on));
  const at = name === "open" ? calls.indexOf("write") - 1 : calls.indexOf(name);
  expect(write(path, disturbed(at, failing(code)))).toEqual({ kind: "failed", code, reason });
});

test("after the rename, a folder that fails to flush is reported, one that cannot be flushed is not", () => {
  const calls = callsOf((on) => write(newRoster().path, on));
  const result = (code: string) =>
    write(newRoster().path, disturbed(calls.lastIndexOf("fsync"), failing(code)));
  expect(result("EIO")).toEqual({
    kind: "replaced",
    notes: ["it is written, but a power cut now could undo it: the disk does not answer"],
  });
  expect(result("EINVAL")).toEqual(DONE);
});

test("a bug is not mistaken for a disk failure", () => {
  const { folder, path } = newRoster();
  const bug = () => {
    throw new TypeError("not a function");
  };
  expect(() => write(path, disturbed(0, bug))).toThrow("not a function");
  expect(namesIn(folder)).toContain("roster.yaml");
});

test("a file that has changed since it was read is left alone", () => {
  const { path } = newRoster();
  expect(replaceFile(path, bytesOf(NEW), bytesOf("older"))).toEqual({ kind: "changed" });
  expect(replaceFile(join(path, "..", "gone.yaml"), bytesOf(NEW), bytesOf(OLD))).toEqual({ kind: "changed" });
  expect(readFileSync(path, "utf8")).toBe(OLD);
});

test.each([
  ["its text", (path: string) => writeFileSync(path, OLD.replace("old", "odd"))],
  ["its mode", (path: string) => chmodSync(path, 0o600)],
  ["its name, which leads elsewhere now", relink],
  ["its being there", (path: string) => unlinkSync(path)],
])("another program that changes %s while the draft is flushed: nothing is written", (_, change) => {
  const { folder, path } = newRoster();
  const calls = callsOf((on) => write(newRoster().path, on));
  const meanwhile = disturbed(calls.indexOf("fsync"), (call) => {
    change(path);
    return call();
  });
  expect(write(path, meanwhile)).toEqual({ kind: "changed" });
  expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  if (existsSync(path)) expect(readFileSync(path, "utf8")).not.toBe(NEW);
});

function relink(path: string): void {
  const other = join(path, "..", "other.yaml");
  writeFileSync(other, OLD);
  rmSync(path);
  symlinkSync("other.yaml", path);
}

test("removes only drafts of this file that are old or a dead process's", () => {
  const { folder, path } = newRoster();
  const old = leftover(process.ppid, "00000000");
  const kept = [
    leftover(process.ppid),
    leftover(dead, "11111111"),
    `.other.yaml.${dead}-${placeMark()}-0123456789abcdef.tmp`,
    ".roster.yaml.swp",
    ".roster.yaml.tmp",
  ];
  for (const name of [old, leftover(process.pid), ...kept]) writeFileSync(join(folder, name), "");
  utimesSync(join(folder, old), 0, 0);
  expect(write(path)).toEqual(DONE);
  expect(namesIn(folder)).toEqual([...kept, "roster.yaml"].toSorted());
});

test("creates a file whole, and never over another", () => {
  const folder = newFolder();
  const path = join(folder, "roster.yaml");
  expect(createFile(path, bytesOf(NEW))).toEqual({ kind: "created", notes: [] });
  expect(createFile(path, bytesOf(OLD))).toEqual({ kind: "exists" });
  symlinkSync("gone.yaml", join(folder, "dangling"));
  expect(createFile(join(folder, "dangling"), bytesOf(OLD))).toEqual({ kind: "exists" });
  expect(createFile(join(folder, "team", "roster.yaml"), bytesOf(OLD))).toEqual({
    kind: "failed",
    code: "ENOENT",
    reason: "its folder is not there",
  });
  expect(readFileSync(path, "utf8")).toBe(NEW);
  expect(statSync(path).mode & 0o777).toBe(0o666 & ~process.umask());
  expect(namesIn(folder)).toEqual(["dangling", "roster.yaml"]);
});

test.each(CODES)("whichever call of making a file fails with %s, it is there whole or not at all", (code) => {
  const make = (path: string, on?: Disk) => createFile(path, bytesOf(NEW), on);
  const { length } = callsOf((on) => make(join(newFolder(), "roster.yaml"), on));
  for (const fail of [failing, failingAfterwards]) {
    for (let at = 0; at < length; at++) {
      const folder = newFolder();
      const path = join(folder, "roster.yaml");
      const result = make(path, disturbed(at, fail(code)));
      const where = `${fail === failing ? "at" : "after"} call ${at}: ${JSON.stringify(result)}`;
      const there = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      expect(there, where).toBe(result.kind === "created" ? NEW : undefined);
    }
  }
});

test("creates a file on a disk without hard links, and still never over another", () => {
  const path = join(newFolder(), "roster.yaml");
  const on: Disk = { ...disk, link: failing("EPERM") };
  expect(createFile(path, bytesOf(NEW), on)).toEqual({ kind: "created", notes: [] });
  expect(createFile(path, bytesOf(OLD), on)).toEqual({ kind: "exists" });
  expect(readFileSync(path, "utf8")).toBe(NEW);
});
