/** Brings Slack as a messenger. */
import { EXIT, Fault } from "../../fault.ts";
import type { Messenger } from "../messenger.ts";
import { ADDRESS_NAME, readSlackAccess } from "./environment.ts";
import { connectGroups } from "./groups.ts";

export const SLACK: Messenger = {
  title: "Slack",
  addressName: ADDRESS_NAME,
  readGroupKey: ({ slack }) => slack?.usergroup,
  openGroup({ env, http }, { file, slack }) {
    const group = slack?.usergroup;
    if (group === undefined)
      throw new Fault(
        EXIT.roster,
        `${file} does not say which user group of Slack has whoever is on call`,
        "add `slack: { usergroup: S0123ABCD }` (in Slack: the user group, three dots, Copy group ID)",
      );
    const access = readSlackAccess(env);
    return { access, connect: () => connectGroups(http, access, group) };
  },
};
