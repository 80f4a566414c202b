/** Checks that the workflows of this repository and those in docs/github.md are valid and safe. */
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { textOf } from "./sources.ts";
import { ACTION, filesInGuide, jobsOf, SETUP, type Step, stepsOf, TRUSTED, workflows } from "./workflows.ts";

const all = workflows();
const actions = [ACTION, SETUP];
const everything = [...all, ...actions];
const guide = (name: string) => `docs/github.md: .github/workflows/${name}.yml`;

test("these are all the workflows", () => {
  expect(all.map(({ name }) => name)).toEqual([
    ".github/workflows/ci.yml",
    ".github/workflows/roster.yml",
    ...["roster", "roster-main", "plan", "push", "drift", "parity", "slack", "notes", "pages"].map(guide),
  ]);
});

test.each(everything)("$name is accepted by GitHub's own parser", ({ name, text }) => {
  const file = { name, content: text };
  const trace = new NoOperationTraceWriter();
  const read = actions.some((action) => action.name === name) ? parseAction : parseWorkflow;
  expect(
    read(file, trace)
      .context.errors.getErrors()
      .map(({ message }) => message),
  ).toEqual([]);
  const wrong = { name, content: `${text}\nnot-a-key: x\n` };
  expect(read(wrong, trace).context.errors.getErrors().length).toBe(1);
});

test.each(all)("$name may only read the code, and has a time limit", ({ name, text }) => {
  const { permissions, jobs } = parse(text);
  expect(permissions).toEqual({ contents: "read" });
  for (const [key, job] of Object.entries<Readonly<Record<string, unknown>>>(jobs)) {
    const deploys = name === guide("pages") && key === "deploy";
    expect(job["permissions"]).toEqual(deploys ? { pages: "write", "id-token": "write" } : undefined);
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(20);
  }
});

test.each(everything)("$name gets no secret except those it is trusted with, in a single step", (source) => {
  const { name, text } = source;
  const trusted = TRUSTED.get(name) ?? [];
  expect(text).not.toMatch(/github\.token|GITHUB_TOKEN|pull_request_target|workflow_run|secrets: *inherit/);
  const lines = text.split("\n").filter((line) => /secrets/i.test(line));
  const given = trusted.map(([variable, secret]) => `${variable}: \${{ secrets.${secret} }}`);
  expect(lines.map((line) => line.trim())).toEqual(given);
  const holders = stepsOf(source).filter(({ env }) => JSON.stringify(env ?? {}).includes("secrets."));
  expect(holders.map(({ run, uses }) => [run !== undefined, uses])).toEqual(
    trusted.slice(0, 1).map(() => [true, undefined]),
  );
});

