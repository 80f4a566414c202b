/** What the rules say and the comments that silence them in; what is left, and what is wrong with the comments, out. */
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
  told: readonly UnplacedFinding[],
  ignores: readonly Ignore[],
): readonly UnplacedFinding[] {
  const used = new Set<Ignore>();
  const left = told.filter((each) => {
    const ignore = findIgnore(ignores, each);
    if (ignore !== undefined) used.add(ignore);
    return ignore === undefined;
  });
  return [...left, ...ignores.filter((ignore) => !used.has(ignore)).map(complaint)];
}

/** The comment that silences a finding. */
export function findIgnore(
  ignores: readonly Ignore[],
  finding: Pick<UnplacedFinding, "rule" | "path">,
): Ignore | undefined {
  return ignores.find((ignore) => silences(ignore, finding));
}

function silences({ rule, reason, path }: Ignore, told: Pick<UnplacedFinding, "rule" | "path">): boolean {
  return (
    reason !== "" &&
    path !== undefined &&
    rule === told.rule &&
    isSilenceable(rule) &&
    isWithin(told.path, path)
  );
}

function isSilenceable(rule: string): boolean {
  return RULES.some(({ id, silenceable }) => id === rule && silenceable);
}

function complaint(ignore: Ignore): UnplacedFinding {
  const { rule, reason, path = [], range } = ignore;
  const [noReason, noEffect] = IGNORE_RULES;
  const isUnexplained = reason === "" && isSilenceable(rule);
  const { id, severity } = isUnexplained ? noReason : noEffect;
  const [message, help] = isUnexplained
    ? ["it does not say why", "write the reason behind the brackets"]
    : RULES.every((each) => each.id !== rule)
      ? unknown(rule)
      : !isSilenceable(rule)
        ? [`\`${rule}\` cannot be silenced`, "what concerns approvals and the past is never silenced"]
        : ignore.path === undefined
          ? ["it stands at no entry", "put it behind the entry, or on the line above"]
          : [`\`${rule}\` has nothing to say here`, "take the comment out"];
  return { rule: id, severity, path, range, message, help, blocks: false };
}

function unknown(rule: string): readonly [message: string, help: string] {
  const near = suggest(
    rule,
    RULES.map((each) => each.id),
  );
  return [
    rule === "" ? "it names no rule" : `\`${showWord(rule)}\` is no rule that could be silenced`,
    near === undefined ? "write # oncall: ignore[rule] reason" : `did you mean \`${near}\`?`,
  ];
}
