/**
 * Bundles `src/main.ts` with the libraries it needs. Node takes time for each module that it looks up, opens and links:
 * 148 ms for `oncall who` from a tree of modules, a third of that from the bundle.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { removeGenerators } from "./generators.mjs";

/**
 * @param {string} root absolute path of the folder that holds package.json
 * @returns {Promise<{ files: Map<string, string>, modules: string[] }>} the text by file name, and the modules inside
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
    // yaml ships the same code twice: as CommonJS for Node, and as ES modules, of which a bundler takes only what is used.
    resolve: { alias: { yaml: browserEntry(root) } },
    treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]yaml[\\/]/, sideEffects: false }] },
    plugins: [plainGenerators, rawText],
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
    chunkFileNames: "[name].cjs",
    // What `oncall who` loads is one file: in the fifteen that sharing with other commands makes of it, it takes 8 % longer.
    codeSplitting: { groups: [{ name: "who", test: /[\\/]src[\\/](main|command[\\/]who[\\/]run)\.ts$/ }] },
  });
  await input.close();
  /** @type {Map<string, string>} */
  const files = new Map();
  /** @type {string[]} */
  const modules = [];
  for (const chunk of output) {
    if (chunk.type !== "chunk") throw new Error(`unexpected asset in the bundle: ${chunk.fileName}`);
    files.set(chunk.fileName, chunk.code);
    modules.push(...chunk.moduleIds);
  }
  return { files, modules };
}

/** @param {string} root */
function browserEntry(root) {
  const { resolve } = createRequire(join(root, "package.json"));
  return join(dirname(resolve("yaml/package.json")), "browser", "dist", "index.js");
}

/** What is imported with `?raw` is the text of a file, as for vite in the tests. @type {import("rolldown").Plugin} */
const rawText = {
  name: "raw-text",
  resolveId: {
    filter: { id: /\?raw$/ },
    handler: (id, importer) => (importer === undefined ? null : join(dirname(importer), id)),
  },
  load: {
    filter: { id: /\?raw$/ },
    handler: (id) => `export default ${JSON.stringify(readFileSync(id.replace(/\?raw$/, ""), "utf8"))};`,
  },
};

/** @type {import("rolldown").Plugin} */
const plainGenerators = {
  name: "plain-generators",
  transform: {
    filter: { id: /[\\/]yaml[\\/]browser[\\/]dist[\\/]parse[\\/](lexer|parser)\.js$/ },
    handler: (code) => ({ code: removeGenerators(code), map: null }),
  },
};