test.each(all.filter(({ name }) => TRUSTED.has(name)))("$name runs nothing from the checkout", (source) => {
  for (const { uses, run } of stepsOf(source)) {
    expect(uses ?? "oncall").toMatch(
      /^(oncall$|actions\/checkout@|your-org\/oncall(\/\.github\/actions\/setup)?@)/,
    );
    expect(run ?? "").not.toMatch(/\b(npm|npx|node|make|bash|sh|source|eval)\b|\.\//);
  }
});

function sourceNamed(name: string) {
  const source = all.find((each) => each.name === guide(name));
  if (source === undefined) throw new Error(`docs/github.md has no ${name}.yml`);
  return source;
}

test("a plan runs for pull requests that change the roster, but not for forks", () => {
  const source = sourceNamed("plan");
  expect(parse(source.text).on).toEqual({ pull_request: { paths: ["roster.yaml"] } });
  expect([...jobsOf(source)].map(([name, job]) => [name, job.if])).toEqual([
    ["plan", "github.event.pull_request.head.repo.full_name == github.repository"],
  ]);
});

test("a push runs on main, after lint, one at a time, with a key that only main gets", () => {
  const source = sourceNamed("push");
  const { on, concurrency } = parse(source.text);
  expect(on.push).toEqual({ branches: ["main"], paths: ["roster.yaml"] });
  expect(Object.keys(on)).toEqual(["push", "workflow_dispatch"]);
  expect(concurrency).toEqual({ group: `oncall-push-$${"{{ github.ref }}"}`, "cancel-in-progress": false });
  const { steps, ...job } = jobsOf(source).get("push") ?? { steps: [] };
  expect([...jobsOf(source).keys()]).toEqual(["lint", "push"]);
  expect(job).toEqual({
    needs: "lint",
    if: "github.ref == 'refs/heads/main'",
    environment: "oncall-push",
    "runs-on": "ubuntu-24.04",
    "timeout-minutes": 20,
  });
  expect(steps[0]?.with).toEqual({ ref: "main", "fetch-depth": 0, "persist-credentials": false });
  // The same lint as main's own, so that nothing is pushed that main would reject.
  expect(jobsOf(source).get("lint")).toEqual(jobsOf(sourceNamed("roster-main")).get("lint"));
});

test("the page is made on main with the right to read, and its deployment runs nothing else", () => {
  const source = sourceNamed("pages");
  const { build, deploy } = Object.fromEntries(jobsOf(source));
  expect(build?.steps.flatMap(({ run }) => run ?? [])).toEqual([
    "oncall publish --out site --roster roster.yaml",
  ]);
  expect(build?.steps[0]?.with).toEqual({ ref: "main", "persist-credentials": false });
  expect([deploy?.needs, deploy?.steps.map(({ uses }) => uses?.split("@")[0])]).toEqual([
    "build",
    ["actions/deploy-pages"],
  ]);
});

test.each([
  ["drift", "23 6 * * *"],
  ["parity", "53 6 * * *"],
])("%s is checked once a day, not on the hour, and by hand, with a key that only main gets", (name, cron) => {
  const { on, jobs } = parse(sourceNamed(name).text);
  expect([jobs[name].if, jobs[name].environment]).toEqual([
    "github.ref == 'refs/heads/main'",
    "oncall-doctor",
  ]);
  expect(Object.keys(on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(on.schedule).toEqual([{ cron }]);
});

test("the user group is pushed when the roster changes and twice an hour, notes are posted every morning, one run at a time on main", () => {
  const [slack, notes] = ["slack", "notes"].map((name) => {
    const { on, concurrency, jobs } = parse(sourceNamed(name).text);
    const [job] = Object.values<Readonly<Record<string, unknown>>>(jobs);
    return [on, concurrency, job?.["if"], job?.["environment"]];
  });
  const rest = ["github.ref == 'refs/heads/main'", "oncall-slack"];
  expect(slack).toEqual([
    {
      push: { branches: ["main"], paths: ["roster.yaml"] },
      schedule: [{ cron: "4,34 * * * *" }],
      workflow_dispatch: null,
    },
    { group: "oncall-slack", "cancel-in-progress": false },
    ...rest,
  ]);
  expect(notes).toEqual([
    { schedule: [{ cron: "23 12 * * *" }], workflow_dispatch: null },
    { group: "oncall-notes", "cancel-in-progress": false },
    ...rest,
  ]);
});

test.each(everything)("$name puts no expression into a script and leaves no credentials behind", (source) => {
  const steps = stepsOf(source);
  expect(steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes("${{"))).toEqual([]);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
});

test.each(everything)("$name pins every action to a commit, with the release in a comment", ({ text }) => {
  const uses = [...text.matchAll(/uses: (.*)/g)].map(([, what]) => what);
  const pinned =
    /^(\.\/|[\w-]+\/[\w-]+(\/\.github\/actions\/setup)?@[0-9a-f]{40} # (v\d+\.\d+\.\d+|a commit you have reviewed))$/;
  expect(uses.filter((what) => !pinned.test(what ?? ""))).toEqual([]);
});

test("ci runs .ci/run and nothing else, on every Node that we support", () => {
  const { jobs } = parse(textOf(".github/workflows/ci.yml"));
  expect(Object.keys(jobs)).toEqual(["test"]);
  const runs = jobs.test.steps.flatMap((step: { readonly run?: string }) => step.run ?? []);
  expect(runs).toEqual(["bash .ci/run"]);
  expect(jobs.test.strategy.matrix).toEqual({ node: ["20", "22", "24", "26"] });
});

test("every job that uses the action fetches the whole history and gives it only inputs that exist", () => {
  const inputs = Object.keys(parse(ACTION.text).inputs);
  const linting = all
    .flatMap((source) => [...jobsOf(source).values()])
    .filter(({ steps }) => steps.some(isLint));
  expect(linting).toHaveLength(4);
  for (const { steps } of linting) {
    const [checkout, use, ...more] = steps;
    expect(checkout?.with?.["fetch-depth"]).toBe(0);
    expect(use !== undefined && isLint(use)).toBe(true);
    expect(Object.keys(use?.with ?? {}).filter((input) => !inputs.includes(input))).toEqual([]);
    expect(more).toEqual([]);
  }
});

const isLint = ({ uses }: Step) => /^(\.\/|your-org\/oncall@.*)$/.test(uses ?? "");

test("the managers in the example own it and the files that guard it, as docs/github.md recommends", () => {
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
  const [theirs] = filesInGuide(/CODEOWNERS$/);
  expect(rules(theirs?.text ?? "").map((rule) => rule.split(" "))).toEqual(
    ["/roster.yaml", "/.github/", "/.pre-commit-config.yaml"].map((path) => [
      path,
      "@your-org/oncall-managers",
    ]),
  );
});

test("docs/github.md names the hook that exists, and we use the same one on the example", () => {
  const [hook] = parse(textOf(".pre-commit-hooks.yaml"));
  const [theirs] = filesInGuide(/^\.pre-commit-config\.yaml$/);
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
