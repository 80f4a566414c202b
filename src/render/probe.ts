/** Writes what a probe has found as Markdown, to be attached to an issue: a table of all points, then each with its requests. */
import type { ProbeExchange, ProbeOutcome, ProbeReport } from "../doctor/probe.ts";
import { forMarkdown, forTerminal } from "./escape.ts";

/** Ends with a line break. */
export function probeMarkdown(report: ProbeReport): string {
  const { title, version, at, name, outcomes } = report;
  const lines = [
    `# What ${title} does, probed by oncall ${version}`,
    "",
    `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC, on scratch schedules whose names begin with \`${name}\`. ${countOutcomes(outcomes)}.`,
    "",
    "Names, addresses, ids, numbers and keys are replaced: `name-1` is the same one each time. Nobody was alerted.",
    "",
    ...listRests(report),
    "| point | answer | as assumed |",
    "| --- | --- | --- |",
    ...outcomes.map((each) => `| ${each.id} | ${forMarkdown(nameAnswer(each))} | ${compare(each)} |`),
    ...outcomes.flatMap(writeOutcome),
  ];
  return `${lines.join("\n")}\n`;
}

/** `30 points settled, 2 of them otherwise than oncall assumes; 9 unknown`. */
export function countOutcomes(outcomes: readonly ProbeOutcome[]): string {
  const settled = outcomes.filter(({ verdict }) => verdict.kind === "settled");
  const others = outcomes.filter((each) => compare(each) === "**no**").length;
  const points = settled.length === 1 ? "1 point" : `${settled.length} points`;
  return `${points} settled, ${others} of them otherwise than oncall assumes; ${outcomes.length - settled.length} unknown`;
}

function listRests({ rests }: ProbeReport): readonly string[] {
  if (rests.length === 0) return ["Everything that the probe made is deleted.", ""];
  const items = rests.map(({ what, why, help }) => `- ${forMarkdown(`${what}: ${why}; ${help}`)}`);
  return ["**Left behind:**", "", ...items, ""];
}

function nameAnswer({ verdict }: ProbeOutcome): string {
  return verdict.kind === "settled" ? verdict.answer : "unknown";
}

function compare({ assumed, verdict }: ProbeOutcome): string {
  if (assumed === undefined || verdict.kind === "unknown") return "";
  return verdict.answer === assumed ? "yes" : "**no**";
}

function writeOutcome(outcome: ProbeOutcome): readonly string[] {
  const { id, question, assumed, verdict, exchanges } = outcome;
  const text = verdict.kind === "settled" ? verdict.text : verdict.reason;
  const isOther = assumed !== undefined && compare(outcome) === "**no**";
  const expected = isOther ? `, where oncall assumes **${forMarkdown(assumed)}**` : "";
  return [
    "",
    `## ${id}`,
    "",
    forMarkdown(question),
    "",
    `**${forMarkdown(nameAnswer(outcome))}**${expected}: ${forMarkdown(text)}.`,
    ...(exchanges.length === 0 ? [] : ["", "```text", ...listExchanges(exchanges), "```"]),
  ];
}

/** One that is repeated, because reads lag or a limit was met, stands once. */
function listExchanges(exchanges: readonly ProbeExchange[]): readonly string[] {
  const runs: { readonly exchange: ProbeExchange; count: number }[] = [];
  for (const exchange of exchanges) {
    const last = runs.at(-1);
    if (last !== undefined && isSame(last.exchange, exchange)) last.count += 1;
    else runs.push({ exchange, count: 1 });
  }
  return runs.flatMap(({ exchange: { asked, answered, seen }, count }) => [
    forTerminal(asked),
    `→ ${forTerminal(answered)}${count === 1 ? "" : ` (${count} times)`}`,
    ...(seen === undefined ? [] : [`  ${forTerminal(seen)}`]),
  ]);
}

function isSame(one: ProbeExchange, other: ProbeExchange): boolean {
  return one.asked === other.asked && one.answered === other.answered && one.seen === other.seen;
}
