/** The continuous integration as data: what GitHub reads in, what it must never be out. README.md's workflows are held to the same. */
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { textOf } from "./sources.ts";
import { ACTION, filesInReadme, stepsOf, workflows } from "./workflows.ts";

const all = workflows();
const everything = [...all, ACTION];

test("these are the workflows", () => {
  expect(all.map(({ name }) => name)).toEqual([
    ".github/workflows/ci.yml",
    ".github/workflows/roster.yml",
    "README.md: .github/workflows/roster.yml",
    "README.md: .github/workflows/roster-main.yml",
  ]);
});

test.each(everything)("$name is what GitHub's own reader takes", ({ name, text }) => {
  const file = { name, content: text };
  const trace = new NoOperationTraceWriter();
  const read = name === ACTION.name ? parseAction : parseWorkflow;
  expect(
    read(file, trace)
      .context.errors.getErrors()
      .map(({ message }) => message),
  ).toEqual([]);
  const wrong = { name, content: `${text}\nnot-a-key: x\n` };
  expect(read(wrong, trace).context.errors.getErrors().length).toBe(1);
});

test.each(all)("$name may read the code and do nothing else, and ends", ({ text }) => {
  const { permissions, jobs } = parse(text);
  expect(permissions).toEqual({ contents: "read" });
  for (const job of Object.values<Readonly<Record<string, unknown>>>(jobs)) {
    expect(job["permissions"]).toBeUndefined();
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(20);
  }
});

test.each(everything)(
  "$name takes no secret, and nothing that runs a fork's code with rights",
  ({ text }) => {
    expect(text).not.toMatch(/secrets|github\.token|GITHUB_TOKEN|pull_request_target|workflow_run/);
  },
);

test.each(everything)("$name puts no expression into a script, and leaves no key behind", (source) => {
  const steps = stepsOf(source);
  expect(steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes("${{"))).toEqual([]);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
});

test.each(everything)(
  "$name names every action by the hash of a commit, with its release beside it",
  ({ text }) => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, what]) => what);
    const pinned = /^(\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40} # (v\d+\.\d+\.\d+|the commit you have read))$/;
    expect(uses.filter((what) => !pinned.test(what ?? ""))).toEqual([]);
  },
);

test("ci runs .ci/run and no script of its own, on each Node that we promise", () => {
  const { jobs } = parse(textOf(".github/workflows/ci.yml"));
  expect(Object.keys(jobs)).toEqual(["test"]);
  const runs = jobs.test.steps.flatMap((step: { readonly run?: string }) => step.run ?? []);
  expect(runs).toEqual(["bash .ci/run"]);
  expect(jobs.test.strategy.matrix).toEqual({ node: ["20", "22", "24", "26"] });
});

test("each workflow that uses the action has the whole history, and gives it inputs that it has", () => {
  const inputs = Object.keys(parse(ACTION.text).inputs);
  for (const source of all.slice(1)) {
    const [checkout, use, ...more] = stepsOf(source);
    expect(checkout?.with?.["fetch-depth"]).toBe(0);
    expect(use?.uses).toMatch(/^\.\/$|^your-org\/oncall@/);
    expect(Object.keys(use?.with ?? {}).filter((input) => !inputs.includes(input))).toEqual([]);
    expect(more).toEqual([]);
  }
});

test("the managers of the example own it and what guards it; README.md tells others the same", () => {
  const { people } = parse(textOf("roster.example.yaml"));
  const managers = new Set(
    Object.values<{ readonly manager?: string | readonly string[] }>(people).flatMap(
      ({ manager }) => manager ?? [],
    ),
  );
  const owners = [...managers].map((id) => people[id].email).join(" ");
  const rules = (text: string) => text.split("\n").filter((line) => line.startsWith("/"));
  const guarded = ["/roster.example.yaml", "/.github/", "/action.yml", "/.pre-commit-config.yaml"];
  expect(rules(textOf(".github/CODEOWNERS"))).toEqual(guarded.map((path) => `${path} ${owners}`));
  const [theirs] = filesInReadme(/CODEOWNERS$/);
  expect(rules(theirs?.text ?? "").map((rule) => rule.split(" "))).toEqual(
    ["/roster.yaml", "/.github/", "/.pre-commit-config.yaml"].map((path) => [
      path,
      "@your-org/oncall-managers",
    ]),
  );
});

test("the hook that README.md names is the one there is, and ours is the same on the example", () => {
  const [hook] = parse(textOf(".pre-commit-hooks.yaml"));
  const [theirs] = filesInReadme(/^\.pre-commit-config\.yaml$/);
  expect(parse(theirs?.text ?? "").repos[0].hooks).toEqual([{ id: hook.id }]);
  const [ours] = parse(textOf(".pre-commit-config.yaml")).repos[0].hooks;
  expect(ours).toEqual({
    id: hook.id,
    name: hook.name,
    entry: hook.entry.replace("oncall lint", "node bin/oncall.js lint --roster roster.example.yaml"),
    language: "system",
    files: String.raw`^roster\.example\.yaml$`,
    pass_filenames: false,
  });
});
