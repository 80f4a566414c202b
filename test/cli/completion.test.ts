/** Tests completion of a line that names its roster: it offers the people and roles of that roster, not of the one in the environment. */
import { expect, test } from "vitest";
import { EXAMPLE, oncall } from "./world.ts";

const OTHER = `version: 1
team: Other
rotation: { start: 2026-01-05, timezone: America/New_York, roles: [captain], queue: [zoe] }
people:
  zoe: { name: Zoe }
`;

const world = {
  files: { "/team/roster.yaml": EXAMPLE, "/team/other.yaml": OTHER },
  env: { ONCALL_ROSTER: "roster.yaml" },
};

const completed = async (...words: readonly string[]) =>
  (await oncall(["__complete", "--", ...words], world)).stdout;

test.each([
  [["-r", "other.yaml", "who", ""]],
  [["who", "-r", "other.yaml", ""]],
  [["who", "-rother.yaml", ""]],
  [["--roster", "other.yaml", "who", ""]],
  [["--roster=other.yaml", "who", ""]],
  [["--roster", "=", "other.yaml", "who", ""]],
  [["-r", "roster.yaml", "who", "-r", "other.yaml", ""]],
])("%j", async (words) => {
  expect(await completed(...words)).toBe("captain\trole\n");
});

test("people come from the roster on the line, and there are none if it does not exist", async () => {
  expect(await completed("-r", "other.yaml", "leave", "")).toBe("zoe\tZoe\n");
  expect(await completed("-r", "none.yaml", "who", "")).toBe("");
  expect(await completed("who", "-r")).toBe("");
  expect(await completed("who", "p")).toBe("primary\trole\n");
});

test("--allow completes to the rules of its command", async () => {
  expect(await completed("push", "--allow", "vacant-role,foreign-s")).toBe(
    "vacant-role,foreign-schedule\trule\n",
  );
  expect(await completed("page", "--allow", "")).toBe("not-in-effect\trule\n");
  expect(await completed("page", "x", "--to", "s")).toBe("secondary\trole\n");
  expect(await completed("swap", "--allow", "f")).toBe("");
  expect(await completed("swap", "--allow", "split")).toBe("split-turn\trule\n");
});
