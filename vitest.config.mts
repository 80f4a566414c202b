/** Runs the tests the same on every machine, whatever its zone, its language and its user's variables. */
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// What a user has set must not reach the tests; what a test needs, it sets itself.
for (const name of Object.keys(process.env)) {
  if (/^(ONCALL(?!_SHARED$)|OPSGENIE|JSM|TWILIO)_|^(FORCE_COLOR|NODE_OPTIONS)$/.test(name))
    delete process.env[name];
}

const pure = [
  "text",
  "time",
  "roster",
  "rotation",
  "timeline",
  "stats",
  "render",
  "site",
  "edit",
  "rules",
  "intent",
  "suggest",
  "template",
  "lint",
  "merge",
  "plan",
  "proof",
  "doctor",
  "import",
];

/** Starts the files that take long first, so that no core is left with one of them at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(e2e|property)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  // Packages ship maps to sources that they do not ship, and vite warns of each.
  logLevel: "error",
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["./test/built.ts"],
    reporters: ["default", "./test/count.ts"],
    slowTestThreshold: 3000,
    // Processes, not threads: a thread that sets process.env.TZ stays in the zone of the process.
    pool: "forks",
    // Left alone, vitest keeps one core to itself: on two cores it would run one file after the other.
    maxWorkers: "100%",
    sequence: { sequencer: LongFirst },
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
