/** Finds the group whose members are whoever is on call: what the roster and the environment say about it. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { BaseUrl } from "../../provider/base-url.ts";
import type { GroupService } from "../../provider/groups.ts";
import { ADDRESS_NAME, readSlackAccess, TITLE as SLACK_TITLE } from "../../provider/slack/environment.ts";
import { connectGroups } from "../../provider/slack/groups.ts";
import type { Roster } from "../../roster/model.ts";
import type { GroupName } from "./provider.ts";

export interface GroupDestination {
  /** What people call the service. */
  readonly title: string;
  /** What rosters write for the group; another roster with the same is about the same group. */
  readonly key: string;
  readonly access: BaseUrl;
  /** The environment variable that replaces the address. */
  readonly addressName: string;
  /** Throws a Fault if the key is wrong. */
  connect(): Promise<GroupService>;
}

/** Throws a Fault if the roster names no group of the service, or there is no key. */
type FindGroup = (edges: Edges, roster: Roster) => GroupDestination;

export const GROUPS: Readonly<Record<GroupName, FindGroup>> = { slack: findSlackGroup };

/** The group that a roster names; undefined: none. */
export const GROUP_KEYS: Readonly<Record<GroupName, (roster: Roster) => string | undefined>> = {
  slack: ({ slack }) => slack?.usergroup,
};

function findSlackGroup({ env, http }: Edges, roster: Roster): GroupDestination {
  const key = roster.slack?.usergroup;
  if (key === undefined)
    throw new Fault(
      EXIT.roster,
      `${roster.file} does not say which user group of Slack has whoever is on call`,
      "add `slack: { usergroup: S0123ABCD }` (in Slack: the user group, three dots, Copy group ID)",
    );
  const access = readSlackAccess(env);
  return {
    ...{ title: SLACK_TITLE, key, access, addressName: ADDRESS_NAME },
    connect: () => connectGroups(http, access, key),
  };
}
