/** Runs `oncall lint`: everything wrong with the roster, each finding with its place and what to do. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { Companion } from "../../lint/together/companion.ts";
import { choosePage, readClock } from "../shared/context.ts";
import { findInput, STDIN } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openRoster, sortFindings } from "../shared/open.ts";
import { keepRosterIn } from "../shared/proposal.ts";
import { readOldRoster } from "../shared/revision.ts";
import { type Answered, answerEach, isSeveral, worstExit } from "../shared/several.ts";
import type { LintFlags } from "./command.ts";
import { type FormerPlace, findDeleted, forgetOther } from "./deleted.ts";
import { explainRule } from "./explain.ts";
import { formatReport, formatReports, type LintedRoster, type LintRequest } from "./format.ts";
import { buildReport } from "./report.ts";

export async function runLint(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<LintFlags>(command);
  if (flags.explain !== undefined) {
    const asJson = flags.json === true || flags.format === "json";
    edges.stdout.write(
      await explainRule(flags.explain, asJson, await choosePage(edges.stdout, edges, flags)),
    );
    return EXIT.done;
  }
  const now = readClock(edges);
  const [file] = command.args;
  if (file !== undefined)
    throw new Fault(EXIT.usage, "lint takes no file name", `name the roster with -r: oncall lint -r ${file}`);
  const together = isSeveral(edges, flags) ? await import("../../lint/together/lint-together.ts") : undefined;
  const found = await answerEach(edges, flags, async (own): Promise<LintedCompanion> => {
    const path = findInput(edges, own);
    if (path === STDIN && own.base !== undefined)
      throw new Fault(
        EXIT.usage,
        "--base needs a roster file, not standard input",
        "name the file with --roster FILE",
      );
    const head = openRoster(edges, path, { withPrivate: true });
    const old = own.base === undefined ? undefined : readOldRoster(edges, path, own.base, "HEAD");
    const base = old && together ? forgetOther(edges, path, head, old) : old;
    const built = buildReport(edges, path, head, base, now);
    const { loaded, timeline } = head;
    return {
      path,
      team: timeline?.roster.team ?? null,
      report: { ...built, findings: keepRosterIn(built.findings, own.roster) },
      companion: timeline && together?.prepareCompanion(timeline, now, loaded),
      former: base && { name: base.name, commit: base.commit.id },
    };
  });
  const request = { edges, flags, now, format: flags.json === true ? "json" : flags.format } as const;
  if (found.kind === "one") {
    edges.stdout.write(await formatReport(request, found.answer));
    return conclude(request, [found.answer]);
  }
  const former = found.answers.flatMap(({ answer }) => answer.former ?? []);
  const linted = [
    ...(await joinReports(found.answers, found.exit === EXIT.done)),
    ...findDeleted(edges, flags, former),
  ];
  edges.stdout.write(await formatReports(request, linted));
  return worstExit(found.exit, conclude(request, linted));
}

interface LintedCompanion extends LintedRoster {
  /** What rules need that look at several rosters; undefined for one alone, and for an invalid one. */
  readonly companion: Companion | undefined;
  /** Undefined: nobody asked to compare. */
  readonly former: FormerPlace | undefined;
}

/** Adds to each report what only all of the rosters together show; `areAll`: all that were found could be read. */
async function joinReports(
  answers: readonly Answered<LintedCompanion>[],
  areAll: boolean,
): Promise<readonly (LintedRoster & { readonly file: string })[]> {
  const { dropAlone, lintTogether } = await import("../../lint/together/lint-together.ts");
  const companions = answers.flatMap(({ answer: { companion } }) => companion ?? []);
  const together = lintTogether(companions, areAll && companions.length === answers.length);
  return answers.map(({ file, answer: { path, team, report } }) => {
    const more = together.filter((finding) => finding.file === file);
    const own = dropAlone(report.findings, companions);
    return {
      ...{ file, path, team },
      report: { ...report, findings: sortFindings(own, keepRosterIn(more, file), file) },
    };
  });
}

function conclude(
  { edges, format }: LintRequest,
  linted: readonly LintedRoster[],
): typeof EXIT.no | typeof EXIT.done {
  const findings = linted.flatMap(({ report }) => report.findings);
  if (linted.length > 0 && findings.length === 0 && /text|github/.test(format))
    edges.stderr.write("no problems found\n");
  return findings.some(({ severity }) => severity === "error") ? EXIT.no : EXIT.done;
}
