/** Answers the calls on escalations. A PATCH of `rules` replaces them all. */
import { created, deleted, found, listed, Refusal, unprocessable, updated } from "./answer.mjs";
import { needed, oneOfIn, recordIn, recordsIn, textIn, wholeIn } from "./fields.mjs";
import {
  escalationOf,
  isOurs,
  ownerTeamIn,
  recipientIn,
  recipientText,
  refuseTaken,
  teamMeta,
} from "./lookup.mjs";
import { withEscalation, without } from "./state.mjs";

/** @import { Answer, Call, Escalation, EscalationRule, Json, State, World } from "./model.ts" */

const CONDITIONS = ["if-not-acked", "if-not-closed"];
const NOTIFY_TYPES = ["default", "next", "previous", "users", "admins", "random", "all"];
const ADVANCED = ["next", "previous", "random", "all"];
const UNITS = ["days", "hours", "minutes", "seconds"];
const UPGRADE = "Your current plan does not allow this. Please upgrade your plan.";

/** @param {World} world @param {State} state @param {Json} body @returns {EscalationRule} */
function ruleIn(world, state, body) {
  const notifyType = needed(oneOfIn(body, "notifyType", NOTIFY_TYPES), "notifyType");
  if (ADVANCED.includes(notifyType) && world.lacks.includes("advanced-escalations"))
    throw new Refusal(402, UPGRADE);
  const delay = needed(recordIn(body, "delay"), "delay");
  const minutes = Number(delay["timeAmount"]);
  if (world.switches.longestDelay > 0 && minutes > world.switches.longestDelay)
    throw unprocessable({ delay: `should be at most ${world.switches.longestDelay} minutes` });
  const whom = needed(recordIn(body, "recipient"), "recipient");
  const { type, id } = recipientIn(world, state, whom, ["user", "schedule", "team"], "recipient");
  return {
    condition: needed(oneOfIn(body, "condition", CONDITIONS), "condition"),
    notifyType,
    delay: {
      timeAmount: needed(wholeIn(delay, "timeAmount", 0), "delay.timeAmount"),
      timeUnit: oneOfIn(delay, "timeUnit", UNITS) ?? "minutes",
    },
    recipient: { type, id: needed(id, "recipient.id") },
  };
}

/** Those that stay when others come. @param {World} world @param {Escalation} [before] */
const keptRules = ({ switches }, before) => (switches.rules === "added" ? (before?.rules ?? []) : []);

/** @param {Call} call @param {Escalation} [before] @returns {Escalation} */
function escalationIn(call, before) {
  const { world, state, body } = call;
  const name = needed(textIn(body, "name") ?? before?.name, "name");
  refuseTaken(call, name, before?.id);
  const rules = recordsIn(body, "rules")?.map((each) => ruleIn(world, state, each));
  if (rules?.length === 0) throw unprocessable({ rules: "size must be at least 1" });
  const repeat = recordIn(body, "repeat") ?? before?.repeat;
  if (body["repeat"] !== undefined && world.lacks.includes("escalation-repeat"))
    throw new Refusal(402, UPGRADE);
  const ownerTeam =
    body["ownerTeam"] === undefined && before !== undefined ? before.ownerTeam : ownerTeamIn(call);
  return {
    id: before?.id ?? world.newId(),
    name,
    description: textIn(body, "description") ?? before?.description ?? "",
    ...(ownerTeam === undefined ? {} : { ownerTeam }),
    rules: needed(rules === undefined ? before?.rules : [...keptRules(world, before), ...rules], "rules"),
    ...(repeat === undefined ? {} : { repeat }),
  };
}

/** @param {World} world @param {State} state @param {Escalation} escalation @returns {Json} */
export function escalationText(world, state, { ownerTeam, rules, ...rest }) {
  return {
    ...rest,
    ...(ownerTeam === undefined ? {} : { ownerTeam: teamMeta(world, ownerTeam) }),
    rules: rules.map((rule) => ({
      ...rule,
      delay: delayText(world, rule.delay),
      recipient: recipientText(world, state, rule.recipient),
    })),
  };
}

/** @param {World} world @param {EscalationRule["delay"]} delay */
function delayText({ switches }, { timeAmount, timeUnit }) {
  const whole = timeUnit === "minutes" && timeAmount > 0 && timeAmount % 60 === 0;
  return switches.delays === "hours" && whole
    ? { timeAmount: timeAmount / 60, timeUnit: "hours" }
    : { timeAmount, timeUnit };
}

/** @param {Call} call @returns {Answer} */
export function createEscalation(call) {
  const escalation = escalationIn(call);
  const { id, name } = escalation;
  return created(withEscalation(call.state, escalation), { id, name });
}

/** @param {Call} call @returns {Answer} */
export function listEscalations(call) {
  const { world, state } = call;
  const ours = state.escalations.filter((each) => isOurs(call, each));
  return listed(
    call,
    ours.map((each) => escalationText(world, state, each)),
  );
}

/** @param {Call} call @returns {Answer} */
export const getEscalation = (call) => found(escalationText(call.world, call.state, escalationOf(call)));

/** @param {Call} call @returns {Answer} */
export function updateEscalation(call) {
  const next = escalationIn(call, escalationOf(call));
  return updated(withEscalation(call.state, next), { id: next.id, name: next.name });
}

/** @param {Call} call @returns {Answer} */
export const deleteEscalation = (call) => deleted(without(call.state, escalationOf(call).id));
