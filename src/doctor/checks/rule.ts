/** Checks that a new alert rings everybody soon, whatever alert it is and at whatever hour. */
import type { ContactMethod, Examination, Examinee, NotificationRule, NotificationStep } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { listExamined } from "../people.ts";
import { listRinging } from "../reach.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("rule");

export function examineRules(examination: Examination): readonly Check[] {
  return listExamined(examination).map(({ id, name, contacts, rules, examinee }) => {
    const what = `whether a new alert rings ${name} is not known`;
    if (rules.kind === "unread") return reportUnread(report, id, what, rules);
    if (contacts.kind === "unread") return reportUnread(report, id, what, contacts);
    return judge(rules.value, contacts.value, examinee, examination);
  });
}

function judge(
  rules: readonly NotificationRule[],
  contacts: readonly ContactMethod[],
  examinee: Examinee,
  examination: Examination,
): Check {
  const { title, roster, nameOf, length } = examination;
  const { id } = examinee.person;
  const name = nameOf(id);
  const within = roster.ringWithin;
  const cure = `${name} changes it in their notification rules in ${title}: every new alert, at every hour, by SMS or call within ${length(within)}`;
  const fail = (message: string) => report.fail(id, message, cure);
  const enabled = rules.filter(({ isEnabled }) => isEnabled);
  if (rules.length === 0) return fail(`${name} has no notification rule for new alerts`);
  if (enabled.length === 0)
    return fail(`every notification rule of ${name} for new alerts is disabled: ${namesOf(rules)}`);
  const whole = enabled.filter((rule) => limitsOf(rule) === undefined);
  if (whole.length === 0)
    return fail(
      `no notification rule of ${name} meets every alert at every hour: ${enabled.map((rule) => `${rule.name} (${limitsOf(rule)})`).join(", ")}`,
    );
  const ringing = listRinging(contacts, examinee);
  const [good] = whole.flatMap((rule) =>
    listGood(rule, ringing, within)
      .slice(0, 1)
      .map((step) => ({ rule, step })),
  );
  const describeFault = (rule: NotificationRule) => findFault(rule, ringing, contacts, examination);
  if (good === undefined)
    return fail(
      `no notification rule of ${name} rings their phone in time: ${whole.map((rule) => `${rule.name} ${describeFault(rule)}`).join("; ")}`,
    );
  const { rule, step } = good;
  const before = enabled
    .slice(0, enabled.indexOf(rule))
    .find((earlier) => listGood(earlier, ringing, within).length === 0);
  if (before !== undefined)
    return report.doubt(
      id,
      `${rule.name} rings ${name} in time, but ${before.name} comes first (${limitsOf(before) ?? "every alert"}), and ${title} does not say whether it then goes on to ${rule.name}`,
      `a test alert at such an hour tells; or ${name} lets ${before.name} ring too`,
    );
  const when = step.minutes === 0 ? "at once" : `after ${length(step.minutes)}`;
  return report.pass(id, `a new alert rings ${name} by ${step.method} ${when} (${rule.name})`);
}

/** Half a sentence: what keeps a rule from ringing in time. */
function findFault(
  rule: NotificationRule,
  ringing: readonly ContactMethod[],
  contacts: readonly ContactMethod[],
  { roster: { ringWithin: within }, length }: Examination,
): string {
  const { steps } = rule;
  if (steps.length === 0) return "has no step";
  const enabled = steps.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) return "has no enabled step";
  const [late] = enabled
    .filter((step) => isTo(step, ringing))
    .map(({ minutes }) => minutes)
    .sort((a, b) => a - b);
  if (late !== undefined) return `rings only after ${length(late)}, later than ${length(within)}`;
  const phones = enabled.filter((step) => isPhone(step, contacts));
  if (phones.length === 0) {
    const methods = [...new Set(enabled.map(({ method }) => method))].join(" and ");
    return steps.some((step) => !step.isEnabled && isTo(step, ringing))
      ? `notifies only by ${methods}: its step that rings is disabled`
      : `notifies only by ${methods}`;
  }
  const methods = [...new Set(phones.map(({ method }) => method))].join(" and ");
  return `notifies by ${methods} through a contact that is disabled, gone, or of another number`;
}

function listGood(
  { steps }: NotificationRule,
  ringing: readonly ContactMethod[],
  within: number,
): readonly NotificationStep[] {
  return steps.filter((step) => step.isEnabled && step.minutes <= within && isTo(step, ringing));
}

function isTo({ method, to }: NotificationStep, contacts: readonly ContactMethod[]): boolean {
  return contacts.some((contact) => contact.method === method && contact.to === to);
}

/** A step may name a contact that is gone. */
function isPhone({ method }: NotificationStep, contacts: readonly ContactMethod[]): boolean {
  return (
    method === "sms" ||
    method === "voice" ||
    contacts.some((one) => one.kind === "phone" && one.method === method)
  );
}

function limitsOf({ hours, isConditional }: NotificationRule): string | undefined {
  const parts = [...(isConditional ? ["some alerts"] : []), ...(hours === undefined ? [] : [`at ${hours}`])];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function namesOf(rules: readonly NotificationRule[]): string {
  return rules.map(({ name }) => name).join(", ");
}
