/** The continuous integration as data: what GitHub reads in, what it must never be out. */
import { expect, test } from "vitest";
import { parse } from "yaml";
import { committed, textOf } from "./sources.ts";

const workflows = committed().filter((path) => path.startsWith(".github/workflows/"));

test("there is one workflow", () => {
  expect(workflows).toEqual([".github/workflows/ci.yml"]);
});

test("it may read the code and do nothing else, on each Node that we promise", () => {
  const { permissions, jobs } = parse(textOf(".github/workflows/ci.yml"));
  expect(permissions).toEqual({ contents: "read" });
  expect(Object.keys(jobs)).toEqual(["test"]);
  expect(jobs.test.permissions).toBeUndefined();
  expect(jobs.test.strategy.matrix).toEqual({ node: ["20", "22", "24", "26"] });
});

test("it runs .ci/run and no script of its own", () => {
  const { jobs } = parse(textOf(".github/workflows/ci.yml"));
  const runs = jobs.test.steps.flatMap((step: { readonly run?: string }) => step.run ?? []);
  expect(runs).toEqual(["bash .ci/run"]);
});

test("every action is named by the hash of a commit, with its release beside it", () => {
  const uses = workflows.flatMap((path) => [...textOf(path).matchAll(/uses: (.*)/g)].map(([, what]) => what));
  const pinned = /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(uses.filter((what) => !pinned.test(what ?? ""))).toEqual([]);
});
