/**
 * Plans who is to be in a group whose members are whoever is on call. While nobody is, it stays as it is: a group that is
 * mentioned should reach somebody.
 */
import { createHash } from "node:crypto";
import type { PushRefusal, Who } from "./model.ts";

/** Somebody in a group; `key` is the service's own for the account. */
export interface GroupMember {
  readonly key: string;
  readonly who: Who;
}

export interface PresentMember extends GroupMember {
  /** Neither of the rosters that name the group has them, and their account still works. */
  readonly isStranger: boolean;
}

export interface GroupPlan {
  /** As people mention it. */
  readonly name: string;
  readonly from: readonly Who[];
  /** As `from`, if nobody is on call. */
  readonly to: readonly Who[];
  /** What to write; undefined: nothing. */
  readonly keys: readonly string[] | undefined;
  readonly refusals: readonly PushRefusal[];
  /** Identifies what was read and would be done. */
  readonly fingerprint: string;
}

/** `present`: the members now; `wanted`: whoever is on call. */
export function planGroup(
  name: string,
  present: readonly PresentMember[],
  wanted: readonly GroupMember[],
): GroupPlan {
  const [has, wants] = [present, wanted].map((members) => members.map(({ key }) => key).toSorted());
  const isSame = wanted.length === 0 || JSON.stringify(has) === JSON.stringify(wants);
  const to = (wanted.length === 0 ? present : wanted).map(({ who }) => who);
  const strangers = isSame ? [] : present.filter(({ isStranger }) => isStranger);
  const text = JSON.stringify([name, has, isSame ? null : wants]);
  return {
    name,
    from: present.map(({ who }) => who),
    to,
    keys: isSame ? undefined : wanted.map(({ key }) => key),
    refusals: strangers.length === 0 ? [] : [refuseStrangers(name, strangers)],
    fingerprint: createHash("sha256").update(text).digest("hex").slice(0, 16),
  };
}

const MOST_NAMED = 5;

function refuseStrangers(name: string, strangers: readonly GroupMember[]): PushRefusal {
  const named = strangers.slice(0, MOST_NAMED).map(({ who }) => who.replace(/^@/, ""));
  const rest = strangers.length - named.length;
  const list = `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return {
    guard: "foreign-group",
    message: `a push would take people out of ${name} who are not in the roster: ${list}`,
  };
}
