/** Writes a team's first roster.yaml, with comments for somebody who has read nothing else. */
import type { Value } from "../edit/model.ts";
import { PLAIN_STYLE, writeKey, writeLineMap, writeValue } from "../edit/write.ts";
import { capitalize } from "../text/letters.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import type { FirstDuty, WeekdayTime } from "./answer.ts";
import type { Member } from "./person.ts";

export interface FirstRoster {
  readonly team: string;
  /** IANA name. */
  readonly zone: string;
  readonly handoff: WeekdayTime;
  /** Falls on the handoff's weekday. */
  readonly start: LocalDate;
  /** Undefined: always. */
  readonly duty: FirstDuty | undefined;
  /** Never empty; the first is the first primary. */
  readonly queue: readonly Member[];
  /** May be in the queue too. */
  readonly managers: readonly Member[];
}

/** The file for phone numbers: the roster names it, and git ignores it. */
export const PRIVATE_FILE = "roster.private.yaml";

/** The column of comments after values. */
const COLUMN = 34;
/** A longer list is written one item a line. */
const WIDEST = 100;

/** `schema`: the path from the roster to its schema, with `/`; undefined if there is none. */
export function writeFirstRoster(first: FirstRoster, schema: string | undefined): string {
  const { team, zone, handoff, start, managers } = first;
  return `${schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n#\n`}# The on-call rotation of a team. \`oncall\` computes from this file who is on call, the same on every machine.
# Change it by pull request, by hand or with \`oncall\`, which edits single lines and leaves the rest alone.
version: 1
team: ${quote(team)}

rotation:
${annotate(`start: ${formatDate(start)}`, `the first handoff, a ${capitalize(handoff.weekday)}`)}
${annotate(`timezone: ${zone}`, "the zone of handoffs and dates")}
${annotate(`handoff: ${handoff.weekday} ${handoff.time}`, "local time there, summer and winter")}
${writeRhythm(first)}
${writeQueue(first)}${writeDuty(first)}

# An id never changes. ${
    managers.length === 0
      ? "With `manager: ID` somebody here approves a person's changes, and `policy` below can require that."
      : "A person's manager approves what changes their weeks; any one of a list may."
  }
people:
${listMembers(first)
  .map((member) => writePerson(member, first))
  .join("\n")}

# Phone numbers can be kept out of git, in this file beside the roster:
#   people: { ${writeKey(first.queue[0]?.id ?? "", PLAIN_STYLE)}: { phone: "+…" } }
private: ${PRIVATE_FILE}
${managers.length === 0 ? APPROVED_BY_NOBODY : ""}
# The log: joins, leaves, swaps, skips and covers, each with the date from which it counts. \`oncall\` writes it.
changes: []
`;
}

const APPROVED_BY_NOBODY = `
# There is no manager yet. Once there is, delete this, and changes need approval.
policy:
  approvals: optional
`;

/** Shift length and roles: one person alone cannot back up themselves. */
function writeRhythm({ queue: serving }: FirstRoster): string {
  if (serving.length === 1) {
    return `${annotate("every: 1 week", "length of a shift")}
${annotate("roles: [primary]", "with two or more people: [primary, secondary]")}`;
  }
  return `${annotate("every: 1 week", "length of a shift; a turn is one as secondary, then one as primary")}
${annotate("roles: [primary, secondary]", "the primary answers, the secondary backs up")}`;
}

function writeQueue({ queue: serving }: FirstRoster): string {
  const ids = serving.map(({ id }) => id);
  const line = `queue: [${ids.join(", ")}]`;
  const note = "the order at `start`; the first is the first primary";
  if (line.length <= COLUMN) return annotate(line, note);
  if (line.length <= WIDEST) return `  # The order at \`start\`; the first is the first primary.\n  ${line}`;
  return [annotate("queue:", note), ...ids.map((id) => `    - ${id}`)].join("\n");
}

function writeDuty({ duty }: FirstRoster): string {
  if (duty === undefined) return "";
  const hours = duty.hours.includes(",") ? `"${duty.hours}"` : duty.hours;
  return duty.outside
    ? `\n${annotate(`duty: { outside: ${hours} }`, "somebody is on call at all hours but these")}`
    : `\n${annotate(`duty: ${hours}`, "the hours at which somebody is on call")}`;
}

function annotate(value: string, note: string): string {
  return `${`  ${value}`.padEnd(COLUMN)}  # ${note}`;
}

/** The queue, then those who only approve. */
export function listMembers({ queue: serving, managers }: FirstRoster): readonly Member[] {
  return [...serving, ...managers.filter(({ id }) => !serving.some((member) => member.id === id))];
}

function writePerson(member: Member, first: FirstRoster): string {
  const { id, name, email, github } = member;
  const isInQueue = first.queue.some((other) => other.id === id);
  const approvers = isInQueue
    ? first.managers.map((manager) => manager.id).filter((other) => other !== id)
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

function quote(value: string): string {
  return writeValue(value, PLAIN_STYLE);
}
