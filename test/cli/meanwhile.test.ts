/** Tests edits while somebody else writes the same file: what is asked, and what is written in the end. */
import { expect, test } from "vitest";
import { run } from "../../src/run.ts";
import { expectFile } from "../expected.ts";
import { EXAMPLE, edgesOf } from "./world.ts";

const ROSTER = "/team/roster.yaml";
const LAST = "  - { cover: alice, by: mia, from: 2026-11-26 09:00";
/** Somebody else has Mia cover for the secondary of the same evening. */
const COVER =
  "  - { cover: grace, by: mia, from: 2026-12-14 12:00, until: 2026-12-15 09:00, approved_by: max }\n";

test.each([
  ["y", 0],
  ["n", 1],
])("what has become doubtful in the meantime is asked before it is written: %s", async (answer, exit) => {
  const disk = new Map<string, Uint8Array>();
  const world = { disk, tty: true, answers: [answer], env: { NO_COLOR: "1" } };
  const { edges, written } = edgesOf(world);
  const meanwhile = new TextEncoder().encode(EXAMPLE.replace(LAST, COVER + LAST));
  let isFirst = true;
  const code = await run(
    ["cover", "erin", "--by", "mia", "--shift", "2026-12-14", "--approved-by", "manager"],
    {
      ...edges,
      lock: {
        hold: async (_, work) => {
          if (isFirst) disk.set(ROSTER, meanwhile);
          isFirst = false;
          return { kind: "done", value: work() };
        },
      },
    },
  );
  const text = new TextDecoder().decode(disk.get(ROSTER));
  expect({
    code,
    isWritten: text.includes("cover: erin, by: mia, shift: 2026-12-14"),
    isTheirsThere: text.includes(COVER),
  }).toEqual({
    code: exit,
    isWritten: exit === 0,
    isTheirsThere: true,
  });
  expectFile(`test/cases/meanwhile/${answer}.txt`, written().stderr);
});
