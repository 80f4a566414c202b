/** Makes a real disk fail, and the process die, at each call of `writeAll`: all files are the old ones, or all the new ones. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Disk } from "../../src/edge/disk.ts";
import { type WrittenAll, writeAll } from "../../src/edge/write-all.ts";
import { callsOf, Died, disturbed, failing, mortal } from "../e2e/faulty.ts";
import { newFolder } from "../e2e/folder.ts";

const OLD = { "a.txt": "old a", "b.txt": "old b", "gone/c.txt": "old c", list: "a.txt b.txt gone/c.txt" };
const NEW = {
  "a.txt": "new a",
  "b.txt": "old b",
  "new/deep/d.txt": "new d",
  list: "a.txt b.txt new/deep/d.txt",
};
const MEANWHILE = "a.txt b.txt gone/c.txt new/deep/d.txt";
const MINE = { "mine.txt": "mine" };

const bytesOf = (text: string) => new TextEncoder().encode(text);

function newSite(): string {
  const folder = join(newFolder(), "site");
  mkdirSync(join(folder, "gone"), { recursive: true });
  for (const [path, text] of Object.entries({ ...OLD, ...MINE })) writeFileSync(join(folder, path), text);
  return folder;
}

function write(folder: string, on?: Disk): WrittenAll {
  const at = (path: string) => join(folder, path);
  return writeAll(
    {
      files: new Map([
        [at("a.txt"), bytesOf(NEW["a.txt"])],
        [at("new/deep/d.txt"), bytesOf(NEW["new/deep/d.txt"])],
      ]),
      gone: [at("gone/c.txt"), at("gone/never.txt")],
      list: { path: at("list"), meanwhile: bytesOf(MEANWHILE), afterwards: bytesOf(NEW.list) },
    },
    on,
  );
}

/** Texts by path; a folder that is empty ends with `/`. */
function read(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const isFolder = (path: string) => lstatSync(join(folder, path)).isDirectory();
  return Object.fromEntries(
    paths.flatMap((path) => {
      if (!isFolder(path)) return [[path, readFileSync(join(folder, path), "utf8")]];
      return readdirSync(join(folder, path)).length === 0 ? [[`${path}/`, ""]] : [];
    }),
  );
}

const withoutDrafts = (found: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(found).filter(([path]) => !path.endsWith(".tmp")));

test("writes, deletes, and leaves nothing else", () => {
  const folder = newSite();
  const kept = lstatSync(join(folder, "b.txt")).mtimeMs;
  expect(write(folder)).toEqual({ kind: "written" });
  expect(read(folder)).toEqual({ ...NEW, ...MINE });
  expect(lstatSync(join(folder, "b.txt")).mtimeMs).toBe(kept);
});

const listCalls = () => callsOf((on) => write(newSite(), on));

test("every old file has a second name before the first new one gets its name", () => {
  expect(listCalls().filter((name) => ["link", "rename", "rmdir"].includes(name))).toEqual([
    ...["link", "rename", "link", "rename", "link", "rename"],
    ...["rmdir", "rmdir", "rmdir", "rename"],
  ]);
});

const CODES = ["ENOSPC", "EACCES", "EIO"];

test("a failure at any call: all is old or all is new", () => {
  for (const [index, name] of listCalls().entries()) {
    const folder = newSite();
    const result = write(folder, disturbed(index, failing(CODES[index % CODES.length] ?? "")));
    const found = withoutDrafts(read(folder));
    const at = `call ${index}, ${name}`;
    if (result.kind === "failed") {
      expect(found, at).toEqual({ ...OLD, ...MINE });
      continue;
    }
    // What could not be deleted or emptied is still there; the list may name more than there is.
    expect(found, at).toMatchObject({ ...NEW, list: expect.any(String), ...MINE });
    if (found["list"] !== NEW.list) expect([found["list"], name]).toEqual([MEANWHILE, "rename"]);
  }
});

test("a process that dies leaves whole files, and a list from which the next run goes on", () => {
  for (const [index, name] of listCalls().entries()) {
    const folder = newSite();
    expect(() => write(folder, mortal(index))).toThrow(Died);
    const found = withoutDrafts(read(folder));
    for (const [path, text] of Object.entries(found)) {
      if (path.endsWith("/")) continue;
      expect(found["list"], `${name} ${index}`).toContain(path === "list" || path === "mine.txt" ? "" : path);
      const whole = [OLD, NEW, MINE, { list: MEANWHILE }].map((texts) =>
        new Map(Object.entries(texts)).get(path),
      );
      expect(whole, `${name} ${index}`).toContain(text);
    }
    expect(write(folder)).toEqual({ kind: "written" });
    expect(read(folder), `${name} ${index}`).toEqual({ ...NEW, ...MINE });
  }
});

test("without links it writes all the same; and says which file could not be named", () => {
  const folder = newSite();
  const linkless = new Proxy(
    disturbed(-1, (call) => call()),
    {
      get: (target, name) => (name === "link" ? failing("EPERM") : Reflect.get(target, name)),
    },
  );
  expect(write(folder, linkless)).toEqual({ kind: "written" });
  expect(read(folder)).toEqual({ ...NEW, ...MINE });
  const other = newSite();
  mkdirSync(join(other, "new/deep/d.txt"), { recursive: true });
  const path = join(other, "new/deep/d.txt");
  expect(write(other)).toEqual({ kind: "failed", path, reason: "it is a folder" });
  expect(read(other)).toEqual({ ...OLD, ...MINE, "new/deep/d.txt/": "" });
});
