/** Runs the cases of test/cases/lint-base: what `oncall lint --base` says about a change, and every way we know to get around it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { shownAnswer } from "../cli/transcript.ts";
import { NOW, oncall } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const FOLDER = join(import.meta.dirname, "lint-base");
const BASE = readFileSync(join(FOLDER, "base.yaml"), "utf8");

interface Case {
  /** Everything before the answer. */
  readonly asked: string;
  readonly head: string;
  readonly now: string;
  readonly base: string;
}

function caseOf(text: string): Case {
  const [asked = ""] = text.split(/^===\n/m, 1);
  const lines = asked.trimEnd().split("\n");
  const [, now = NOW] = /^# now: (.*)$/m.exec(asked) ?? [];
  const [, base = "main"] = /^# base: (.*)$/m.exec(asked) ?? [];
  return {
    asked,
    now,
    base: base.replaceAll("␛", "\u001b"),
    head: patched(lines.filter((line) => /^[-+ ]/.test(line))),
  };
}

/** Applies a diff without line numbers: finds each run of kept and removed lines, and inserts the added lines after it. */
function patched(diff: readonly string[]): string {
  let text = BASE;
  if (diff.length === 0) return text;
  let old = "";
  let now = "";
  const apply = () => {
    if (text.split(old).length !== 2) throw new Error(`base.yaml has not once:\n${old}`);
    text = text.replace(old, () => now);
    old = now = "";
  };
  for (const [index, line] of diff.entries()) {
    const mark = line.charAt(0);
    const begins = mark !== "+" && diff[index - 1]?.startsWith("+") === true;
    if (begins) apply();
    if (mark !== "+") old += `${line.slice(1)}\n`;
    if (mark !== "-") now += `${line.slice(1)}\n`;
  }
  apply();
  return text;
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const { asked, head, now, base } = caseOf(readFileSync(join(FOLDER, name), "utf8"));
  const answer = await oncall(["lint", "--base", base], {
    files: { "/team/roster.yaml": head },
    revisions: {
      main: { "/team/roster.yaml": BASE },
      empty: {},
      pending: {
        "/team/roster.yaml": BASE.replace(/(11-26 09:00), approved_by: mia/, "$1, unapproved: true"),
      },
      idle: { "/team/roster.yaml": BASE.replace("  mia:", "  ines: { name: Ines }\n  mia:") },
      broken: { "/team/roster.yaml": BASE.replace("join: erin", "join: nobody") },
      lost: { "/team/roster.yaml": "<<<<<<< HEAD\nversion: 1\n" },
    },
    now,
  });
  expectFile(`test/cases/lint-base/${name}`, `${asked}===\n${shownAnswer(answer)}`);
});
