/** Removes the findings that comments suppress, and reports comments that suppress nothing. */
import type { UnplacedFinding } from "../roster/finding.ts";
import type { Ignore } from "../roster/ignores.ts";
import { isWithin } from "../roster/place.ts";
import { showWord } from "../text/mask.ts";
import { suggest } from "../text/suggest.ts";
import { RULES } from "./registry.ts";
import type { Explained } from "./rule.ts";

export const IGNORE_RULES = [
  {
    id: "ignore-without-reason",
    severity: "warning",
    what: "a comment suppresses a rule without saying why",
    why: "the next reader has to know why it was accepted; without a reason the comment has no effect",
    fix: "write the reason after the brackets: `# oncall: ignore[rule] reason`",
  },
  {
    id: "ignore-without-effect",
    severity: "warning",
    what: "a comment that suppresses nothing: the rule finds nothing there, cannot be suppressed, or does not exist",
    why: "a comment that is useless today may hide tomorrow what nobody has seen",
    fix: "remove it, or correct the name of the rule",
  },
] as const satisfies readonly Explained[];

export function applyIgnores(
  findings: readonly UnplacedFinding[],
  ignores: readonly Ignore[],
): readonly UnplacedFinding[] {
  const used = new Set<Ignore>();
  const left = findings.filter((each) => {
    const ignore = findIgnore(ignores, each);
    if (ignore !== undefined) used.add(ignore);
    return ignore === undefined;
  });
  const unused = ignores.filter((ignore) => !used.has(ignore) && !isForSeveral(ignore));
  return [...left, ...unused.map(report)];
}

/** Whether only several rosters together can show if it is needed. */
function isForSeveral({ rule, reason, path }: Ignore): boolean {
  const isSeenTogether = RULES.some(({ id, checkTogether }) => id === rule && checkTogether !== undefined);
  return isSeenTogether && reason !== "" && path !== undefined;
}

/** The comment that suppresses a finding. */
export function findIgnore(
  ignores: readonly Ignore[],
  finding: Pick<UnplacedFinding, "rule" | "path">,
): Ignore | undefined {
  return ignores.find((ignore) => suppresses(ignore, finding));
}

function suppresses(
  { rule, reason, path }: Ignore,
  finding: Pick<UnplacedFinding, "rule" | "path">,
): boolean {
  return (
    reason !== "" &&
    path !== undefined &&
    rule === finding.rule &&
    isSilenceable(rule) &&
    isWithin(finding.path, path)
  );
}

function isSilenceable(rule: string): boolean {
  return RULES.some(({ id, silenceable }) => id === rule && silenceable);
}

function report(ignore: Ignore): UnplacedFinding {
  const { rule, reason, path = [], range } = ignore;
  const [noReason, noEffect] = IGNORE_RULES;
  const isUnexplained = reason === "" && isSilenceable(rule);
  const { id, severity } = isUnexplained ? noReason : noEffect;
  const [message, help] = isUnexplained
    ? ["this comment gives no reason", "write the reason after the brackets"]
    : RULES.every((each) => each.id !== rule)
      ? unknown(rule)
      : !isSilenceable(rule)
        ? [`\`${rule}\` cannot be suppressed`, "rules about approvals and the past never are"]
        : ignore.path === undefined
          ? ["this comment is not at an entry", "put it after the entry, or on the line above"]
          : [`\`${rule}\` finds nothing here`, "remove the comment"];
  return { rule: id, severity, path, range, message, help, blocks: false };
}

function unknown(rule: string): readonly [message: string, help: string] {
  const near = suggest(
    rule,
    RULES.map((each) => each.id),
  );
  return [
    rule === "" ? "this comment names no rule" : `there is no rule \`${showWord(rule)}\` to suppress`,
    near === undefined ? "write # oncall: ignore[rule] reason" : `did you mean \`${near}\`?`,
  ];
}
