/** Writes the roster of what was found: terms, people, escalation, and where it is in the service. */
import type { Value, Values } from "../edit/model.ts";
import { PLAIN_STYLE, writeKey, writeLineMap, writePair, writeValue } from "../edit/write.ts";
import { formatDate, formatTime, weekdayOf } from "../time/date.ts";
import { writeDuty } from "./duty.ts";
import type { ImportedPerson } from "./people.ts";
import type { TermsDraft } from "./terms.ts";

export interface RosterDraft {
  readonly provider: string;
  readonly title: string;
  readonly team: string;
  readonly roles: readonly string[];
  /** Of the first role, oldest first. */
  readonly terms: readonly TermsDraft[];
  /** Those of its queues and covers, and whom the escalation tells. */
  readonly people: readonly ImportedPerson[];
  readonly zones: ReadonlySet<string>;
  readonly escalation: readonly Values[] | undefined;
  readonly section: Values;
}

/** Nobody there approves anything, so approvals are optional until the team names managers. */
export function writeRoster(draft: RosterDraft): string {
  const { title, team, people, provider, section, escalation } = draft;
  const pairs = (values: Values): readonly (readonly [string, Value])[] =>
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const entry = (values: Values) => `  - ${writeLineMap(pairs(values), PLAIN_STYLE)}`;
  const terms = draft.terms.map((one) => writeTerms(one, draft));
  const [only = [], ...more] = terms;
  return `# Imported from ${title} by \`oncall import\`.
version: 1
${writePair(["team", team], PLAIN_STYLE)}

rotation:
${(more.length === 0 ? only.map((line) => `  ${line}`) : terms.flatMap(itemize)).join("\n")}

people:
${people.map((person) => `  ${writeKey(person.person, PLAIN_STYLE)}: ${writeLineMap(pairs(describePerson(person, draft)), PLAIN_STYLE)}`).join("\n")}
${escalation === undefined ? "" : `\nescalation:\n${escalation.map(entry).join("\n")}\n`}
# Give people a \`manager\`, and delete this: then changes need approval.
policy:
  approvals: optional

${provider}: ${writeValue(dropUndefined(section), PLAIN_STYLE)}

changes: []
`;
}

function dropUndefined(values: Values): Value {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A line for each key. */
function writeTerms(
  { start, zone, handoff, every, hours, queue }: TermsDraft,
  { people, roles }: RosterDraft,
): readonly string[] {
  const time = formatTime(handoff);
  const [only, ...more] = hours === undefined ? [] : writeDuty(hours).map(writeWords);
  return [
    `start: ${formatDate(start)}`,
    `timezone: ${writeValue(zone.name, PLAIN_STYLE)}`,
    `handoff: ${writeWords(every % 7 === 0 ? `${weekdayOf(start)} ${time}` : time)}`,
    `every: ${every % 7 === 0 ? count(every / 7, "week") : count(every, "day")}`,
    `roles: ${writeValue(roles, PLAIN_STYLE)}`,
    ...writeQueue(queue.flatMap((id) => people.find((one) => one.id === id)?.person ?? [])),
    ...(only === undefined ? [] : [`duty: ${more.length === 0 ? only : `[${[only, ...more].join(", ")}]`}`]),
  ];
}

/** A longer list is written one item a line. */
const WIDEST = 100;

function writeQueue(queue: readonly string[]): readonly string[] {
  const line = `queue: ${writeValue(queue, PLAIN_STYLE)}`;
  return line.length <= WIDEST
    ? [line]
    : ["queue:", ...queue.map((id) => `  - ${writeValue(id, PLAIN_STYLE)}`)];
}

/** Hours and days: without a letter YAML 1.1 reads a time as a number, and a comma ends an item. */
function writeWords(text: string): string {
  return /[a-z]/.test(text) && !text.includes(",") ? text : writeValue(text, PLAIN_STYLE);
}

function itemize(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${index === 0 ? "- " : "  "}${line}`);
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

function describePerson(person: ImportedPerson, { provider, terms, zones }: RosterDraft): Values {
  const isElsewhere = person.zone !== undefined && zones.has(person.zone);
  return {
    name: person.name,
    email: person.email,
    timezone: isElsewhere && person.zone !== terms.at(-1)?.zone.name ? person.zone : undefined,
    [provider]: person.email === undefined ? person.username : undefined,
  };
}
