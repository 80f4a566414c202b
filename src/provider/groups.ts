/**
 * Declares what oncall asks of a service with a group that people mention, and whose members are whoever is on call. Reading
 * and writing are apart: `oncall plan` only reads.
 */
import type { Person } from "../roster/model.ts";

export interface MentionGroup {
  /** As people mention it: `@platform-oncall`. */
  readonly name: string;
  /** The service's own keys of their accounts. */
  readonly members: readonly string[];
}

/** Somebody who is in a group. */
export interface Recognized {
  /** Undefined: none of the people asked about. */
  readonly person: Person | undefined;
  /** In the service. */
  readonly name: string;
  /** False: the account was deactivated. */
  readonly isActive: boolean;
}

export interface GroupReader {
  /** Throws a Fault if there is no such group, or its members cannot be changed. */
  readGroup(): Promise<MentionGroup>;
  /** The accounts of people of one roster. Throws a Fault that lists everybody who cannot be a member. */
  findMembers(people: readonly Person[]): Promise<ReadonlyMap<Person, string>>;
  /** Which of these people an account belongs to. */
  recognize(key: string, people: readonly Person[]): Promise<Recognized>;
}

export interface GroupWriter {
  /** Replaces all members. May be repeated. */
  replaceMembers(keys: readonly string[]): Promise<void>;
}

/** A service whose key is good. */
export interface GroupService {
  /** As people know it. */
  readonly account: string;
  readonly reader: GroupReader;
  openWriter(): GroupWriter;
}
