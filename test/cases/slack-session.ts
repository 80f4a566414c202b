/** Runs a session of test/cases/slack; test/cases/README.md explains its lines. */
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { oncallWith } from "../cli/slack-world.ts";
import { readHead, shownAnswer, wordsOf } from "../cli/transcript.ts";
import type { World } from "../cli/world.ts";
import type { Recorded } from "../fake/opsgenie/model.ts";
import { type Options, type Slack, startSlack } from "../fake/slack/server.mjs";

const FOLDER = "test/cases/slack";
const PEOPLE = ["ann", "bob", "cem", "dee", "mia", "zoe"].map((name, index) => ({
  id: `U000000${index + 1}`,
  name: `${name.replace(/^./, (letter) => letter.toUpperCase())} of Slack`,
  email: `${name}@example.com`,
}));
const GROUPS = [
  { id: "S0123ABCD", handle: "pf-oncall", members: ["U0000002", "U0000003"] },
  { id: "S0999ZZZZ", handle: "others", members: ["U0000006"] },
];
const CHANNELS = [{ id: "C0123ABCD", name: "platform", hasApp: true }];

interface Head
  extends Partial<Omit<Options, "now">>,
    Pick<World, "tty" | "answers" | "columns" | "viewer" | "revisions"> {
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Other rosters that git tracks: a file of the folder, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Whether to show the blocks of messages. */
  readonly blocks?: boolean;
  /** What is different about a person of Slack, by member ID. */
  readonly people?: Readonly<Record<string, object>>;
}

interface Session {
  readonly slack: Slack;
  readonly head: Head;
  readonly said: string[];
  now: string;
  roster: string;
  messages: number;
}

export interface Answered {
  readonly text: string;
  /** Everything that the product printed, and every request it made. */
  readonly said: readonly string[];
  readonly requests: readonly Recorded[];
}

export async function answered(text: string): Promise<Answered> {
  const lines = text.split("\n").filter((line) => /^([#$>=@~%-] |\$\$ |\?$)/.test(line));
  const head: Head = readHead(lines);
  const { people = {}, members = PEOPLE, now = "2026-11-25T15:00:00Z" } = head;
  const slack = await startSlack({
    ...{ groups: GROUPS, channels: CHANNELS },
    ...head,
    members: members.map((member) => ({ ...member, ...people[member.id] })),
    now: () => Date.parse(session.now),
  });
  const session: Session = { slack, head, now, said: [], roster: read("roster.yaml"), messages: 0 };
  try {
    const shown: string[] = [];
    for (const line of lines) {
      const answer = await step(session, line);
      if (line.startsWith("- ") && shown.length > 0) shown.push("");
      shown.push(line);
      const inner = answer.trimEnd().split("\n");
      if (answer !== "") shown.push(...inner.map((each) => `  ${each}`.trimEnd()));
    }
    return { text: `${shown.join("\n").trimEnd()}\n`, said: session.said, requests: slack.requests };
  } finally {
    await slack.close();
  }
}

const read = (name: string) => readFileSync(`${FOLDER}/${name}`, "utf8");

async function step(session: Session, line: string): Promise<string> {
  const { slack } = session;
  const rest = line.slice(2);
  if (line.startsWith("$")) return run(session, line);
  if (line.startsWith("=")) {
    const [before = "", after = ""] = rest.split(" => ").map((part) => part.replaceAll("\\n", "\n"));
    if (!session.roster.includes(before)) throw new Error(`the roster has no ${before}`);
    session.roster = session.roster.replace(before, after);
  }
  if (line.startsWith("%")) session.roster = read(rest);
  if (line.startsWith("@")) session.now = rest;
  if (line.startsWith("~")) slack.setFaults(parse(rest));
  const [, group = "", members = ""] = /^> (\S+) (.*)$/.exec(line) ?? [];
  if (group !== "") slack.setMembers(group, parse(members));
  return line === "?" ? there(session) : "";
}

async function run({ slack, head, said, now, roster }: Session, line: string): Promise<string> {
  const { env, tty, answers, columns = 100, viewer, beside = {} } = head;
  const others = Object.entries(beside).map(([path, name]) => [path, read(name)] as const);
  const answer = await oncallWith(slack, wordsOf(line.replace(/^\$+ /, "")), {
    ...{ roster, now, files: { "/team/roster.yaml": roster, ...Object.fromEntries(others) } },
    ...(env && { env }),
    ...(others.length > 0 && { tracked: ["/team/roster.yaml", ...others.map(([path]) => path)] }),
    ...(tty !== undefined && { tty, columns }),
    ...(viewer !== undefined && { viewer }),
    ...(answers && { answers }),
  });
  said.push(answer.stdout, answer.stderr);
  if (line.startsWith("$$")) return answer.exit === 0 ? "" : `[exit ${answer.exit}]`;
  return shownAnswer(answer).replaceAll(slack.url, "http://HERE");
}

/** The members of the groups, and the messages since the last look. */
function there(session: Session): string {
  const { slack, head, messages } = session;
  const groups = (head.groups ?? GROUPS).map(({ id }) => `${id}: ${slack.membersOf(id).join(", ")}`);
  const posted = slack.messages.slice(messages).map((message) => {
    const { channel, text, blocks } = message;
    const notifies = slack.referencesIn(message).join(", ");
    return stringify({ channel, notifies, text, ...(head.blocks && { blocks }) }, { lineWidth: 0 });
  });
  session.messages = slack.messages.length;
  return [...groups, ...posted].join("\n");
}
