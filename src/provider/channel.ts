/** Declares what oncall asks of a channel in which a team talks: to post a note, once, that mentions whom it is for. */

import type { ChatNote } from "../render/chat.ts";
import type { Id, Person } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";

/** A channel of a service whose key is good. */
export interface NoteChannel {
  /** As people know it. */
  readonly account: string;
  readonly name: string;
  /** Whoever the service does not know is named and not mentioned. */
  findPeople(people: readonly Person[]): Promise<FoundPeople>;
  /** The marks of what was posted there. */
  readMarks(since: Instant): Promise<PostedMarks>;
  /** Throws a Fault. If its fate is unknown it is posted again only where the channel shows that it is not there. */
  post(note: ChatNote, keys: FoundPeople["keys"], marks: readonly string[]): Promise<void>;
}

export interface FoundPeople {
  /** The service's own keys of their accounts. */
  readonly keys: ReadonlyMap<Id, string>;
  /** Who is not mentioned, and why. */
  readonly notes: readonly string[];
}

export interface PostedMarks {
  readonly marks: ReadonlySet<string>;
  /** Why it cannot be told what was posted before. */
  readonly unknown: string | undefined;
}
