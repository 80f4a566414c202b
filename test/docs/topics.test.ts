/** Prints the pages of the guide as `oncall help PAGE` does, and holds the list of pages to docs/. */
import { expect, test } from "vitest";
import { TOPICS } from "../../src/command/shared/topics.ts";
import { guideText } from "../../src/render/guide.ts";
import { plain } from "../../src/render/palette.ts";
import { oncall } from "../cli/world.ts";
import { PAGES } from "./blocks.ts";

test("every page of docs/ is one that help knows", () => {
  const pages = PAGES.filter((page) => page !== "README.md");
  expect(TOPICS).toEqual(pages.map((page) => page.replace(/^docs\/|\.md$/g, "")));
});

test.each(TOPICS.flatMap((topic) => [40, 80, 132].map((columns) => ({ topic, columns }))))(
  "oncall help $topic fits $columns columns",
  async ({ topic, columns }) => {
    const { exit, stdout, stderr } = await oncall(["help", topic], { columns });
    expect([exit, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").length).toBeGreaterThan(10);
    expect(stdout).not.toMatch(/^```|\]\(|\*\*|<!--/m);
    // Code is printed as it is.
    const long = stdout.split("\n").filter((line) => line.length > columns && !line.startsWith("  "));
    expect(long).toEqual([]);
  },
);

const SAMPLE = `# A page

It has \`code that stays together\`, **bold** words, [a page](roster.md#values), [rotation.md](rotation.md),
[a site](https://example.com) and [a place](#here).
<!-- a comment -->
- one
- two, which runs on
  over two lines
1. a number

| key | what it is |
| --- | --- |
| \`a\` | short |
| \`long_key\` | a text that is longer than what is left of the line |

\`\`\`sh
oncall   who # not wrapped, however long the line is
\`\`\`
`;

test("a page at a terminal of 44 columns", async () => {
  expect(await guideText(SAMPLE, { columns: 44, palette: plain })).toBe(`A page

It has \`code that stays together\`, bold
words, a page (\`oncall help roster\`),
\`oncall help rotation\`, a site
(https://example.com) and a place.

- one
- two, which runs on over two lines
1. a number

  key         what it is
  \`a\`         short
  \`long_key\`  a text that is longer than
              what is left of the line

  oncall   who # not wrapped, however long the line is
`);
});

test("a table with no room for columns is a list", async () => {
  expect(await guideText(SAMPLE, { columns: 24, palette: plain })).toContain(`
  \`a\`
    short
  \`long_key\`
    a text that is
    longer than what is
    left of the line
`);
});
