/**
 * `src/main.ts` and the libraries it needs in, the text of the files of `dist/` out. One file because each module that
 * Node looks up, opens and links costs `oncall who` time: 148 ms from a tree of modules, 45 ms from the bundle.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { drained } from "./drained.mjs";
import { NUMBERED, named } from "./named.mjs";
import { PRUNED, pruned, unturned } from "./pruned.mjs";

const NO_PROGRAMS = "\0no-programs";
/** Of the modules of a library, by their path in it, the code that is bundled. */
const LIGHT = new Map([
  ["commander/lib/command.js", unturned],
  ...NUMBERED.map((module) => /** @type {const} */ ([`chalk/${module}`, named])),
  ...["lexer", "parser"].map(
    (name) => /** @type {const} */ ([`yaml/browser/dist/parse/${name}.js`, drained]),
  ),
  ...PRUNED.map(
    (module) =>
      /** @type {const} */ ([
        `yaml/browser/dist/${module}`,
        (/** @type {string} */ code) => pruned(module, code),
      ]),
  ),
]);
const LIBRARY = /[\\/]node_modules[\\/]((?:commander|chalk|yaml)[\\/](?!.*node_modules).*)$/;

/**
 * @param {string} root absolute path of the folder that holds package.json
 * @returns {Promise<{ files: Map<string, string>, modules: string[] }>} text by file name; the modules that are inside
 */
export async function bundle(root) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const input = await rolldown({
    input: { main: join(root, "src", "main.ts") },
    cwd: root,
    platform: "node",
    // What is installed beside the bundle is loaded from there.
    external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
    tsconfig: false,
    transform: { target: "node20" },
    plugins: [lightEntries(root)],
    onLog(level, log, handle) {
      if (level === "warn") throw new Error(log.message);
      handle(level, log);
    },
  });
  const { output } = await input.generate({
    format: "cjs",
    minify: true,
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ name, facadeModuleId }) => `${packageOf(facadeModuleId ?? "") ?? name}.cjs`,
  });
  await input.close();
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @type {string[]} */
  const modules = [];
  for (const chunk of output) {
    if (chunk.type !== "chunk")
      throw new Error(`the bundle has an asset that nobody asked for: ${chunk.fileName}`);
    files.set(chunk.fileName, chunk.code);
    modules.push(...chunk.moduleIds);
  }
  return { files, modules };
}

/**
 * @param {string} path
 * @returns {string | undefined} the package that a module is of; undefined for our own
 */
function packageOf(path) {
  return /[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?([^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/.exec(path)?.[1];
}

/**
 * Takes three libraries without what `oncall who` would wait for. yaml and chalk keep entries for browsers: yaml's is the
 * same code as ES modules, which a bundler can flatten (4 ms of every start), its generators are drained, and what is not
 * asked for is pruned; chalk's does not ask the system how many colours it has, since each stream is told. Commander opens
 * node:child_process (2 ms) for subcommands that are programs of their own, of which there are none.
 * @param {string} root
 * @returns {import("rolldown").Plugin}
 */
function lightEntries(root) {
  const packages = createRequire(join(root, "package.json"));
  const yaml = join(dirname(packages.resolve("yaml/package.json")), "browser", "dist", "index.js");
  /** @type {Set<string>} */
  const seen = new Set();
  return {
    name: "light-entries",
    resolveId: {
      filter: { id: /^(yaml|#supports-color|node:child_process)$/ },
      handler(id, importer = "") {
        if (id === "yaml") return yaml;
        if (id === "#supports-color")
          return join(dirname(importer), "vendor", "supports-color", "browser.js");
        return /[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? NO_PROGRAMS : null;
      },
    },
    load: (id) => (id === NO_PROGRAMS ? "module.exports = {};" : null),
    transform: {
      filter: { id: LIBRARY },
      handler(code, id) {
        const module = (LIBRARY.exec(id)?.[1] ?? "").replaceAll("\\", "/");
        seen.add(module);
        const light = LIGHT.get(module)?.(code) ?? code;
        // What yaml does when it is loaded only prepares what is left.
        return { code: light, map: null, ...(module.startsWith("yaml/") && { moduleSideEffects: false }) };
      },
    },
    buildEnd(error) {
      const missed = [...LIGHT.keys()].filter((module) => !seen.has(module));
      if (error === undefined && missed.length > 0)
        throw new Error(`there is no ${missed.join(", ")}: see src/build/bundle.mjs`);
    },
  };
}
