/**
 * What is known of a team in, the text of its first roster.yaml out: whole, valid, and with the comments that somebody
 * needs who opens it in an editor and has read nothing else.
 */
import type { Value } from "../edit/model.ts";
import { PLAIN_STYLE, writeKey, writeLineMap, writeValue } from "../edit/write.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import type { Handoff } from "./answer.ts";
import type { Member } from "./person.ts";

export interface Founding {
  readonly team: string;
  /** IANA name. */
  readonly zone: string;
  readonly handoff: Handoff;
  /** Falls on the handoff's weekday. */
  readonly start: LocalDate;
  /** Those who serve, in their order: the first is the first primary. Not empty. */
  readonly queue: readonly Member[];
  /** Those who approve; some may serve as well. */
  readonly managers: readonly Member[];
}

/** Of the roster, as it is written and ignored. */
export const PRIVATE_FILE = "roster.private.yaml";

/** Where the words of a comment begin behind a value. */
const COLUMN = 34;
/** As much as a list takes on one line before it is written one a line. */
const WIDEST = 100;

/** `schema`: the path from the roster to its schema, with `/`; undefined where there is none. */
export function rosterText(founding: Founding, schema: string | undefined): string {
  const { team, zone, handoff, start, managers } = founding;
  const capital = handoff.weekday.charAt(0).toUpperCase() + handoff.weekday.slice(1);
  return `${schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n#\n`}# The on-call rotation of a team, in one file: \`oncall\` computes from it who is on call, the same on every machine.
# It is changed by pull request, by hand or by \`oncall\`, which edits it in place and leaves the rest as it is.
version: 1
team: ${text(team)}

rotation:
${noted(`start: ${formatDate(start)}`, `the first handoff, a ${capital}`)}
${noted(`timezone: ${zone}`, "handoffs and dates are meant there")}
${noted(`handoff: ${handoff.weekday} ${handoff.time}`, "wall time there, summer and winter")}
${rhythm(founding)}
${queue(founding)}

# Ids are chosen once. ${
    managers.length === 0
      ? "With `manager: ID` somebody here approves for a person, and `policy` below can ask for that."
      : "A manager approves what changes the weeks of a person; any one of a list may."
  }
people:
${membersOf(founding)
  .map((member) => person(member, founding))
  .join("\n")}

# Phone numbers need not stand here. They can be in this file, which git must not track:
#   people: { ${writeKey(founding.queue[0]?.id ?? "", PLAIN_STYLE)}: { phone: "+…" } }
private: ${PRIVATE_FILE}
${managers.length === 0 ? APPROVED_BY_NOBODY : ""}
# The log: who joins, leaves, swaps, skips, covers, each entry with the date from which it counts. \`oncall\` writes it.
changes: []
`;
}

const APPROVED_BY_NOBODY = `
# Nobody is named as a manager yet. Once somebody is, take this out: changes then need their approval.
policy:
  approvals: optional
`;

/** Period and roles. Alone, nobody has a second behind them. */
function rhythm({ queue: serving }: Founding): string {
  if (serving.length === 1) {
    return `${noted("every: 1 week", "how long a shift is")}
${noted("roles: [primary]", "from two people on: [primary, secondary]")}`;
  }
  return `${noted("every: 1 week", "a shift; a turn is one as secondary, and the following one as primary")}
${noted("roles: [primary, secondary]", "the first answers first, the next backs up")}`;
}

function queue({ queue: serving }: Founding): string {
  const ids = serving.map(({ id }) => text(id));
  const line = `queue: [${ids.join(", ")}]`;
  const note = "the whole order at `start`; the first is the first primary";
  if (line.length <= COLUMN) return noted(line, note);
  if (line.length <= WIDEST)
    return `  # The whole order at \`start\`; the first is the first primary.\n  ${line}`;
  return [noted("queue:", note), ...ids.map((id) => `    - ${id}`)].join("\n");
}

function noted(value: string, note: string): string {
  return `${`  ${value}`.padEnd(COLUMN)}  # ${note}`;
}

/** Those who serve, then those who only approve. */
export function membersOf({ queue: serving, managers }: Founding): readonly Member[] {
  return [...serving, ...managers.filter(({ id }) => !serving.some((member) => member.id === id))];
}

function person(member: Member, founding: Founding): string {
  const { id, name, email, github } = member;
  const isServing = founding.queue.some((other) => other.id === id);
  const approvers = isServing
    ? founding.managers.map((manager) => manager.id).filter((other) => other !== id)
    : [];
  const [only, ...others] = approvers;
  const pairs: readonly (readonly [string, Value | undefined])[] = [
    ["name", name],
    ["email", email],
    ["manager", others.length > 0 ? approvers : only],
    ["github", github],
  ];
  const known = pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return `  ${writeKey(id, PLAIN_STYLE)}: ${writeLineMap(known, PLAIN_STYLE)}`;
}

function text(value: string): string {
  return writeValue(value, PLAIN_STYLE);
}
