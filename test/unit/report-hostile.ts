/** Builds lint reports in which every text tries to be more than text, and an ordinary one. */
import type { BaseComparison, Report } from "../../src/lint/report.ts";
import type { Finding } from "../../src/roster/finding.ts";
import type { Change } from "../../src/timeline/changes.ts";
import { at, NEW_YORK, people } from "./render-build.ts";

export const NOW = at("2026-11-24 10:00");

const EVIL = [
  "::error::x ##[group] %0A::stop-commands::t",
  "a\n::error file=x::y\r\n",
  "\u001b[2Jbidi\u202egnp.exe\u2069 zero\u200bwidth",
  "@team @org/team #1 GH-1 :tada: a@b.example",
  "<!-- oncall lint --> --> <img src=x onerror=y> <a href=z>q</a> ]]>",
  "![x](http://evil.example/i.png) [y](javascript:z) [ref]: http://evil.example",
  "http://evil.example www.evil.example ftp://evil.example",
  "| a || b \\| `c` **d** ~~e~~ _f_ $g$ {0} &lt;b&gt;",
  "\ud800 lone",
];

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: "a-rule",
    severity: "error",
    message: "something is wrong",
    help: undefined,
    file: "roster.yaml",
    place: { line: 3, column: 5, endLine: 3, endColumn: 9 },
    excerpt: "    bad: line",
    blocks: false,
    ...more,
  };
}

const change: Change = {
  role: EVIL[0] ?? "",
  start: at("2026-11-30 12:00"),
  end: at("2026-12-07 12:00"),
  from: "alice",
  to: null,
  offDuty: false,
  shift: { start: at("2026-11-30 12:00"), end: at("2026-12-07 12:00"), duty: [] },
};

export const COMPARISON: BaseComparison = {
  base: { name: EVIL[5] ?? "", commit: "0123456789012345678901234567890123456789" },
  changes: [change],
  moves: {
    turns: EVIL.map((_, index) => ({
      person: `p${index}`,
      role: change.role,
      from: index % 2 === 0 ? { start: at("2026-11-23 12:00"), end: at("2026-11-30 12:00") } : undefined,
      to: change,
    })),
    covers: [change],
    hours: [{ ...change, person: "p0", from: 1_800_000, to: 5_400_000 }],
    rest: undefined,
  },
  until: at("2026-11-30 12:00"),
  zoneName: "EST",
  people: people(Object.fromEntries(EVIL.map((name, index) => [`p${index}`, name]))),
  zone: NEW_YORK,
};

export const HOSTILE: Report = {
  findings: EVIL.map((text, index) =>
    finding({
      severity: (["error", "warning", "info"] as const)[index % 3] ?? "error",
      message: text,
      help: text,
      file: `folder/${text}.yaml`,
      excerpt: text,
      place: { line: index + 1, column: 1, endLine: index + (index === 4 ? 2 : 1), endColumn: 4 },
    }),
  ),
  comparison: COMPARISON,
};

/** More than any format shows, each text longer than it takes. */
export const ENDLESS: Report = {
  findings: Array.from({ length: 400 }, (_, index) =>
    finding({ message: `${index} ${"\u{1f600}@".repeat(3000)}`, help: index % 2 === 0 ? "h" : undefined }),
  ),
  comparison: { ...COMPARISON, people: people({ p0: "[n](x)".repeat(20_000) }), until: undefined },
};
