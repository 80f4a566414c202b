/** Runs the cases of test/cases/lint: for every rule, rosters that break it and rosters that almost do. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXPLAINED } from "../../src/lint/explained.ts";
import { RULES } from "../../src/lint/registry.ts";
import { shownAnswer } from "../cli/transcript.ts";
import { NOW, oncall, type World } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const FOLDER = join(import.meta.dirname, "lint");
const ROSTER = "/team/roster.yaml";
const PRIVATE = "/team/roster.private.yaml";
const OTHER = "/team/other.roster.yaml";
const DELETED = "/team/deleted.roster.yaml";

function fixturesOf(rule: string): readonly string[] {
  return readdirSync(join(FOLDER, rule))
    .filter((name) => /^[^.]+\.yaml$/.test(name))
    .map((name) => name.slice(0, -".yaml".length));
}

function partOf(fixture: string, part: string): Uint8Array | undefined {
  const file = `${fixture}${part}`;
  return existsSync(file) ? readFileSync(file) : undefined;
}

async function answerTo(fixture: string): Promise<string> {
  const bytes = readFileSync(`${fixture}.yaml`);
  const said = (key: string) => new RegExp(`^# ${key}: (.*)$`, "m").exec(bytes.toString())?.[1];
  const base = partOf(fixture, ".base.yaml");
  const secret = partOf(fixture, ".private.yaml");
  const other = partOf(fixture, ".other.yaml");
  const deleted = partOf(fixture, ".deleted.yaml");
  const tracked = said("tracked");
  const isCompared = base !== undefined || said("base") === "none";
  const world: World = {
    files: {
      [ROSTER]: Buffer.concat([bytes, Buffer.alloc(Number(said("blanks") ?? 0), "\n")]),
      ...(secret !== undefined && { [PRIVATE]: secret }),
      ...(other !== undefined && { [OTHER]: other }),
    },
    now: said("now") ?? NOW,
    env: Object.fromEntries((said("env")?.split(" ") ?? []).map((pair) => pair.split("=", 2))),
    tracked: tracked === "yes" || deleted !== undefined ? [ROSTER] : tracked === "private" ? [PRIVATE] : [],
    revisions: {
      main: {
        ...(base !== undefined && { [ROSTER]: Buffer.from(base).toString() }),
        ...(deleted !== undefined && { [DELETED]: Buffer.from(deleted).toString() }),
      },
    },
  };
  const folder = deleted === undefined ? [] : ["-r", "/team"];
  const both = other === undefined ? folder : ["-r", ROSTER, "-r", OTHER];
  return shownAnswer(await oncall(["lint", ...both, ...(isCompared ? ["--base", "main"] : [])], world));
}

/** The rules of the findings in an answer. */
function rulesIn(answer: string): readonly string[] {
  return [...answer.matchAll(/^\S+: (?:error|warning|info): .* \[([a-z0-9-]+)\]$/gm)].flatMap(
    ([, rule = ""]) => rule,
  );
}

const folders = readdirSync(FOLDER);

test("each rule has a folder, and each folder is a rule", () => {
  expect(folders.toSorted()).toEqual(EXPLAINED.map(({ id }) => id).toSorted());
});

describe.each(folders)("%s", (rule) => {
  const told = new Map<string, string>();

  test.each(fixturesOf(rule))("%s", async (name) => {
    const fixture = join(FOLDER, rule, name);
    const answer = await answerTo(fixture);
    told.set(fixture, answer);
    expectFile(`test/cases/lint/${rule}/${name}.txt`, answer);
  });

  test("has a case that breaks it and one that does not", () => {
    const speaking = [...told.values()].map((answer) => rulesIn(answer).includes(rule));
    expect(speaking).toContain(true);
    if (RULES.some(({ id }) => id === rule)) expect(speaking).toContain(false);
  });
});
