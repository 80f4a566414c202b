/** Tests hostile text on every target: what stays visible, and that nothing takes control. */
import { describe, expect, test } from "vitest";
import { forCsv, forIcs, forJson, forMarkdown, forTerminal, oneLine } from "../../src/render/escape.ts";

/** What somebody might call themselves, and what each target makes of it. */
const HOSTILE = [
  {
    text: "Eve\u001b[2J\u009b31m\u0007",
    line: "Eve\ufffd[2J\ufffd31m\ufffd",
    csv: "Eve\ufffd[2J\ufffd31m\ufffd",
    markdown: "Eve\ufffd\\[2J\ufffd31m\ufffd",
  },
  { text: "Eve\r\n\tPark", line: "Eve Park", csv: "Eve Park", markdown: "Eve Park" },
  { text: "Eve\u2028Park\u0085x", line: "Eve Park x", csv: "Eve Park x", markdown: "Eve Park x" },
  { text: '=cmd("x")', line: '=cmd("x")', csv: `"'=cmd(""x"")"`, markdown: '=cmd\\("x"\\)' },
  { text: "+1", line: "+1", csv: "'+1", markdown: "+1" },
  { text: "-1", line: "-1", csv: "'-1", markdown: "-1" },
  { text: "\t=1", line: " =1", csv: `"' =1"`.replaceAll('"', ""), markdown: " =1" },
  { text: "\uff1d1", line: "\uff1d1", csv: "'\uff1d1", markdown: "\uff1d1" },
  { text: "a|b`c`", line: "a|b`c`", csv: "a|b`c`", markdown: "a\\|b\\`c\\`" },
  {
    text: "<img src=x onerror=y> & co",
    line: "<img src=x onerror=y> & co",
    csv: "<img src=x onerror=y> & co",
    markdown: "&lt;img src=x onerror=y&gt; &amp; co",
  },
  { text: "@here", line: "@here", csv: "'@here", markdown: "@&#8203;here" },
  { text: "<!channel>", line: "<!channel>", csv: "<!channel>", markdown: "&lt;\\!channel&gt;" },
  {
    text: "![x](https://evil.example/)",
    line: "![x](https://evil.example/)",
    csv: "![x](https://evil.example/)",
    markdown: "\\!\\[x\\]\\(https:&#8203;//evil.example/\\)",
  },
  {
    text: "www.evil.example",
    line: "www.evil.example",
    csv: "www.evil.example",
    markdown: "www&#8203;.evil.example",
  },
  { text: "fixes #42", line: "fixes #42", csv: "fixes #42", markdown: "fixes #&#8203;42" },
  {
    text: "::error::x",
    line: ": :error: :x",
    csv: ": :error: :x",
    markdown: ":&#8203;:&#8203;error:&#8203;:&#8203;x",
  },
  { text: "##[error]x", line: "# #[error]x", csv: "# #[error]x", markdown: "##\\[error\\]x" },
  {
    text: "Eve \u202egnp.exe\u2066",
    line: "Eve \ufffdgnp.exe\ufffd",
    csv: "Eve \ufffdgnp.exe\ufffd",
    markdown: "Eve \ufffdgnp.exe\ufffd",
  },
  {
    text: "Al\u200bex\ufeff\u00ad",
    line: "Alex",
    csv: "Alex",
    markdown: "Alex",
  },
  { text: "a\u200db \ud800", line: "ab \ufffd", csv: "ab \ufffd", markdown: "ab \ufffd" },
  { text: ":\u200b:x", line: ": :x", csv: ": :x", markdown: ":&#8203;:&#8203;x" },
  { text: "\u2060=1", line: "=1", csv: "'=1", markdown: "=1" },
  { text: "a\u{e0041}", line: "a\ufffd", csv: "a\ufffd", markdown: "a\ufffd" },
  { text: 'Eve "E", Park', line: 'Eve "E", Park', csv: '"Eve ""E"", Park"', markdown: 'Eve "E", Park' },
] as const;

describe("hostile text stays text", () => {
  test.each(HOSTILE)("$text on a terminal", ({ text, line }) => {
    expect(forTerminal(text)).toBe(line);
  });

  test.each(HOSTILE)("$text in CSV", ({ text, csv }) => {
    expect(forCsv(text)).toBe(csv);
  });

  test.each(HOSTILE)("$text in Markdown", ({ text, markdown }) => {
    expect(forMarkdown(text)).toBe(markdown);
  });

  test.each(HOSTILE)("$text in JSON is the same text when read", ({ text }) => {
    const json = forJson(JSON.stringify({ text }, undefined, 2));
    expect(JSON.parse(json)).toEqual({ text });
    expect(json.replace(/[ -~\n\uff1d]/g, "")).toBe("");
    expect(json).not.toContain("##[");
  });
});

test("a calendar's text has its commas, semicolons and backslashes escaped and keeps to one line", () => {
  expect(forIcs("a,b;c\\d\r\nEND:VCALENDAR")).toBe("a\\,b\\;c\\\\d END:VCALENDAR");
});

test.each([
  "Alice Nguyen",
  "Ł̵ukasz Wójcik",
  "Nguye\u0302\u0303n",
  "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
  "\u0915\u094d\u200d\u0937",
  "\ud83d\udc69\u200d\ud83d\ude92",
  "\u2764\ufe0f\u200d\ud83d\udd25",
  "阮愛麗",
  "葛\u{e0100}城 太郎",
  "\u182a\u1820\u180b\u1837",
  "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
  "1\ufe0f\u20e3",
])("%s is a name like any other", (name) => {
  expect(oneLine(name)).toBe(name);
  expect(forTerminal(name)).toBe(name);
});
