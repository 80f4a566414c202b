/** Answers the calls on the account, its users and its teams. They only read: no push changes any of them. */
import { expandOf, found, listed, notFound, paged } from "./answer.mjs";
import { teamOfKey, userBy } from "./lookup.mjs";

/** @import { Answer, Call, Contact, Json, Team, User } from "./model.ts" */

const USERS_PER_PAGE = 100;

/** @param {User} user @returns {Json} */
function userText({ mutedUntil, ...user }) {
  const { id, username, fullName, timeZone = "America/New_York", blocked = false, verified = true } = user;
  return {
    ...{ id, username, fullName, timeZone, blocked, verified, locale: "en_US" },
    ...(mutedUntil === undefined ? {} : { mutedUntil }),
    role: { id: "User", name: "User" },
    createdAt: "2019-05-12T17:39:14.138Z",
  };
}

/** @param {Call} call @returns {Answer} */
export function getAccount({ world }) {
  const plan = { maxUserCount: 100, name: "Standard", isYearly: true };
  return found({ name: world.account, userCount: world.users.length, plan });
}

/** `query` is part of a name, or `username: NAME`. @param {Call} call @returns {Answer} */
export function listUsers(call) {
  const { world, query } = call;
  const by = query["sortField"] === "fullName" ? "fullName" : "username";
  const wanted = (query["query"] ?? "").toLowerCase().replace(/^(username|fullname)\s*:\s*/, "");
  const items = world.users
    .filter(({ username, fullName }) => `${username}\n${fullName}`.toLowerCase().includes(wanted))
    .toSorted((one, other) => (one[by] < other[by] ? -1 : 1));
  const ordered = query["order"] === "desc" ? items.toReversed() : items;
  const page = paged(call, ordered.map(userText), world.switches.page || USERS_PER_PAGE);
  return { status: 200, body: { totalCount: items.length, ...page } };
}

/** As a user shows them; their own list has other names for the same. @param {Contact} contact @param {number} index */
const contactText = ({ method, to, enabled = true, disabledReason }, index) => ({
  ...{ id: `contact-${index + 1}`, contactMethod: method, to, enabled },
  ...(disabledReason === undefined ? {} : { disabledReason }),
});

/** @param {Call} call @returns {User} */
export function userOf({ world, params }) {
  const user = userBy(world, params["identifier"] ?? "");
  if (user === undefined) throw notFound(`No user exists with identifier [${params["identifier"]}]`);
  return user;
}

/** @param {Call} call @returns {Answer} */
export function getUser(call) {
  const user = userOf(call);
  const isExpanded = expandOf(call).includes("contact");
  const contacts = isExpanded ? { userContacts: (user.contacts ?? []).map(contactText) } : {};
  return found({ ...userText(user), ...contacts }, { expandable: ["contact"] });
}

/** @param {Call} call @param {Team} team @returns {Json} */
const teamText = ({ world }, { id, name }) => ({
  id,
  name,
  description: "",
  members: membersOf(world.users),
});

/** @param {readonly User[]} users */
const membersOf = (users) => users.map(({ id, username }) => ({ user: { id, username }, role: "user" }));

/** @param {Call} call */
function teamsOf(call) {
  const own = teamOfKey(call);
  return call.world.teams.filter(({ id }) => own === undefined || id === own);
}

/** @param {Call} call @returns {Answer} */
export function listTeams(call) {
  const teams = teamsOf(call).map(({ id, name }) => ({ id, name, description: "" }));
  return listed(call, teams, { expandable: ["member"] });
}

/** @param {Call} call @param {"identifierType" | "teamIdentifierType"} parameter @returns {Team} */
export function teamOf(call, parameter) {
  const by = call.query[parameter] === "name" ? "name" : "id";
  const team = teamsOf(call).find((each) => each[by] === call.params["identifier"]);
  if (team === undefined) throw notFound(`No team exists with ${by} [${call.params["identifier"]}]`);
  return team;
}

/** @param {Call} call @returns {Answer} */
export const getTeam = (call) => found(teamText(call, teamOf(call, "identifierType")));
