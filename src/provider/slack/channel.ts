/** Posts notes into a channel of Slack, and finds those that were posted before by the mark that each bears. */
import type { Http } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Id, Person } from "../../roster/model.ts";
import type { FoundPeople, NoteChannel, PostedMarks } from "../channel.ts";
import { findAccount, nameFully } from "./accounts.ts";
import { layOut } from "./blocks.ts";
import { connectSlack, type Slack } from "./client.ts";
import type { SlackAccess } from "./environment.ts";
import { explainFailure, SlackFault } from "./failure.ts";
import { readWorkspace } from "./workspace.ts";

/** Of the metadata of our messages. */
const EVENT = "oncall_note";
const ACTION = "post into the channel";

const MAX_PAGES = 10;
const PAGE = 200;
const MAX_ATTEMPTS = 3;
const LOOK_MS = 2000;

/** `id`: of the channel. */
export async function connectChannel(http: Http, access: SlackAccess, id: string): Promise<NoteChannel> {
  const slack = await connectSlack(http, access);
  const account = await readWorkspace(slack);
  return {
    ...{ account, name: id },
    findPeople: (people) => findPeople(slack, people),
    readMarks: (since) => readMarks(slack, id, since),
    async post(note, keys, marks) {
      const message = layOut(note, keys);
      const metadata = { event_type: EVENT, event_payload: { marks: marks.join(" ") } };
      const options = { unfurl_links: false, unfurl_media: false };
      for (let attempt = 1; ; attempt += 1) {
        const reply = await slack.try((client) =>
          client.chat.postMessage({ channel: id, ...message, metadata, ...options }),
        );
        if (reply.kind === "done") return;
        if (reply.kind !== "lost") throw explainRefusal(explainFailure(reply, ACTION), id);
        await http.sleep(LOOK_MS);
        const found = await readMarks(slack, id, 0, 1);
        if (marks.every((mark) => found.marks.has(mark))) return;
        if (found.unknown !== undefined || attempt === MAX_ATTEMPTS) throw admitUnknown(id, reply.reason);
      }
    },
  };
}

async function findPeople(slack: Slack, people: readonly Person[]): Promise<FoundPeople> {
  const found = new Map<Person, string>();
  const notes: string[] = [];
  const unmentioned = "named and not mentioned";
  for (const person of people) {
    try {
      const lookup = await findAccount(slack, person);
      if (lookup.kind === "found") found.set(person, lookup.account.id);
      else notes.push(`${lookup.message}: they are ${unmentioned}`);
    } catch (error) {
      // A note without a mention is better than none.
      if (!(error instanceof Fault)) throw error;
      notes.push(`${error.message}: people are ${unmentioned}; ${error.help}`);
      break;
    }
  }
  const keys = new Map<Id, string>();
  for (const [person, key] of found) {
    const same = [...found].filter(([, other]) => other === key).map(([one]) => nameFully(one));
    if (same.length === 1) keys.set(person.id, key);
    else notes.push(`${same.join(" and ")} are the same account in Slack: they are ${unmentioned}`);
  }
  return { keys, notes: [...new Set(notes)] };
}

async function readMarks(
  slack: Slack,
  channel: string,
  since: number,
  pages = MAX_PAGES,
): Promise<PostedMarks> {
  const marks = new Set<string>();
  let cursor: string | undefined;
  try {
    for (let page = 0; page < pages; page += 1) {
      const { messages = [], response_metadata: more } = await slack.ask("read the channel", (client) =>
        client.conversations.history({
          ...{ channel, include_all_metadata: true, limit: PAGE, oldest: String(Math.floor(since / 1000)) },
          ...(cursor !== undefined && { cursor }),
        }),
      );
      for (const { metadata } of messages) {
        const payload: unknown = metadata?.event_type === EVENT ? metadata.event_payload : undefined;
        for (const mark of readOwnMarks(payload)) marks.add(mark);
      }
      cursor = more?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { marks, unknown: explainRefusal(error, channel).message };
  }
  return { marks, unknown: undefined };
}

function readOwnMarks(payload: unknown): readonly string[] {
  const has = typeof payload === "object" && payload !== null && "marks" in payload;
  return has ? String(payload.marks).split(" ") : [];
}

function admitUnknown(id: string, reason: string): Fault {
  return new Fault(
    EXIT.service,
    `Slack did not say whether it posted the note: ${reason}`,
    `look at the channel ${id} before you run it again`,
  );
}

function explainRefusal(fault: Fault, id: string): Fault {
  const explain = (message: string, help: string) => new Fault(EXIT.service, message, help);
  switch (fault instanceof SlackFault ? fault.word : undefined) {
    case "not_in_channel":
      return explain(
        `the app of SLACK_BOT_TOKEN is not in the channel ${id}`,
        "invite it there: /invite @NAME OF THE APP",
      );
    case "channel_not_found":
      return explain(
        `Slack has no channel ${id}, or the app of SLACK_BOT_TOKEN does not see it`,
        "invite the app if the channel is private, or correct `slack.channel` in the roster",
      );
    case "is_archived":
      return explain(
        `the channel ${id} in Slack is archived`,
        "name another in `slack.channel` of the roster, or unarchive it",
      );
    case "msg_too_long":
    case "msg_blocks_too_long":
    case "invalid_blocks":
      return explain("Slack takes no note of this length", "shorten `handoff_note` in the roster");
    case "restricted_action_read_only_channel":
    case "restricted_action_thread_only_channel":
    case "restricted_action_non_threadable_channel":
      return explain(
        `the app of SLACK_BOT_TOKEN may not post into the channel ${id}`,
        "let it post there in the settings of the channel, or name another in `slack.channel` of the roster",
      );
    default:
      return fault;
  }
}
