/**
 * Declares what a folder of src/provider brings for a service in which a team talks: a group that people mention, whose members
 * are whoever is on call, and a channel for notes.
 */
import type { Roster } from "../roster/model.ts";
import type { BaseUrl } from "./base-url.ts";
import type { NoteChannel } from "./channel.ts";
import type { GroupService } from "./groups.ts";
import type { Outside } from "./provider.ts";

export interface Messenger {
  /** What people call the service. */
  readonly title: string;
  /** The environment variable that replaces the address. */
  readonly addressName: string;
  /** What the roster writes for its group; undefined: it has none. Two rosters with the same are about the same group. */
  readGroupKey(roster: Roster): string | undefined;
  /** Throws a Fault if the roster names no group, or there is no key. */
  openGroup(outside: Outside, roster: Roster): GroupAccess;
  /** What the roster writes for its channel; undefined: it has none. */
  readChannelKey(roster: Roster): string | undefined;
  /** Throws a Fault if the roster names no channel, or there is no key. */
  openChannel(outside: Outside, roster: Roster): ChannelAccess;
}

export interface GroupAccess {
  readonly access: BaseUrl;
  /** Throws a Fault if the key is wrong. */
  connect(): Promise<GroupService>;
}

export interface ChannelAccess {
  readonly access: BaseUrl;
  /** Throws a Fault if the key is wrong. */
  connect(): Promise<NoteChannel>;
}
