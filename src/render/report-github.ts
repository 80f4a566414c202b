/**
 * Writes findings as commands that make GitHub's runner mark their lines in a pull request. The text report follows:
 * it has all of them, and none of its lines is a command.
 */
import type { Finding, Severity } from "../roster/finding.ts";
import { replaceHidden } from "../text/letters.ts";
import { forTerminal } from "./escape.ts";

/** GitHub shows the first ten of each kind in a step, and cuts messages (actions/runner, ExecutionContext). */
const MOST = 10;
const MESSAGE = 4096;

/** What GitHub calls them, the worst first. */
const KINDS: readonly (readonly [Severity, string])[] = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
];

/** `fileOf` turns a finding's file into its path from the top of the repository, with slashes. Every line ends. */
export function githubCommands(findings: readonly Finding[], fileOf: (file: string) => string): string {
  return KINDS.flatMap(([severity, kind]) => {
    const some = findings.filter((finding) => finding.severity === severity);
    const rest = some.length - MOST;
    return [
      ...some.slice(0, MOST).map((finding) => writeCommand(kind, finding, fileOf(finding.file))),
      ...(rest > 0 ? [`GitHub marks ${MOST} of each kind: ${rest} more of kind ${severity} below\n`] : []),
    ];
  }).join("");
}

function writeCommand(kind: string, { message, help, rule, place }: Finding, file: string): string {
  const { line, endLine, column, endColumn } = place;
  // GitHub takes columns only where both are in one line.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : "";
  const text = [message, ...(help === undefined ? [] : [`help: ${help}`])].map(forTerminal).join("\n");
  const where = `file=${property(file)},line=${line},endLine=${endLine}${columns},title=oncall ${rule}`;
  return `::${kind} ${where}::${data(cut(text, MESSAGE))}\n`;
}

/** Never keeps half a character. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function data(text: string): string {
  return text.replace(/[%\r\n]/g, percent);
}

/** A path keeps its line breaks: it must lead to its file. */
function property(text: string): string {
  return replaceHidden(text, ({ character }) => (/[\r\n]/.test(character) ? character : "\ufffd")).replace(
    /[%\r\n:,]/g,
    percent,
  );
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
