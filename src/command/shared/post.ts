/** Posts a note into the channel of the roster: once, however often a run is repeated. */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import type { FoundPeople } from "../../provider/channel.ts";
import type { Messenger } from "../../provider/messenger.ts";
import type { ChatNote } from "../../render/chat.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Person, Roster } from "../../roster/model.ts";
import type { Instant } from "../../time/zone.ts";
import { checkClock } from "./context.ts";
import { findRoster } from "./find.ts";
import type { GlobalFlags } from "./flags.ts";
import { MESSENGER_NAMES } from "./provider.ts";
import { MESSENGERS } from "./services.ts";

export interface NotePost {
  readonly roster: Roster;
  /** `the note`, `the reminders`. */
  readonly what: string;
  /** What the note says, in parts: words that are the same whenever the same is said. A part is not posted twice. */
  readonly parts: readonly string[];
  /** How long ago it may have been posted. */
  readonly since: Instant;
  /** A note of these parts. */
  readonly write: (parts: readonly string[]) => ChatNote;
}

/** In one message: it should not be cut. */
const MOST_PARTS = 20;

/** Throws a Fault if it cannot be posted, or if nobody knows whether it was. */
export async function postNote(
  edges: Edges,
  flags: GlobalFlags,
  { roster, what, parts, since, write }: NotePost,
): Promise<void> {
  const path = findRoster(edges, flags);
  const say = (text: string) => edges.stderr.write(`${forTerminal(text)}\n`);
  const { title, addressName, openChannel } = chooseMessenger(roster);
  const { access, connect } = openChannel(edges, roster);
  checkClock(edges, access.isLoopback, "a post", addressName);
  const channel = await connect();
  say(`${path}, team ${roster.team} → ${title}, account ${channel.account}, channel ${channel.name}`);
  const { marks, unknown } = await channel.readMarks(since);
  const mark = (part: string) => hash([basename(path), roster.team, part]);
  const fresh = parts.filter((part) => !marks.has(mark(part)));
  if (fresh.length === 0) {
    say(`did not post ${what} again: the channel has the same`);
    return;
  }
  const { keys, notes } = await findPeople(channel.findPeople, write(fresh), roster);
  for (let index = 0; index < fresh.length; index += MOST_PARTS) {
    const some = fresh.slice(index, index + MOST_PARTS);
    await channel.post(write(some), keys, some.map(mark));
  }
  for (const one of notes) say(`note: ${one}`);
  if (unknown !== undefined)
    say(`note: another run would post it again, since what was posted cannot be read: ${unknown}`);
  const known = parts.length - fresh.length;
  say(`posted ${what}${known === 0 ? "" : `: ${fresh.length}, since the channel has the other ${known}`}`);
}

/** The one whose channel the roster names; without any, the first says what is missing. */
function chooseMessenger(roster: Roster): Messenger {
  const [first] = MESSENGER_NAMES;
  const named = MESSENGER_NAMES.find((name) => MESSENGERS[name].readChannelKey(roster) !== undefined);
  return MESSENGERS[named ?? first];
}

/** Those whom the note speaks to. */
async function findPeople(
  find: (people: readonly Person[]) => Promise<FoundPeople>,
  { title, lines }: ChatNote,
  { people }: Roster,
): Promise<FoundPeople> {
  const pieces = [...title, ...lines.flatMap((line) => line.pieces)];
  const ids = new Set(pieces.flatMap((piece) => (piece.kind === "person" ? [piece.id] : [])));
  return find([...people.values()].filter(({ id }) => ids.has(id)));
}

function hash(words: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 16);
}
