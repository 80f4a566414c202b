/** Writes findings as a SARIF 2.1.0 log for code scanning and editors. */
import type { Explained } from "../lint/rule.ts";
import type { Finding } from "../roster/finding.ts";
import { oneLine } from "./escape.ts";
import { jsonDocument } from "./json.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

export interface Tool {
  readonly version: string;
  /** Descriptions of rules; a rule without one has only its id. */
  readonly rules: readonly Explained[];
}

/** `fileOf` as for `githubCommands`. */
export function findingsSarif(
  findings: readonly Finding[],
  tool: Tool,
  fileOf: (file: string) => string,
): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const seen = new Map<string, number>();
  const results = findings.map((finding) => {
    const { rule, severity, message, help, file, place } = finding;
    const { line, column, endLine, endColumn } = place;
    const path = fileOf(file);
    const print = fingerprint(finding, path);
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: LEVELS[severity],
      message: { text: messageText(help === undefined ? message : `${message}; help: ${help}`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: toUri(path), uriBaseId: "%SRCROOT%" },
            region: { startLine: line, startColumn: column, endLine, endColumn },
          },
        },
      ],
      // GitHub recognises a finding by this: it stays the same if lines are added above.
      partialFingerprints: { primaryLocationLineHash: `${print}:${count}` },
    };
  });
  const driver = { name: "oncall", version: tool.version, rules: ids.map((id) => describeRule(id, tool)) };
  return jsonDocument({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
}

function describeRule(id: string, { rules }: Tool): object {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.what },
    help: { text: `${rule.why}\n${rule.fix}` },
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

/** One line, in which nothing is a link (SARIF 3.11.6). */
function messageText(text: string): string {
  const line = oneLine(text);
  return line.includes("](") ? line.replace(/[\\[\]]/g, "\\$&") : line;
}

/** A relative reference of RFC 3986; an absolute one for a path outside the repository. */
function toUri(path: string): string {
  const uri = path
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd")))
    .join("/");
  return uri.startsWith("/") ? `file://${uri}` : uri;
}

/** Hashes (FNV-1a, 64 bits) the rule and the line without its spaces: its number and indentation do not count. */
function fingerprint({ rule, excerpt, message }: Finding, path: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of `${rule}\n${path}\n${(excerpt ?? message).replace(/\s/g, "")}`.split("")) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
