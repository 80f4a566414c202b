/** Brings Slack as a messenger. */
import { EXIT, Fault } from "../../fault.ts";
import type { Messenger } from "../messenger.ts";
import { connectChannel } from "./channel.ts";
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
  readChannelKey: ({ slack }) => slack?.channel,
  openChannel({ env, http }, { file, slack }) {
    const channel = slack?.channel;
    if (channel === undefined)
      throw new Fault(
        EXIT.roster,
        `${file} does not say which channel of Slack its notes go to`,
        "add `slack: { channel: C0123ABCD }` (in Slack: View channel details, at the bottom)",
      );
    const access = readSlackAccess(env);
    return { access, connect: () => connectChannel(http, access, channel) };
  },
};
