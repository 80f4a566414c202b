/** Merges the two entries that docs/merging.md shows in conflict, and holds the conflict to what the page shows. */
import { expect, test } from "vitest";
import { oncall } from "../cli/world.ts";
import { expectFile } from "../expected.ts";
import { blocksRunBy, replaceBlocks, rosterNamed } from "./blocks.ts";

const PAGE = "docs/merging.md";

test("the conflict in docs/merging.md", async () => {
  const [block, ...others] = blocksRunBy("test/docs/conflict.test.ts");
  expect(others).toEqual([]);
  const [ours = "", theirs = ""] = (block?.text ?? "").split("\n").filter((line) => line.startsWith("  - "));
  const base = rosterNamed("conflict", PAGE);
  const files = {
    "/team/base.yaml": base,
    "/team/ours.yaml": `${base}${ours}\n`,
    "/team/theirs.yaml": `${base}${theirs}\n`,
  };
  const disk = new Map<string, Uint8Array>();
  const { exit } = await oncall(["merge", "base.yaml", "ours.yaml", "theirs.yaml"], { files, disk });
  expect(exit).toBe(1);
  const merged = new TextDecoder().decode(disk.get("/team/ours.yaml"));
  const [conflict = ""] = /^<{7} [\s\S]*?^>{7} .*\n/m.exec(merged) ?? [];
  expectFile(
    PAGE,
    replaceBlocks(PAGE, (each) => (each.text === block?.text ? conflict : each.text)),
  );
});
