/** Runs a workflow step as a GitHub runner does: expressions by GitHub's own evaluator, the script by bash. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { newFolder } from "./folder.ts";

/** The contexts of expressions: `github`, `inputs`, `secrets`. */
export interface Context {
  readonly [name: string]: string | Context | undefined;
}

function dataOf(value: Context[string]): data.ExpressionData {
  if (value === undefined) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  const pairs = Object.entries(value).map(([key, each]) => ({ key, value: dataOf(each) }));
  return new data.Dictionary(...pairs);
}

function outcomeOf(expression: string, context: Context): data.ExpressionData {
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(context), []).parse();
  const pairs = Object.entries(context).map(([key, each]) => ({ key, value: dataOf(each) }));
  return new Evaluator(tree, new data.Dictionary(...pairs)).evaluate();
}

/** The text with every `${{ … }}` evaluated. */
export function evaluated(text: string, context: Context): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    outcomeOf(expression, context).coerceString(),
  );
}

/** Whether a job with this `if:` runs. */
export function isRun(condition: string | undefined, context: Context): boolean {
  return condition === undefined || outcomeOf(condition, context).coerceString() === "true";
}

export interface Ran {
  readonly exit: number | null;
  readonly log: string;
  readonly errors: string;
}

/** `isNamed`: the step says `shell: bash`, which sets other options than no `shell:`. */
export async function bash(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  isNamed = true,
): Promise<Ran> {
  const file = join(newFolder(), "script.sh");
  writeFileSync(file, script);
  const how = isNamed ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const child = spawn("bash", [...how, file], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { log: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.log += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.errors += text;
  });
  await once(child, "close");
  return { exit: child.exitCode, ...said };
}
