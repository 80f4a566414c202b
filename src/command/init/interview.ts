/**
 * Collects what a first roster needs from flags and, on a terminal, answers. Flags are read first, so that nobody answers
 * questions only to learn at the end that a flag was wrong.
 */
import type { Choice, Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import {
  ALWAYS,
  type Answer,
  type FirstDuty,
  NOON_ON_MONDAY,
  readDuty,
  readHandoff,
  readStart,
  readText,
  readZone,
  type WeekdayTime,
} from "../../template/answer.ts";
import { type Member, PERSON_FORM, readManager, readPerson } from "../../template/person.ts";
import type { FirstRoster } from "../../template/roster.ts";
import { suggest } from "../../text/suggest.ts";
import { formatDate, type LocalDate, parseTime, WEEKDAYS, weekdayIndex } from "../../time/date.ts";
import { type Instant, instantOf, wallOf, type Zone } from "../../time/zone.ts";
import { allowEmpty, askOrder, type Prompter } from "../shared/prompt.ts";
import type { InitFlags } from "./command.ts";

/** `asking`: undefined if nobody can be asked, or nothing needs to be. */
export async function interview(
  edges: Pick<Edges, "zoneOf" | "viewerZone">,
  flags: InitFlags,
  now: Instant,
  asking: Prompter | undefined,
): Promise<FirstRoster> {
  const given = readGiven(edges, flags);
  const absent = listMissingFlags(flags);
  const asker = absent.length > 0 ? asking : undefined;
  if (absent.length > 0 && asker === undefined) {
    throw new Fault(
      EXIT.usage,
      `${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} missing, and nobody can be asked here`,
      `for example: --team Web --timezone Europe/Lisbon --person "${PERSON_FORM}"`,
    );
  }
  const ask = <Value>(message: string, read: (text: string) => Answer<Value>, preset?: string) =>
    asker?.value(message, read, preset);
  const team = given.team ?? (await ask("Team:", (text) => readText(text, "the team's name")));
  const zone =
    given.zone ??
    (await ask(
      "Time zone of the handoffs:",
      (text) => readZone(text, edges.zoneOf),
      edges.viewerZone().name,
    ));
  const handoff =
    given.handoff ?? (await ask("Handoff:", readHandoff, formatHandoff(NOON_ON_MONDAY))) ?? NOON_ON_MONDAY;
  if (team === undefined || zone === undefined) throw new Error("a flag is absent and nobody was asked");
  const last = findLastHandoff(zone, handoff, now);
  const start =
    (flags.start === undefined ? undefined : requireAnswer(readStart(flags.start, handoff), "--start")) ??
    (await ask("First handoff:", (text) => readStart(text, handoff), formatDate(last))) ??
    last;
  const duty = given.duty === undefined ? await ask("Hours of duty:", readDuty, ALWAYS) : given.duty.hours;
  const people = given.people ?? (asker === undefined ? [] : await askPeople(asker));
  const queue =
    given.queue ??
    (given.people === undefined && asker !== undefined ? await askQueue(asker, people) : people);
  const managers = given.managers ?? (asker === undefined ? [] : await askManagers(asker, people));
  return { team, zone: zone.name, handoff, start, duty, queue, managers };
}

/** The required flags that are missing; if none is, nothing is asked. */
export function listMissingFlags(flags: InitFlags): readonly string[] {
  return [
    ...(flags.team === undefined ? ["--team"] : []),
    ...(flags.timezone === undefined ? ["--timezone"] : []),
    ...(flags.person === undefined ? ["--person"] : []),
  ];
}

interface GivenAnswers {
  readonly team: string | undefined;
  readonly zone: Zone | undefined;
  readonly handoff: WeekdayTime | undefined;
  /** Its `hours` are undefined for always. */
  readonly duty: { readonly hours: FirstDuty | undefined } | undefined;
  readonly people: readonly Member[] | undefined;
  readonly queue: readonly Member[] | undefined;
  readonly managers: readonly Member[] | undefined;
}

function readGiven({ zoneOf }: Pick<Edges, "zoneOf">, flags: InitFlags): GivenAnswers {
  const { team, timezone, handoff, duty, person, queue, manager } = flags;
  const people = person && readMembers("--person", person, readPerson);
  for (const [flag, value] of [
    ["--queue", queue],
    ["--manager", manager],
  ] as const) {
    if (value === undefined || people !== undefined) continue;
    throw new Fault(EXIT.usage, `${flag} needs --person`, "name the people with --person");
  }
  return {
    team: team === undefined ? undefined : requireAnswer(readText(team, "the team's name"), "--team"),
    zone: timezone === undefined ? undefined : requireAnswer(readZone(timezone, zoneOf), "--timezone"),
    handoff: handoff === undefined ? undefined : requireAnswer(readHandoff(handoff), "--handoff"),
    duty: duty === undefined ? undefined : { hours: requireAnswer(readDuty(duty), "--duty") },
    people,
    queue: people === undefined || queue === undefined ? undefined : orderPeople(people, queue),
    managers:
      manager && readMembers("--manager", manager, (text, others) => readManager(text, people ?? [], others)),
  };
}

/** Reads each knowing those before it. */
function readMembers(
  flag: string,
  texts: readonly string[],
  read: (text: string, others: readonly Member[]) => Answer<Member>,
): readonly Member[] {
  const members: Member[] = [];
  for (const text of texts) members.push(requireAnswer(read(text, members), flag));
  return members;
}

function requireAnswer<Value>(answer: Answer<Value>, flag: string): Value {
  if (answer.kind === "good") return answer.value;
  throw new Fault(EXIT.usage, `${flag}: ${answer.message}`, answer.help);
}

/** The people in the order of `--queue`, which must name each of them once. */
function orderPeople(people: readonly Member[], ids: readonly string[]): readonly Member[] {
  const known = people.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const near = suggest(unknown, known);
    const help = near === undefined ? `ids: ${known.join(", ")}` : `did you mean ${near}?`;
    throw new Fault(EXIT.usage, `--queue: no --person has the id ${JSON.stringify(unknown)}`, help);
  }
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice !== undefined)
    throw new Fault(EXIT.usage, `--queue: ${twice} is listed twice`, "remove one of them");
  const left = known.filter((id) => !ids.includes(id));
  if (left.length > 0)
    throw new Fault(EXIT.usage, `--queue: ${left.join(", ")} is missing`, "list everybody once");
  return ids.flatMap((id) => people.filter((member) => member.id === id));
}

