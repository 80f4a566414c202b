/** Checks what `replaceFile` keeps (mode, owner, links), and what it says about the rest. */
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Disk, disk } from "../../src/edge/disk.ts";
import { replaceFile } from "../../src/edge/replace.ts";
import { failing } from "../e2e/faulty.ts";
import { namesIn, newFolder } from "../e2e/folder.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const OLD = "version: 1\r\nteam: old\r\n";
const NEW = "version: 1\r\nteam: new\r\n";
const DONE = { kind: "replaced", notes: [] };

function newRoster(): { readonly folder: string; readonly path: string } {
  const folder = newFolder();
  const path = join(folder, "roster.yaml");
  writeFileSync(path, OLD);
  return { folder, path };
}

const write = (path: string, on?: Disk) => replaceFile(path, bytesOf(NEW), bytesOf(OLD), on);

test.each([0o644, 0o600, 0o664, 0o755, 0o640])("the mode %o stays, whatever the umask", (mode) => {
  const { path } = newRoster();
  chmodSync(path, mode);
  const before = process.umask(0o077);
  try {
    expect(write(path)).toEqual(DONE);
  } finally {
    process.umask(before);
  }
  expect(statSync(path).mode & 0o7777).toBe(mode);
});

test("a lost owner is reported, and the group's rights are not given to another group", () => {
  const { path } = newRoster();
  chmodSync(path, 0o664);
  const owned = lstatSync(path).ino;
  const on: Disk = {
    ...disk,
    // As if the old file, and it alone, were another user's.
    fstat: (descriptor) => {
      const status = disk.fstat(descriptor);
      return status.ino === owned ? { ...status, uid: status.uid + 1, gid: status.gid + 1 } : status;
    },
    chown: failing("EPERM"),
  };
  expect(write(path, on)).toEqual({
    kind: "replaced",
    notes: ["it belongs to you now, because only root may give files away"],
  });
  expect(statSync(path).mode & 0o7777).toBe(0o644);
});

test("a link stays a link, and what it leads to is replaced in its own folder", () => {
  const { folder, path } = newRoster();
  mkdirSync(join(folder, "team"));
  symlinkSync("../roster.yaml", join(folder, "team", "second.yaml"));
  const first = join(folder, "first.yaml");
  symlinkSync("team/second.yaml", first);
  expect(write(first)).toEqual(DONE);
  expect(readFileSync(path, "utf8")).toBe(NEW);
  expect(readlinkSync(first)).toBe("team/second.yaml");
  expect(readlinkSync(join(folder, "team", "second.yaml"))).toBe("../roster.yaml");
  expect(namesIn(folder)).toEqual(["first.yaml", "roster.yaml", "team"]);
});

test("a dangling link, circular links and a folder are each reported as what they are", () => {
  const folder = newFolder();
  symlinkSync("gone.yaml", join(folder, "dangling"));
  symlinkSync("circle", join(folder, "circle"));
  mkdirSync(join(folder, "team"));
  const reasonOf = (name: string) => {
    const result = write(join(folder, name));
    return result.kind === "failed" ? result.reason : result.kind;
  };
  expect(["dangling", "circle", "team"].map(reasonOf)).toEqual([
    "it is a link to a file that is not there",
    "its links go in a circle",
    "it is a folder",
  ]);
  expect(namesIn(folder)).toEqual(["circle", "dangling", "team"]);
});

test("a hard link keeps the old text, which is reported", () => {
  const { folder, path } = newRoster();
  linkSync(path, join(folder, "other.yaml"));
  expect(write(path)).toEqual({
    kind: "replaced",
    notes: ["it had another name (a hard link), which keeps the old text"],
  });
  expect(readFileSync(join(folder, "other.yaml"), "utf8")).toBe(OLD);
});

test("handles the longest possible file name", () => {
  const path = join(newFolder(), `${"ä".repeat(125)}.yaml`);
  writeFileSync(path, OLD);
  expect(write(path)).toEqual(DONE);
  expect(readFileSync(path, "utf8")).toBe(NEW);
});
