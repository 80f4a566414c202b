/** Answers the calls on the site and its people, and on teams, contacts, rules and forwardings. They only read. */
import { dateText } from "../opsgenie/answer.mjs";
import { found, listed, missing, Refusal } from "./answer.mjs";

/** @import { Account, Answer, Call, World } from "./model.ts" */

/** @param {World} world @param {string} id */
export const accountBy = ({ accounts }, id) =>
  accounts.find((each) => each.id === id || each.email.toLowerCase() === id.toLowerCase());

/** @param {Account} account */
function accountText({ id, email, name, isHidden = false, isInactive = false }) {
  return {
    ...{ accountId: id, accountType: "atlassian", displayName: name, active: !isInactive },
    ...(isHidden ? {} : { emailAddress: email }),
  };
}

/** @param {Call} call */
const ownAccount = ({ world, token }) => accountBy(world, token.email);

/** A prefix of a name or an address is enough, also of one that is hidden. @param {Call} call @returns {Answer} */
export function searchUsers({ world, query }) {
  const wanted = (query["query"] ?? "").toLowerCase();
  const hits = world.accounts.filter(({ email, name }) =>
    [email, name, ...name.split(" ")].some((text) => text.toLowerCase().startsWith(wanted)),
  );
  return found(hits.slice(0, Number(query["maxResults"] ?? 50)).map(accountText));
}

/** Ten at most unless more are asked for. @param {Call} call @returns {Answer} */
export function listUsers({ world, search, query }) {
  const ids = search.getAll("accountId");
  const hits = world.accounts.filter(({ id }) => ids.includes(id));
  return found({ values: hits.slice(0, Number(query["maxResults"] ?? 10)).map(accountText), isLast: true });
}

/** @param {Call} call @returns {Answer} */
export function getUser({ world, query }) {
  const account = world.accounts.find(({ id }) => id === query["accountId"]);
  if (account === undefined) throw missing("User");
  return found(accountText(account));
}

/** @param {Call} call @returns {Answer} */
export function getMyself(call) {
  const account = ownAccount(call);
  return found(
    account === undefined
      ? { accountId: "token", displayName: call.token.email, emailAddress: call.token.email, active: true }
      : { ...accountText(account), emailAddress: account.email },
  );
}

/** @param {Call} call @returns {Answer} */
export const getTenant = ({ world }) => found({ cloudId: world.cloudId });

/** @param {Call} call */
const teamsOf = ({ world, token }) => (token.kind === "outsider" ? [] : world.teams);

/** @param {Call} call @returns {Answer} */
export const listTeams = (call) =>
  found({ platformTeams: teamsOf(call).map(({ id, name }) => ({ teamId: id, teamName: name })) });

/** @param {Call} call */
export function teamOf(call) {
  const team = teamsOf(call).find(({ id }) => id === call.params["team"]);
  if (team === undefined) throw missing("Team");
  return team;
}

/** @param {Call} call @returns {Answer} */
export function listRoutingRules(call) {
  const { id, routing } = teamOf(call);
  const { schedules, escalations } = call.state;
  const goal = [...schedules, ...escalations].find(({ name }) => name === routing?.name);
  const notify =
    routing === undefined || goal === undefined ? { type: "none" } : { type: routing.type, id: goal.id };
  const rule = { id: `routing-${id}`, name: "Default", isDefault: true, order: 0, notify };
  return listed(call, [{ ...rule, criteria: { type: "match-all" }, timezone: "America/New_York" }], 20);
}

/** Their own, or as an admin those of others. @param {Call} call @returns {Answer} */
export function listContacts(call) {
  const { world, query, token } = call;
  const target = query["targetAccountId"];
  if (target !== undefined && token.kind === "outsider") throw new Refusal(403, "Forbidden");
  const account = target === undefined ? ownAccount(call) : accountBy(world, target);
  if (account === undefined) throw missing("User");
  const contacts = account.contacts ?? [{ method: "mobile", to: "phone" }];
  return listed(
    call,
    contacts.map(({ method, to, enabled = true, disabledReason }, index) => ({
      ...{ id: `contact-${account.id}-${index}`, method, to, applyOrder: index },
      status: { enabled, ...(disabledReason === undefined ? {} : { disabledReason }) },
    })),
    20,
  );
}

/** Only one's own. @param {Call} call @returns {Answer} */
export const listNotificationRules = (call) => listed(call, [], 20);

/** @param {Call} call @returns {Answer} */
export function listForwardings(call) {
  const { world } = call;
  const { switches } = world;
  return listed(
    call,
    world.forwardings.map(({ from, to, start, end }, index) => ({
      id: `forwarding-${index}`,
      ...{ fromUserId: accountBy(world, from)?.id, toUserId: accountBy(world, to)?.id },
      startDate: dateText(Date.parse(start), { ...world.ops.switches, milliseconds: switches.milliseconds }),
      endDate: dateText(Date.parse(end), { ...world.ops.switches, milliseconds: switches.milliseconds }),
    })),
    20,
  );
}

/** @param {Call} call @returns {Answer} */
export const listIntegrations = (call) => listed(call, call.world.integrations, 20);
