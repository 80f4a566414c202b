/** The methods of Slack's Web API that oncall calls. */
import { channelOf, demand, done, groupOf, needed, Refusal, userText } from "./answer.mjs";
import { blocksOf } from "./blocks.mjs";

/** @import { Answer, Call, Group } from "./model.ts" */

/** @param {Call} call @param {(id: string) => readonly string[]} seen the members that a read of a group shows */
function listGroups(call, seen) {
  demand(call, "usergroups:read");
  const { world, state, args } = call;
  if (world.switches.isFree) throw new Refusal("plan_upgrade_required");
  const shown = state.groups.filter(
    ({ isDisabled = false }) => !isDisabled || args["include_disabled"] === "true",
  );
  return done({ usergroups: shown.map((group) => groupText(group, seen(group.id))) });
}

/** @param {Group} group @param {readonly string[]} members */
function groupText({ id, handle, isDisabled = false, isManaged = false }, members) {
  return {
    ...{ id, team_id: "T00000001", handle, name: handle, is_usergroup: true, is_idp_group: isManaged },
    ...{ date_delete: isDisabled ? 1_790_000_000 : 0, user_count: members.length },
  };
}

/** @param {Call} call @param {(id: string) => readonly string[]} seen */
function listMembers(call, seen) {
  demand(call, "usergroups:read");
  const group = groupOf(call);
  if (group.isDisabled === true) throw new Refusal("subteam_disabled");
  return done({ users: seen(group.id) });
}

/** @param {Call} call */
function updateMembers(call) {
  demand(call, "usergroups:write");
  const { world, state, args } = call;
  if (world.switches.isFree) throw new Refusal("plan_upgrade_required");
  if (world.switches.groupsByAdmins) throw new Refusal("permission_denied");
  const group = groupOf(call);
  if (group.isManaged === true) throw new Refusal("permission_denied");
  const ids = (args["users"] ?? "").split(",").filter((id) => id !== "");
  if (ids.length === 0) throw new Refusal("no_users_provided");
  for (const id of ids) {
    const member = world.members.find((one) => one.id === id);
    if (member === undefined || member.isDeactivated === true || (member.kind ?? "member") !== "member")
      throw new Refusal("invalid_users");
  }
  const changed = { ...group, members: [...new Set(ids)] };
  const groups = state.groups.map((one) => (one === group ? changed : one));
  return done({ usergroup: groupText(changed, changed.members) }, { ...state, groups });
}

/** @param {Call} call */
function userInfo(call) {
  demand(call, "users:read");
  const found = call.world.members.find(({ id }) => id === needed(call, "user"));
  if (found === undefined) throw new Refusal("user_not_found");
  return done({ user: userText(found, call.token.scopes.includes("users:read.email")) });
}

/** Capitals do not count; people who are gone are not found. @param {Call} call */
function lookupByEmail(call) {
  demand(call, "users:read.email");
  const email = needed(call, "email").toLowerCase();
  const found = call.world.members.find(
    (one) => one.isDeactivated !== true && one.email?.toLowerCase() === email,
  );
  if (found === undefined) throw new Refusal("users_not_found");
  return done({ user: userText(found, true) });
}

/** @param {Call} call */
function postMessage(call) {
  demand(call, "chat:write");
  const { args, state, world, token } = call;
  const channel = channelOf(call);
  if (channel.isArchived === true) throw new Refusal("is_archived");
  if (!channel.hasApp && !token.scopes.includes("chat:write.public")) throw new Refusal("not_in_channel");
  const blocks = blocksOf(args["blocks"]);
  const text = args["text"] ?? "";
  if (text === "") throw new Refusal("no_text");
  if (text.length > 40_000) throw new Refusal("msg_too_long");
  const count = state.messages.length;
  const ts = `${Math.floor(world.now() / 1000)}.${String(count + 1).padStart(6, "0")}`;
  /** @type {unknown} */
  const metadata = args["metadata"] === undefined ? undefined : JSON.parse(args["metadata"]);
  const message = { channel: channel.id, ts, text, blocks, metadata };
  return done({ channel: channel.id, ts, message }, { ...state, messages: [...state.messages, message] });
}

/** The newest first, in pages. @param {Call} call */
function history(call) {
  const { args, state, world } = call;
  const channel = channelOf(call);
  demand(call, channel.isPrivate === true ? "groups:history" : "channels:history");
  if (!channel.hasApp) throw new Refusal("not_in_channel");
  const oldest = Number(args["oldest"] ?? 0);
  const all = state.messages
    .filter((one) => one.channel === channel.id && Number(one.ts) > oldest)
    .toReversed();
  const from = Number(args["cursor"] ?? 0);
  const size = Math.min(Number(args["limit"] ?? 100), world.switches.page);
  const isShown = world.switches.metadata === "shown" && args["include_all_metadata"] === "true";
  const messages = all
    .slice(from, from + size)
    .map(({ metadata, channel: _, ...one }) => ({ type: "message", ...one, ...(isShown && { metadata }) }));
  const next = from + size < all.length ? String(from + size) : "";
  return done({ messages, has_more: next !== "", response_metadata: { next_cursor: next } });
}

/** @param {Call} call */
function authTest({ world }) {
  return done({
    url: "https://example.slack.com/",
    team: world.workspace,
    user: "oncall",
    team_id: "T00000001",
  });
}

/** @type {Readonly<Record<string, (call: Call, seen: (id: string) => readonly string[]) => Answer>>} */
export const METHODS = {
  "auth.test": authTest,
  "chat.postMessage": postMessage,
  "conversations.history": history,
  "usergroups.list": listGroups,
  "usergroups.users.list": listMembers,
  "usergroups.users.update": updateMembers,
  "users.info": userInfo,
  "users.lookupByEmail": lookupByEmail,
};
