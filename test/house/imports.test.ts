/** Checks who imports whom in src: as the table in src/README.md says, no verb another verb, and never in a circle. */
import { expect, test } from "vitest";
import { findCircles, type Import, importsOf, sources } from "./modules.ts";
import { textOf } from "./sources.ts";

/** `values`: may be imported; `types`: by `import type` alone; `others`: what is not of src. */
interface Row {
  readonly values: readonly string[];
  readonly types: readonly string[];
  readonly others: readonly string[];
}

const TABLE: Readonly<Record<string, Row>> = {
  text: { values: [], types: [], others: [] },
  time: { values: ["text"], types: [], others: [] },
  roster: { values: ["text", "time"], types: [], others: ["yaml", "#validator"] },
  rotation: { values: ["text", "time"], types: ["roster"], others: [] },
  timeline: { values: ["time", "rotation"], types: ["roster"], others: [] },
  stats: { values: ["text", "time", "roster", "timeline"], types: [], others: ["date-holidays"] },
  render: {
    values: ["text", "time"],
    types: ["roster", "timeline", "stats", "suggest", "lint", "plan", "doctor", "intent", "rules", "import"],
    others: ["chalk", "string-width", "ical-generator"],
  },
  edge: {
    values: ["time"],
    types: [],
    others: ["node", "@inquirer/core", "@inquirer/prompts", "luxon", "https-proxy-agent"],
  },
  command: {
    values: [
      "text",
      "time",
      "roster",
      "rotation",
      "timeline",
      "stats",
      "render",
      "site",
      "template",
      "edit",
      "rules",
      "intent",
      "suggest",
      "lint",
      "merge",
      "plan",
      "proof",
      "doctor",
      "import",
      "provider",
      "fault",
    ],
    types: ["edge"],
    others: ["commander", "chrono-node", "node"],
  },
  site: { values: ["text", "time", "timeline", "render"], types: ["roster", "stats"], others: [] },
  build: { values: [], types: [], others: ["node", "rolldown", "ajv"] },
  edit: { values: ["text", "time", "roster", "rotation"], types: [], others: ["yaml", "diff"] },
  rules: { values: ["text", "time", "roster", "timeline"], types: [], others: [] },
  intent: {
    values: ["text", "time", "roster", "timeline", "rules"],
    types: ["rotation", "edit"],
    others: [],
  },
  suggest: {
    values: ["roster", "rules", "intent", "lint", "stats", "time", "timeline"],
    types: [],
    others: [],
  },
  template: { values: ["text", "time", "roster", "edit"], types: [], others: [] },
  merge: {
    values: ["text", "time", "roster", "rotation", "timeline", "edit", "rules"],
    types: [],
    others: ["yaml"],
  },
  lint: {
    values: ["text", "time", "roster", "timeline", "rules", "proof"],
    types: ["rotation"],
    others: [],
  },
  plan: { values: ["time", "roster", "timeline"], types: ["rules"], others: ["node"] },
  proof: { values: ["text", "time", "roster", "timeline"], types: [], others: ["node"] },
  doctor: { values: ["time", "plan", "proof"], types: ["roster"], others: [] },
  import: {
    values: ["text", "time", "roster", "rotation", "timeline", "edit", "rules", "intent", "template", "plan"],
    types: [],
    others: [],
  },
  provider: {
    values: ["text", "time", "roster", "plan", "proof", "fault"],
    types: ["import", "doctor", "render", "edge"],
    others: ["twilio", "@slack/web-api", "@slack/types"],
  },
  "fault.ts": { values: [], types: ["roster"], others: [] },
  "run.ts": {
    values: ["text", "command", "render", "roster", "fault"],
    types: ["edge"],
    others: ["commander"],
  },
  "main.ts": { values: ["run", "edge", "fault"], types: [], others: ["node"] },
};

/** The row of the table for a file of src: its folder, or the file itself if it is in no folder. */
function placeOf(path: string): string {
  const [, first = "", ...rest] = path.split("/");
  return rest.length > 0 ? first : `${first.replace(/\.ts$/, "")}.ts`;
}

function isAllowed({ from, to, target, typeOnly }: Import): boolean {
  const place = placeOf(from);
  const row = TABLE[place];
  if (row === undefined) return false;
  if (target === undefined) {
    const name = to.startsWith("node:") ? "node" : to;
    return row.others.some((other) => name === other || name.startsWith(`${other}/`));
  }
  if (!target.startsWith("src/")) return target === "package.json";
  const goal = placeOf(target);
  const name = goal.replace(/\.ts$/, "");
  return goal === place || row.values.includes(name) || (typeOnly && row.types.includes(name));
}

test("every import is in the table", () => {
  const wrong = sources.flatMap(importsOf).filter((each) => !isAllowed(each));
  expect(wrong.map(({ from, to, typeOnly }) => `${from} -> ${to}${typeOnly ? " (type)" : ""}`)).toEqual([]);
});

test("a verb in src/command imports no other verb, and command/shared imports none", () => {
  const verbOf = (path = "") => /^src\/command\/([^/]+)\//.exec(path)?.[1];
  const wrong = sources.flatMap(importsOf).filter(({ from, target }) => {
    const [here, there] = [verbOf(from), verbOf(target)];
    return here !== undefined && there !== undefined && there !== here && there !== "shared";
  });
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test("there is no import circle in src, types included", () => {
  const targets = (path: string) => importsOf(path).flatMap(({ target }) => target ?? []);
  const circles = findCircles(new Map(sources.map((path) => [path, targets(path)])));
  expect(circles.map((files) => files.join(" <-> "))).toEqual([]);
  const graph = { a: ["b"], b: ["c"], c: ["a"], d: ["a", "e"], e: [], f: ["f"] };
  expect(findCircles(new Map(Object.entries(graph)))).toEqual([["a", "b", "c"], ["f"]]);
});

test("the table in src/README.md says the same", () => {
  const rows = Object.entries(TABLE).map(([place, { values, types, others }]) => {
    const own = [...values, ...types.map((type) => `types of ${type}`)].join(", ");
    return `| \`${place}\` | ${own || "–"} | ${others.join(", ") || "–"} |`;
  });
  const [, section = ""] = textOf("src/README.md").split("## Who may import whom");
  // The formatter pads the columns.
  const table = section.split("\n").filter((line) => line.startsWith("| `"));
  expect(table.map((line) => line.replace(/ {2,}/g, " "))).toEqual(rows);
});
