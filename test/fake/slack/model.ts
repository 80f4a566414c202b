/** Types of the local Slack: one workspace with its people, user groups and channels. */

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly isDeactivated?: boolean;
  readonly kind?: "member" | "guest" | "bot";
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly members: readonly string[];
  readonly isDisabled?: boolean;
  /** An identity provider says who is in it. */
  readonly isManaged?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** Whether the app was invited. */
  readonly hasApp: boolean;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
}

/** `word`: what is wrong with it, in Slack's word: `token_revoked`. */
export interface Token {
  readonly token: string;
  readonly scopes: readonly string[];
  readonly word?: string;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata: unknown;
}

export type Piece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "link"; readonly text: string; readonly url: string }
  | { readonly type: "user"; readonly user_id: string };

export interface Section {
  readonly type: "rich_text_section";
  readonly elements: readonly Piece[];
}

export interface List {
  readonly type: "rich_text_list";
  readonly style: "bullet" | "ordered";
  readonly elements: readonly Section[];
}

/** Of all kinds of blocks, the one that oncall posts. */
export interface Block {
  readonly type: "rich_text";
  readonly elements: readonly (Section | List)[];
}

export interface State {
  readonly groups: readonly Group[];
  readonly messages: readonly Message[];
}

/** What nobody could verify at the real service, or what an admin may set. */
export interface Switches {
  /** How many reads of a group see what was before a write. */
  readonly lag: number;
  /** Whether only admins may change user groups: a bot is none. */
  readonly groupsByAdmins: boolean;
  /** Whether the plan has no user groups. */
  readonly isFree: boolean;
  /** Whether history shows the metadata of messages. */
  readonly metadata: "shown" | "hidden";
  /** How many messages a page of history has at most. */
  readonly page: number;
  /** Whether a group lists deactivated people. */
  readonly deactivated: "listed" | "left-out";
}

export interface Call {
  readonly args: Readonly<Record<string, string>>;
  readonly token: Token;
  readonly state: State;
  readonly world: World;
}

export interface World {
  readonly workspace: string;
  readonly members: readonly Member[];
  readonly channels: readonly Channel[];
  readonly switches: Switches;
  readonly now: () => number;
}

/** `state` only after a write. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly state?: State;
}
