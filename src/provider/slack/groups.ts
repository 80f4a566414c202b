/** Reads a user group of Slack, and replaces its members. All other groups of the workspace are left alone. */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Person } from "../../roster/model.ts";
import type { GroupService, MentionGroup } from "../groups.ts";
import { findAccount, nameFully, recognizeAccount } from "./accounts.ts";
import { connectSlack, type Slack } from "./client.ts";
import type { SlackAccess } from "./environment.ts";
import { SlackFault } from "./failure.ts";
import { readWorkspace } from "./workspace.ts";

/** `id`: of the group. */
export async function connectGroups(http: Http, access: SlackAccess, id: string): Promise<GroupService> {
  const slack = await connectSlack(http, access);
  const account = await readWorkspace(slack);
  return {
    account,
    reader: {
      readGroup: () => readGroup(slack, id),
      findMembers: (people) => findMembers(slack, people),
      recognize: (key, people) => recognizeAccount(slack, key, people),
    },
    openWriter: () => ({ replaceMembers: (keys) => replaceMembers(slack, id, keys) }),
  };
}

async function readGroup(slack: Slack, id: string): Promise<MentionGroup> {
  const { usergroups = [] } = await slack.ask("list user groups", (client) =>
    client.usergroups.list({ include_disabled: true }),
  );
  const found = usergroups.find((group) => group.id === id);
  if (found === undefined)
    throw new Fault(
      EXIT.service,
      `Slack has no user group ${id}, which the roster names`,
      "correct `slack.usergroup` (in Slack: the user group, three dots, Copy group ID), or use the token of the workspace that has it",
    );
  const name = `@${found.handle ?? id}`;
  if ((found.date_delete ?? 0) > 0)
    throw new Fault(
      EXIT.service,
      `the user group ${name} (${id}) in Slack is disabled`,
      "enable it in Slack, or name another in `slack.usergroup`",
    );
  if (found.is_idp_group === true || found.is_membership_locked === true)
    throw new Fault(
      EXIT.service,
      `the members of the user group ${name} (${id}) come from an identity provider, and nobody can change them in Slack`,
      "name another group in `slack.usergroup`",
    );
  const { users = [] } = await slack.ask("list the members of a user group", (client) =>
    client.usergroups.users.list({ usergroup: id }),
  );
  return { name, members: users };
}

async function findMembers(slack: Slack, people: readonly Person[]): Promise<ReadonlyMap<Person, string>> {
  const members = new Map<Person, string>();
  const reasons: { readonly message: string; readonly help: string }[] = [];
  for (const person of people) {
    const found = await findAccount(slack, person);
    if (found.kind === "missing") {
      reasons.push(found);
      continue;
    }
    const { id, kind } = found.account;
    const other = [...members].find(([, known]) => known === id)?.[0];
    if (kind === "guest")
      reasons.push({
        message: `${nameFully(person)} is a guest in Slack, and no user group takes guests`,
        help: "ask an admin of the workspace to make them a full member",
      });
    else if (other !== undefined)
      reasons.push({
        message: `${nameFully(other)} and ${nameFully(person)} are the same account in Slack`,
        help: "correct the `email` or `slack` of one of the two in the roster",
      });
    else members.set(person, id);
  }
  const [first, ...others] = reasons;
  if (first === undefined) return members;
  const help = [...new Set(reasons.map((reason) => reason.help))].join("; ");
  const more = others.map(({ message }) => message);
  throw new Fault(EXIT.service, first.message, help, [], more);
}

async function replaceMembers(slack: Slack, id: string, keys: readonly string[]): Promise<void> {
  try {
    await slack.ask("change the members of a user group", (client) =>
      client.usergroups.users.update({ usergroup: id, users: keys.join(",") }),
    );
  } catch (error) {
    throw error instanceof SlackFault ? explainRefusal(error) : error;
  }
}

function explainRefusal(fault: SlackFault): Fault {
  const explain = (message: string, help: string) => new Fault(EXIT.service, message, help);
  switch (fault.word) {
    case "permission_denied":
      return explain(
        "the workspace does not let the app of SLACK_BOT_TOKEN change user groups",
        "ask an admin to let everyone manage user groups (Workspace settings, Permissions, User groups), since a bot is no admin; or set SLACK_BOT_TOKEN to the user token of somebody who may",
      );
    case "invalid_users":
    case "invalid_user":
    case "failed_for_some_users":
    case "single_channel_guests_cannot_be_added":
      return explain(
        "Slack does not take one of these people into the user group: perhaps they are not in its workspace",
        "look at their accounts in Slack",
      );
    default:
      return fault;
  }
}
