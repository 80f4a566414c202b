/** Answers the calls on where alerts come in and whom they go to: integrations, and the routing rules of teams. They only read. */
import { found, notFound } from "./answer.mjs";
import { userBy } from "./lookup.mjs";
import { teamOf } from "./people.mjs";

/** @import { Answer, Call, Goal, Integration, Json } from "./model.ts" */

/** The default rule comes last: an alert follows the first rule that it meets. @param {Call} call @returns {Answer} */
export function listRoutingRules(call) {
  const { id, routing = { type: "none" }, rules = [] } = teamOf(call, "teamIdentifierType");
  const timezone = call.world.users[0]?.timeZone ?? "America/New_York";
  const main = { id, name: "", isDefault: true, notify: goalText(call, routing) };
  const all = rules.map(({ name, notify, criteria = { type: "match-all" }, timeRestriction }) => ({
    ...{ id: `${id}-${name}`, name, isDefault: false, criteria, notify: goalText(call, notify) },
    ...(timeRestriction === undefined ? {} : { timeRestriction }),
  }));
  return found(
    [...all, { ...main, criteria: { type: "match-all" } }].map((each, order) => ({
      ...each,
      order,
      timezone,
    })),
  );
}

/** @param {Call} call @param {Goal} goal @returns {Json} */
function goalText({ world, state }, { type, name = "" }) {
  if (type === "none") return { type };
  if (type === "user") return { type, id: userBy(world, name)?.id ?? "", username: name };
  const things = type === "escalation" ? state.escalations : state.schedules;
  return { type, name, id: things.find((each) => each.name === name)?.id ?? "" };
}

/** @param {Integration} integration */
const idOf = ({ name }) => `INTEGRATION-${name.replaceAll(" ", "-")}`;

/** @param {Call} call @param {Integration} integration */
const ownerOf = ({ world }, { team }) => world.teams.find(({ name }) => name === team);

/** @param {Call} call @returns {Answer} */
export function listIntegrations(call) {
  const { integrations } = call.world;
  return found(
    integrations.map((each) => {
      const { name, type, enabled = true } = each;
      const owner = ownerOf(call, each);
      return { id: idOf(each), name, enabled, type, ...(owner === undefined ? {} : { teamId: owner.id }) };
    }),
  );
}

/** @param {Call} call @returns {Answer} */
export function getIntegration(call) {
  const { world, state, params } = call;
  const integration = world.integrations.find((each) => idOf(each) === params["integration"]);
  if (integration === undefined) throw notFound(`No integration exists with id [${params["integration"]}]`);
  const { name, type, enabled = true, responders = [], suppressNotifications = false } = integration;
  const owner = ownerOf(call, integration);
  const things = [...world.teams, ...state.escalations];
  return found({
    ...{ id: idOf(integration), name, type, enabled, isGlobal: owner === undefined, suppressNotifications },
    ...(owner === undefined ? {} : { ownerTeam: { id: owner.id, name: owner.name } }),
    responders: responders.map((each) =>
      each.type === "user"
        ? { type: "user", id: userBy(world, each.name)?.id ?? "", username: each.name }
        : { ...each, id: things.find((thing) => thing.name === each.name)?.id ?? "" },
    ),
  });
}
