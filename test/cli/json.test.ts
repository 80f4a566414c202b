/** Checks JSON output, that of the transcripts and more, against schema/output.schema.json. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { wordsOf } from "./transcript.ts";
import { ALWAYS, oncall } from "./world.ts";

const FOLDER = join(import.meta.dirname, "../cases/cli");
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

const DOCUMENTS: Readonly<Record<string, string>> = {
  who: "who",
  schedule: "schedule",
  lint: "lint",
  diff: "diff",
  stats: "stats",
  suggest: "suggest",
};

function documentOf(command: string): string {
  if (command.includes("--explain")) return "rule";
  return DOCUMENTS[wordsOf(command)[0] ?? ""] ?? "change";
}

/** How the output of a command violates the schema. */
function wrongIn(command: string, document: unknown): readonly unknown[] {
  const name = documentOf(command);
  return ["output", `output#/definitions/${name}`].flatMap((schema) => {
    const validate = ajv.getSchema(schema);
    if (validate === undefined) throw new Error(`there is no ${schema}`);
    return validate(document) === true ? [] : (validate.errors ?? []);
  });
}

/** The commands of all transcripts that print JSON, with what they print. */
const told = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => readFileSync(join(FOLDER, name), "utf8").split(/^(?=\$ )/m))
  .map((session) => {
    const [, command = "", answer = ""] = /^\$ (.*)\n([\s\S]*)$/.exec(session) ?? [];
    return { command, answer: answer.replace(/^(! .*|\[exit \d+\])\n/gm, "").trim() };
  })
  .filter(({ command, answer }) => /--json|--format json/.test(command) && answer !== "");

describe("in the transcripts", () => {
  test.each(told)("$command", ({ command, answer }) => {
    expect(wrongIn(command, JSON.parse(answer))).toEqual([]);
  });

  test("include every kind of document", () => {
    const verbs = new Set(told.map(({ command }) => documentOf(command)));
    expect([...verbs].toSorted()).toEqual([
      "change",
      "diff",
      "lint",
      "rule",
      "schedule",
      "stats",
      "suggest",
      "who",
    ]);
  });
});

describe("the output of edits", () => {
  test.each([
    "oncall swap alice bob --approved-by manager --once --commit --json",
    "oncall swap alice bob --approved-by manager --dry-run --json",
    "oncall cover carol --by mia --shift next --unapproved --json",
    "oncall cover carol --by mia --from 2026-12-01 --until 2026-12-02 --approved-by manager --json",
    "oncall skip dave --until ready --approved-by mia --json",
    'oncall join henry --name "Henry Adeyemi" --email henry@example.com --phone +12025550123 --manager max --json',
    "oncall leave grace --from 2027-03-01 --json",
    "oncall undo 91 --allow begun-entry --json",
  ])("%s", async (command) => {
    const { exit, stdout } = await oncall(wordsOf(command), { commits: [] });
    expect(exit).toBe(0);
    expect(wrongIn(command, JSON.parse(stdout))).toEqual([]);
  });

  test("a diff that changes the past and repeats for ever", async () => {
    const then = readFileSync(join(FOLDER, "diff-old.yaml"), "utf8");
    const command = "oncall diff v1 HEAD --format json";
    const revisions = { ...ALWAYS, v1: { "/team/roster.yaml": then } };
    const { exit, stdout } = await oncall(wordsOf(command), { revisions });
    const answer = JSON.parse(stdout);
    expect([exit, wrongIn(command, answer), answer.head.revision, answer.more]).toEqual([
      0,
      [],
      "HEAD",
      { until: null },
    ]);
    // Everything that changes hands, and its beginning and end.
    const times = answer.changed_shifts.map(({ start }: { start: string }) => start);
    expect([times.at(0), times.at(-1)]).toEqual(["2026-01-05T12:00:00-05:00", "2027-05-24T12:00:00-04:00"]);
  });

  test("the check finds what the schema does not allow", () => {
    expect(wrongIn("oncall lint", { version: 1, findings: [], changed_shifts: [], more: 1 })).not.toEqual([]);
  });
});
