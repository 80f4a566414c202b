/** Decides whom an unanswered alert reaches, and after how long: as the roster says, else the roles in their order. */
import type { Role, Roster } from "../roster/model.ts";
import { formatDate } from "../time/date.ts";
import { listSteps } from "../timeline/escalation.ts";
import type { Shift } from "../timeline/model.ts";
import type { Abilities } from "./abilities.ts";
import type { EscalationRule, RemoteNames, Target } from "./model.ts";

export interface EscalationResult {
  readonly escalation: Target["escalation"];
  readonly notes: readonly string[];
  /** Why the service cannot hold it. */
  readonly reasons: readonly string[];
}

/** `present`: the roles of the coming year in their order. */
export function buildEscalation(
  { escalation, people, rotation }: Roster,
  names: RemoteNames,
  shifts: readonly Shift[],
  present: readonly Role[],
): EscalationResult {
  if (names.escalation === undefined) return { escalation: undefined, notes: [], reasons: [] };
  const reasons: string[] = [];
  const reordered = shifts.find(
    ({ terms: { roles } }) => String(roles) !== String(present.filter((role) => roles.includes(role))),
  );
  const notes =
    escalation !== undefined || reordered === undefined
      ? []
      : [
          `the escalation follows the order of the roles, which changes on ${formatDate(reordered.date)}: push again on that day`,
        ];
  const steps = listSteps(escalation, present);
  const rules = steps.flatMap(({ notify, after: minutes }): readonly EscalationRule[] => {
    if (present.includes(notify)) {
      if (names.schedules.has(notify)) return [{ kind: "role", notify, minutes }];
      reasons.push(
        `the escalation notifies ${notify}, which has no schedule: add one to \`${names.section}.schedules\`, or write an \`escalation\` without ${notify}`,
      );
      return [];
    }
    if (rotation.some(({ roles }) => roles.includes(notify)))
      notes.push(
        `the escalation notifies ${notify}, a role that nobody has in the coming year: that step is left out`,
      );
    else if (people.has(notify)) return [{ kind: "person", notify, minutes }];
    else reasons.push(`the escalation notifies ${notify}, which is neither a role nor a person`);
    return [];
  });
  if (rules.length === 0 && reasons.length === 0) reasons.push("the escalation notifies nobody");
  return {
    escalation: {
      name: names.escalation,
      rules: rules.sort((one, other) => one.minutes - other.minutes),
    },
    notes,
    reasons,
  };
}

/** The delays of rules in their order, counted as the service does. */
export function countDelays(
  rules: readonly EscalationRule[],
  { delays }: Pick<Abilities, "delays">,
): readonly number[] {
  return rules.map(({ minutes }, index) =>
    delays === "start" ? minutes : minutes - (rules[index - 1]?.minutes ?? 0),
  );
}

/** The rules that a service has, with their delays counted from the beginning of an alert. */
export function countFromStart(
  rules: readonly EscalationRule[],
  { delays }: Pick<Abilities, "delays">,
): readonly EscalationRule[] {
  let before = 0;
  return rules.map((rule) => {
    before = delays === "start" ? rule.minutes : before + rule.minutes;
    return { ...rule, minutes: before };
  });
}
