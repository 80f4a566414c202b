/** How the tests run: the same on every machine, whatever its zone, its language and the variables of its user. */
import { defineConfig } from "vitest/config";

// What a user has set must not reach the tests; what a test sets, it sets itself.
for (const name of Object.keys(process.env)) {
  if (/^(ONCALL(?!_SHARED$)|OPSGENIE|JSM|TWILIO)_|^(FORCE_COLOR|NODE_OPTIONS)$/.test(name))
    delete process.env[name];
}

const pure = [
  "time",
  "roster",
  "rotation",
  "timeline",
  "render",
  "edit",
  "intent",
  "template",
  "lint",
  "merge",
  "plan",
  "proof",
];

export default defineConfig({
  // Packages ship maps to sources that they do not ship, and are warned of.
  logLevel: "error",
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["./test/built.ts"],
    reporters: ["default", "./test/count.ts"],
    // Processes, not threads: a thread that sets process.env.TZ stays in the zone of the process.
    pool: "forks",
    // Left alone, vitest keeps one core to itself: on two cores it would run one file after the other.
    maxWorkers: "100%",
    // GitHub's own reader of workflows imports JSON as Node no longer allows.
    server: { deps: { inline: [/@actions\//] } },
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: [["text", { skipFull: true }]],
      thresholds: Object.fromEntries(pure.map((folder) => [`src/${folder}/**/*.ts`, { branches: 97 }])),
    },
  },
});
