/** Packs, installs and runs the package as its users do, and from a fresh clone, with an empty npm cache. */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { committed, ROOT, textOf } from "../house/sources.ts";

const MINUTES = 60_000;
const KB = 1000;
const NOW = "2026-11-25T10:00:00-05:00";

let folder: string;
let tarball: string;
let noRegistry: string | undefined;
let packed: { readonly size: number; readonly files: readonly { readonly path: string }[] };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "oncall-pack-"));
  const answer = npm(ROOT, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
  const [only] = JSON.parse(answer);
  packed = only;
  tarball = join(folder, only.filename);
  noRegistry = whyNoRegistry();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs npm with a cache that is empty at first, and returns its stdout. */
function npm(cwd: string, ...args: readonly string[]): string {
  return say(cwd, "npm", args);
}

function say(
  cwd: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const outer = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_ENV$/i.test(name));
  return execFileSync(command, args, {
    cwd,
    encoding: "utf8",
    env: {
      ...Object.fromEntries(outer),
      ONCALL_NOW: NOW,
      NO_COLOR: "1",
      npm_config_cache: join(folder, "cache"),
      ...env,
    },
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The output of the command in this checkout, which every other way to run it must match. */
function expected(...args: readonly string[]): string {
  return say(ROOT, process.execPath, [join("bin", "oncall.js"), ...args]);
}

function bytesUnder(path: string): number {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Half of it are the public holidays of the world. */
const MOST = 750 * KB;

test("the tarball holds the files it should, in at most 750 KB", () => {
  const chunks = readdirSync(join(ROOT, "dist")).filter((name) => name.endsWith(".cjs"));
  const schemas = readdirSync(join(ROOT, "schema"));
  const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
  expect(packed.files.map(({ path }) => path).toSorted()).toEqual(
    [
      ...["CHANGELOG.md", "LICENSE", "README.md", "package.json", "roster.example.yaml"],
      ...["bin/check-node.js", "bin/oncall.js"],
      ...[...chunks, "licenses.txt"].map((name) => `dist/${name}`),
      ...schemas.map((name) => `schema/${name}`),
      ...pages.map((name) => `docs/${name}`),
    ].toSorted(),
  );
  expect(chunks).toContain("main.cjs");
  expect(packed.size).toBeLessThanOrEqual(MOST);
});

test("every library in the bundle has its licence in the package", () => {
  const { devDependencies } = JSON.parse(textOf("package.json"));
  const text = textOf("dist/licenses.txt");
  const named = [...text.matchAll(/^((?:@[a-z0-9-]+\/)?[a-z0-9.-]+) \d+\.\d+\.\d+\S* \(/gm)].map(
    ([, name]) => name,
  );
  const direct = named.filter((name) => name !== undefined && name in devDependencies);
  expect(direct).toEqual([
    "@inquirer/core",
    "@slack/types",
    "@slack/web-api",
    "chalk",
    "chrono-node",
    "commander",
    "date-holidays",
    "diff",
    "yaml",
  ]);
});

test(
  "installed with npm i -g it takes at most 40 MB and prints what the sources do",
  (context) => {
    context.skip(noRegistry !== undefined, noRegistry);
    const prefix = join(folder, "global");
    npm(folder, "install", "--global", "--prefix", prefix, tarball);
    const home =
      process.platform === "win32" ? join(prefix, "node_modules") : join(prefix, "lib", "node_modules");
    expect(bytesUnder(home)).toBeLessThanOrEqual(40_000 * KB);
    const roster = join(home, "oncall", "roster.example.yaml");
    const bin = process.platform === "win32" ? join(prefix, "oncall.cmd") : join(prefix, "bin", "oncall");
    expect(say(folder, bin, ["who", "-r", roster])).toBe(expected("who", "-r", "roster.example.yaml"));
    expect(say(folder, bin, ["help", "rotation"])).toBe(expected("help", "rotation"));
  },
  MINUTES,
);

test(
  "npx runs the tarball from an empty cache",
  (context) => {
    context.skip(noRegistry !== undefined, noRegistry);
    const here = mkdtempSync(join(folder, "empty-"));
    cpSync(join(ROOT, "roster.example.yaml"), join(here, "roster.yaml"));
    cpSync(tarball, join(here, "oncall.tgz"));
    expect(say(here, "npx", ["--yes", "./oncall.tgz", "who"])).toBe(
      expected("who", "-r", "roster.example.yaml"),
    );
  },
  MINUTES,
);

test(
  "npx . builds and runs in a fresh clone, and keeps no tools",
  (context) => {
    context.skip(noRegistry !== undefined, noRegistry);
    const clone = join(folder, "clone");
    for (const path of committed()) {
      mkdirSync(dirname(join(clone, path)), { recursive: true });
      cpSync(join(ROOT, path), join(clone, path));
    }
    const answer = say(clone, "npx", ["--yes", ".", "who", "-r", "roster.example.yaml"]);
    expect(answer).toBe(expected("who", "-r", "roster.example.yaml"));
    const { dependencies = {} } = JSON.parse(textOf("package.json"));
    const isInstalled = (name: string) => existsSync(join(clone, "node_modules", name));
    expect(Object.keys(dependencies).filter((name) => !isInstalled(name))).toEqual([]);
    expect(["rolldown", "typescript", "vitest"].filter(isInstalled)).toEqual([]);
    expect(readdirSync(join(clone, "dist")).toSorted()).toEqual(readdirSync(join(ROOT, "dist")).toSorted());
  },
  5 * MINUTES,
);

/** The managers beside npm, each with its way to install a tarball and to keep its files in our folder. */
const MANAGERS = {
  pnpm: ["add", "./oncall.tgz", "--config.engine-strict=true"],
  yarn: ["add", "file:./oncall.tgz", "--no-progress"],
  bun: ["add", "./oncall.tgz"],
};
const VERSIONS = { pnpm: "10", yarn: "1", bun: "1" };

/** Installs the package in an empty project, and returns what its `oncall who` says. */
function installWith(manager: keyof typeof MANAGERS, env: Readonly<Record<string, string>> = {}): string {
  const bin = (name: string, root: string) =>
    join(root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
  const home = join(folder, manager);
  if (!existsSync(home)) {
    mkdirSync(home);
    npm(home, "install", "--prefix", home, "--no-audit", "--no-fund", `${manager}@${VERSIONS[manager]}`);
  }
  const here = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(here, "package.json"), '{ "private": true }');
  cpSync(join(ROOT, "roster.example.yaml"), join(here, "roster.yaml"));
  cpSync(tarball, join(here, "oncall.tgz"));
  say(here, bin(manager, home), MANAGERS[manager], { HOME: home, ...env });
  return say(here, bin("oncall", here), ["who"]);
}

/** The environment in which a program takes Node for another version. */
function asNode(version: string): Readonly<Record<string, string>> {
  const preload = join(folder, `${version}.cjs`);
  writeFileSync(
    preload,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
  );
  return { NODE_OPTIONS: `--require ${preload}` };
}

test.for(["pnpm", "bun"] as const)("%s installs it", { timeout: 2 * MINUTES }, (manager, context) => {
  context.skip(noRegistry !== undefined, noRegistry);
  expect(installWith(manager)).toBe(expected("who", "-r", "roster.example.yaml"));
});

// It takes the newest version that a range admits, whether Node is new enough for that or not, and then stops.
test.for(["20.19.0", "22.12.0", "24.0.0", "26.0.0"])(
  "yarn 1 installs it on Node %s",
  { timeout: 2 * MINUTES },
  (version, context) => {
    context.skip(noRegistry !== undefined, noRegistry);
    expect(installWith("yarn", asNode(version))).toBe(expected("who", "-r", "roster.example.yaml"));
  },
);

test(
  "yarn 1 stops where Node is too old",
  (context) => {
    context.skip(noRegistry !== undefined, noRegistry);
    expect(() => installWith("yarn", asNode("20.18.0"))).toThrow(/incompatible/);
  },
  2 * MINUTES,
);

/** Why the npm registry cannot be used, from which packages are installed; undefined if it answers. */
function whyNoRegistry(): string | undefined {
  try {
    npm(folder, "ping", "--fetch-retries=0", "--fetch-timeout=10000");
    return undefined;
  } catch {
    return "the npm registry does not answer";
  }
}