async function askPeople(asking: Prompter): Promise<readonly Member[]> {
  asking.say(
    `\nWho is on call, in the order of the first weeks? The first is the first primary.\nWrite ${PERSON_FORM}; an empty line ends the list.\n`,
  );
  const first = await asking.value("Person 1:", (text) => readPerson(text, []));
  return [
    first,
    ...(await askMore(asking, "Person", 2, (text, others) => readPerson(text, [first, ...others]))),
  ];
}

async function askManagers(asking: Prompter, people: readonly Member[]): Promise<readonly Member[]> {
  asking.say(
    "\nWho approves swaps, skips and covers? Somebody new, or the id of somebody on call.\nAn empty line ends the list.\n",
  );
  return askMore(asking, "Manager", 1, (text, others) => readManager(text, people, others));
}

async function askMore(
  asking: Prompter,
  what: string,
  first: number,
  read: (text: string, others: readonly Member[]) => Answer<Member>,
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (;;) {
    const message = `${what} ${first + members.length}:`;
    const next = await asking.value(
      message,
      allowEmpty((text) => read(text, members)),
    );
    if (next === undefined) return members;
    members.push(next);
  }
}

async function askQueue(asking: Prompter, people: readonly Member[]): Promise<readonly Member[]> {
  if (people.length < 2) return people;
  const ids = people.map(({ id }) => id).join(", ");
  if (await asking.yes(`Is this the order of the first weeks: ${ids}?`, true)) return people;
  const choices = people.map(({ id, name }): Choice => ({ value: id, line: name, short: name }));
  const order = await askOrder(asking, choices, (place) =>
    place === 0 ? "Who is the first primary?" : `Who is primary in week ${place + 1}?`,
  );
  return orderPeople(people, order);
}

/** The date of the handoff that started the current shift. */
function findLastHandoff(zone: Zone, { weekday, time }: WeekdayTime, now: Instant): LocalDate {
  const today = wallOf(zone, now).date;
  const last = today - ((weekdayIndex(today) - WEEKDAYS.indexOf(weekday) + 7) % 7);
  return instantOf(zone, last, parseTime(time) ?? 0) <= now ? last : last - 7;
}

function formatHandoff({ weekday, time }: WeekdayTime): string {
  return `${weekday} ${time}`;
}
