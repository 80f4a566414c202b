/** `oncall lint`: all that is wrong in the file, each with its place and what to do. */
import { Command, Option } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags, pageOf, readClock } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { findRoster, openRoster } from "../shared/open.ts";
import type { Format } from "./format.ts";

const FORMATS: readonly Format[] = ["text", "json", "github", "sarif", "markdown"];

interface Flags extends GlobalFlags {
  readonly format: Format;
  readonly json?: boolean;
  readonly base?: string;
  readonly explain?: string;
}

export function lintCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("lint")
    .summary("all that is wrong in the roster")
    .description("All that is wrong in the roster and its private file. Exit code 1: there are errors.")
    .addOption(new Option("--format <format>", "in which form").choices(FORMATS).default("text"))
    .option("--base <revision>", "compare with where the branch left this revision")
    .option("--explain <rule>", "what a rule is about, why, and how to mend what it finds")
    .option("--json", "the same as --format json")
    .action(async (_flags: object, self: Command) => {
      outcome.exit = await lint(edges, globalFlags<Flags>(self));
    });
  return withExamples(command, [
    { line: "oncall lint", shows: "check the nearest roster.yaml" },
    {
      line: "oncall lint --base origin/main",
      shows: "and whose weeks a branch moves, and that it leaves the past alone",
    },
    { line: "oncall lint --explain hollow-cover", shows: "what a rule is about" },
    { line: "oncall lint --format json", shows: "for scripts" },
    {
      line: "oncall lint --format github",
      shows: "mark the lines in a pull request, as a step of a workflow",
    },
  ]);
}

async function lint(edges: Edges, flags: Flags): Promise<ExitCode> {
  if (flags.explain !== undefined) {
    const { explained } = await import("./explain.ts");
    const asJson = flags.json === true || flags.format === "json";
    edges.stdout.write(await explained(flags.explain, asJson, await pageOf(edges.stdout, edges, flags)));
    return EXIT.done;
  }
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const head = openRoster(edges, path, { withPrivate: true });
  const [{ reportOf }, { rosterAtMergeBase }, { reportAs }] = await Promise.all([
    import("./report.ts"),
    import("../shared/revision.ts"),
    import("./format.ts"),
  ]);
  const base = flags.base === undefined ? undefined : rosterAtMergeBase(edges, path, flags.base);
  const report = reportOf(edges, path, head, base, now);
  const { findings } = report;
  const format = flags.json === true ? "json" : flags.format;
  edges.stdout.write(await reportAs(format, report, path, now, edges, flags));
  if (findings.length === 0 && /text|github/.test(format)) edges.stderr.write("nothing is wrong\n");
  return findings.some(({ severity }) => severity === "error") ? EXIT.no : EXIT.done;
}
