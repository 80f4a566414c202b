/**
 * Keeps `--roster` in the commands that messages propose: pasted without it, they would change whichever roster is nearest.
 */
import type { Finding } from "../../roster/finding.ts";
import { quoteWord } from "../../rules/command.ts";

const COMMAND =
  /\boncall (?=(?:who|schedule|why|handoff|swap|cover|skip|ready|join|leave|undo|approve|lint|suggest|stats|diff|plan|push|adopt|parity|doctor|page|verify-notifications|remind|publish|away)\b)/g;

/** `roster` is what was given with `--roster`; undefined leaves the text as it is. */
export function keepRoster(text: string, roster: string | undefined): string {
  return roster === undefined ? text : text.replace(COMMAND, () => `oncall -r ${quoteWord(roster)} `);
}

/** Likewise, in the help of findings. */
export function keepRosterIn(findings: readonly Finding[], roster: string | undefined): readonly Finding[] {
  if (roster === undefined) return findings;
  return findings.map((finding) => ({ ...finding, help: finding.help && keepRoster(finding.help, roster) }));
}
