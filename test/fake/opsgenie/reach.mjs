/** Answers the calls on how users are reached: contacts, notification rules, forwarding rules. */
import { found, notFound } from "./answer.mjs";
import { userBy } from "./lookup.mjs";
import { userOf } from "./people.mjs";

/** @import { Answer, Call, Forwarding, Json, NotificationRule, World } from "./model.ts" */

/** @param {Call} call @returns {Answer} */
export function listContacts(call) {
  const contacts = userOf(call).contacts ?? [];
  return found(
    contacts.map(({ method, to, enabled = true, disabledReason }, index) => ({
      ...{ id: `contact-${index + 1}`, method, to },
      status: { enabled, ...(disabledReason === undefined ? {} : { disabledReason }) },
    })),
  );
}

/** @param {NotificationRule} rule */
const idOf = ({ name }) => `RULE-${name.replaceAll(" ", "-")}`;

/** @param {NotificationRule} rule @param {number} order */
const metaText = (rule, order) => {
  const { name, actionType = "create-alert", enabled = true } = rule;
  return { id: idOf(rule), name, actionType, order: order + 1, enabled };
};

/** Without what each does. @param {Call} call @returns {Answer} */
export const listNotificationRules = (call) => found((userOf(call).rules ?? []).map(metaText));

/** @param {Call} call @returns {Answer} */
export function getNotificationRule(call) {
  const rules = userOf(call).rules ?? [];
  const order = rules.findIndex((each) => idOf(each) === call.params["rule"]);
  const rule = rules[order];
  if (rule === undefined) throw notFound(`No notification rule exists with id [${call.params["rule"]}]`);
  const { criteria = { type: "match-all" }, timeRestriction, steps = [] } = rule;
  return found({
    ...metaText(rule, order),
    criteria,
    ...(timeRestriction === undefined ? {} : { timeRestriction }),
    steps: steps.map(({ method, to, after = 0, enabled = true }, index) => ({
      id: `step-${index + 1}`,
      sendAfter: { timeAmount: after, timeUnit: "minutes" },
      contact: { method, to },
      enabled,
    })),
    repeat: { loopAfter: 0, enabled: false },
  });
}

/** @param {World} world @param {Forwarding} forwarding @param {number} index @returns {Json} */
function forwardingText(world, { from, to, start, end }, index) {
  const meta = (/** @type {string} */ name) => {
    const { id = "", username = name } = userBy(world, name) ?? {};
    return { id, username };
  };
  const alias = `forwarding-${index + 1}`;
  return { id: alias, alias, fromUser: meta(from), toUser: meta(to), startDate: start, endDate: end };
}

/** Of everybody. @param {Call} call @returns {Answer} */
export const listForwardingRules = ({ world }) =>
  found(world.forwardings.map((each, index) => forwardingText(world, each, index)));

/** Of one user. @param {Call} call @returns {Answer} */
export function listOwnForwardingRules(call) {
  const { world } = call;
  const { id } = userOf(call);
  const own = world.forwardings.flatMap((each, index) =>
    userBy(world, each.from)?.id === id ? [forwardingText(world, each, index)] : [],
  );
  return found(own);
}
