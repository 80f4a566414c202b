/** Answers the calls on the escalations of a team. A delay is in minutes; a PATCH of `rules` replaces them all. */
import { needed, oneOfIn, recordIn, recordsIn, textIn, wholeIn } from "../opsgenie/fields.mjs";
import { withEscalation, without } from "../opsgenie/state.mjs";
import { created, deleted, found, listed, missing, Refusal, updated } from "./answer.mjs";
import { accountBy, teamOf } from "./people.mjs";

/** @import { Escalation, EscalationRule, Json } from "../opsgenie/model.ts" */
/** @import { Answer, Call, World } from "./model.ts" */

const CONDITIONS = ["if-not-acked", "if-not-closed"];
const NOTIFY_TYPES = ["default", "next", "previous", "users", "admins", "random", "all"];

/** @param {Call} call @param {Json} body @returns {EscalationRule} */
function ruleIn({ world, state }, body) {
  const recipient = needed(recordIn(body, "recipient"), "recipient");
  const type = needed(oneOfIn(recipient, "type", ["user", "schedule", "team"]), "recipient.type");
  const id = needed(textIn(recipient, "id"), "recipient.id");
  const isKnown =
    type === "user"
      ? accountBy(world, id) !== undefined
      : [...state.schedules, ...world.teams].some((each) => each.id === id);
  if (!isKnown) throw new Refusal(422, `Recipient ${id} does not exist`);
  const { longestDelay } = world.switches;
  if (longestDelay > 0 && Number(body["delay"]) > longestDelay) throw new Refusal(422, "Delay is too long");
  return {
    condition: needed(oneOfIn(body, "condition", CONDITIONS), "condition"),
    notifyType: needed(oneOfIn(body, "notifyType", NOTIFY_TYPES), "notifyType"),
    delay: { timeAmount: needed(wholeIn(body, "delay", 0), "delay"), timeUnit: "minutes" },
    recipient: { type, id },
  };
}

/** Those that stay when others come. @param {World} world @param {Escalation} [before] */
const keptRules = ({ switches }, before) => (switches.ruleChange === "added" ? (before?.rules ?? []) : []);

/** @param {Call} call @param {Escalation} [before] @returns {Escalation} */
function escalationIn(call, before) {
  const { world, state, body } = call;
  const team = teamOf(call).id;
  const name = needed(textIn(body, "name") ?? before?.name, "name");
  if (
    state.escalations.some((each) => each.name === name && each.ownerTeam === team && each.id !== before?.id)
  )
    throw new Refusal(409, `Escalation with name ${name} already exists`);
  const rules = recordsIn(body, "rules")?.map((each) => ruleIn(call, each));
  return {
    id: before?.id ?? world.ops.newId(),
    name,
    description: textIn(body, "description") ?? before?.description ?? "",
    ownerTeam: team,
    rules: needed(rules === undefined ? before?.rules : [...keptRules(world, before), ...rules], "rules"),
  };
}

/** @param {World} world @param {Escalation} escalation @returns {Json} */
export function escalationText({ switches }, { ownerTeam: _, rules, ...rest }) {
  const text = rules.map(({ delay, ...rule }) => ({ ...rule, delay: delay.timeAmount }));
  return { ...rest, enabled: true, rules: switches.rules === "kept" ? text : text.toReversed() };
}

/** @param {Call} call */
function escalationOf(call) {
  const { id: team } = teamOf(call);
  const escalation = call.state.escalations.find(
    ({ id, ownerTeam }) => id === call.params["escalation"] && ownerTeam === team,
  );
  if (escalation === undefined) throw missing("Escalation");
  return escalation;
}

/** @param {Call} call @returns {Answer} */
export function listEscalations(call) {
  const { id: team } = teamOf(call);
  const ours = call.state.escalations.filter(({ ownerTeam }) => ownerTeam === team);
  return listed(
    call,
    ours.map((each) => escalationText(call.world, each)),
    20,
  );
}

/** @param {Call} call @returns {Answer} */
export function createEscalation(call) {
  const escalation = escalationIn(call);
  return created(withEscalation(call.state, escalation), escalationText(call.world, escalation));
}

/** @param {Call} call @returns {Answer} */
export const getEscalation = (call) => found(escalationText(call.world, escalationOf(call)));

/** @param {Call} call @returns {Answer} */
export function updateEscalation(call) {
  const next = escalationIn(call, escalationOf(call));
  return updated(withEscalation(call.state, next), escalationText(call.world, next));
}

/** @param {Call} call @returns {Answer} */
export const deleteEscalation = (call) => deleted(without(call.state, escalationOf(call).id));
