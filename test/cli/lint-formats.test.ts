/** Tests `oncall lint --format`: the roster's path is that in its repository wherever lint runs, and a base adds a summary of the change. */
import { expect, test } from "vitest";
import { EXAMPLE, oncall } from "./world.ts";

const FAULTY = EXAMPLE.replace("mia: { name: Mia Rossi, email:", "mia: { name: Mia Rossi, emial:");
const LINE = FAULTY.split("\n").findIndex((line) => line.includes("emial")) + 1;
const files = { "/team/ops/roster.yaml": FAULTY };
const COMMAND = (file: string) =>
  `::error file=${file},line=${LINE},endLine=${LINE},col=27,endColumn=32,title=oncall unknown-key::unknown key \`emial\`%0Ahelp: did you mean \`email\`?`;

test.each([
  { what: "from the top of the work tree on", cwd: "/team/ops", file: "ops/roster.yaml" },
  { what: "however high that is", cwd: "/team/ops", tree: "/", file: "team/ops/roster.yaml" },
  { what: "outside of it as it is", cwd: "/", tree: "/elsewhere", file: "/team/ops/roster.yaml" },
])("the file is named $what", async ({ cwd, tree, file }) => {
  const args = ["lint", "-r", "/team/ops/roster.yaml", "--format"];
  const world = { files, cwd, ...(tree !== undefined && { tree }) };
  const { exit, stdout } = await oncall([...args, "github"], world);
  expect(exit).toBe(1);
  expect(stdout.split("\n").filter((line) => line.startsWith("::"))).toEqual([COMMAND(file)]);
  const text = await oncall([...args, "text"], world);
  expect(stdout).toBe(`${COMMAND(file)}\n${text.stdout}`);
  const sarif = JSON.parse((await oncall([...args, "sarif"], world)).stdout);
  expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
    uri: file.startsWith("/") ? `file://${file}` : file,
    uriBaseId: "%SRCROOT%",
  });
});

test("with a base, every format says whose weeks move", async () => {
  const head = EXAMPLE.replace(
    "  # Carol leaves",
    "  - { cover: dave, by: mia, shift: 2026-11-30, role: secondary, approved_by: max }\n\n  # Carol leaves",
  );
  const world = {
    files: { "/team/roster.yaml": head },
    revisions: { main: { "/team/roster.yaml": EXAMPLE } },
  };
  const args = ["lint", "--base", "main", "--format"];
  const json = JSON.parse((await oncall([...args, "json"], world)).stdout);
  const { stdout } = await oncall([...args, "markdown"], world);
  expect({ changed_shifts: json.changed_shifts, markdown: stdout }).toMatchInlineSnapshot(`
    {
      "changed_shifts": [
        {
          "end": "2026-12-07T12:00:00-05:00",
          "from": "dave",
          "role": "secondary",
          "start": "2026-11-30T12:00:00-05:00",
          "to": "mia",
        },
      ],
      "markdown": "<!-- oncall lint -->
    ## Roster: no problems found

    ### Whose weeks move

    Compared with main (6d61696).

    | When | Role | Before | Now |
    | --- | --- | --- | --- |
    | Mon 30 Nov | secondary | Dave Lindqvist | Mia Rossi |

    Times in America/New\\_York.

    **merge before Mon 7 Dec 12:&#8203;00 EST**
    ",
    }
  `);
  const text = (await oncall([...args, "text"], world)).stdout;
  expect((await oncall([...args, "github"], world)).stdout.endsWith(text)).toBe(true);
});
