/** Reads what was typed after an editing command as a wish: names become ids, words dates, and what is missing is asked for. */
import { EXIT, Fault } from "../../fault.ts";
import type { Id, Roster, Skip } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { findConcerned, findMissingApprovals } from "../../rules/approval.ts";
import { ALLOWABLE } from "../../rules/ids.ts";
import { findNextHandoff } from "../../rules/turns.ts";
import type { EditWish, PersonFields } from "../../rules/wish.ts";
import { isId } from "../../template/person.ts";
import type { LocalDate } from "../../time/date.ts";
import { wallOf } from "../../time/zone.ts";
import { readAllowed } from "../shared/allow.ts";
import { parseCount } from "../shared/flags.ts";
import { findPerson, matchPerson } from "../shared/people.ts";
import type { Known } from "../shared/slot.ts";
import { readDate } from "../shared/when.ts";
import { askApprover, askPendingLine } from "./approver.ts";
import type { Asker } from "./asker.ts";
import type { EditFlags } from "./command.ts";
import { readCover } from "./cover.ts";
import { findNewestLine, listUncommittedPeople } from "./newest.ts";
import { readApprovers, readRemarks } from "./remarks.ts";
import { settleManager } from "./settle.ts";

const MOST_TURNS = 1000;
const HANDOFFS_AHEAD = 12;
const MOST_LINES = 999_999;

/** `verb` is the name of a command, `words` its arguments. */
export async function readWish(
  verb: string,
  words: readonly string[],
  flags: EditFlags,
  known: Known,
  ask: Asker,
): Promise<EditWish> {
  const { roster } = known.timeline;
  const [first, second] = words;
  const reference = { zone: outputZone(roster), now: known.now };
  // A weekday is the coming one: the first after today, or after the beginning.
  const readAfter = async (text: string | undefined, after: LocalDate) =>
    text === undefined ? undefined : readDate(known.edges, text, { ...reference, after });
  const today = wallOf(reference.zone, known.now).date;
  const from = verb === "cover" ? undefined : await readAfter(flags.from, today);
  const readEnd = (text: string | undefined) => readAfter(text, from ?? today);
  const remarks = readRemarks(flags, roster, from);
  switch (verb) {
    case "swap": {
      if (flags.once === true && flags.until !== undefined) throw exclude("a swap", "--once", "--until");
      const one = await ask.person({ name: "the first ID", question: "Whose place in the queue?" }, first);
      const other = await ask.person(
        {
          name: "the second ID",
          question: `Who swaps with ${one.name}?`,
          only: (id) => id !== one.id && isInQueue(known, id),
        },
        second,
      );
      return {
        kind: verb,
        people: [one.id, other.id],
        until: await readEnd(flags.until),
        once: flags.once === true,
        ...remarks,
      };
    }
    case "cover":
      return readCover(flags, first, known, ask);
    case "skip": {
      const { id } = await ask.person({ name: "ID", question: "Whose turns are skipped?" }, first);
      return { kind: verb, person: id, length: await readLength(flags, readEnd), ...remarks };
    }
    case "ready": {
      const { id } = await ask.person({ name: "ID", question: "Who is ready?" }, first);
      return { kind: verb, person: id, ...remarks };
    }
    case "join": {
      const { id, name } = await readNewcomer(flags, first, roster, ask);
      const after = flags.after === undefined ? undefined : findPerson(roster, flags.after).id;
      const skip = flags.skip === undefined ? undefined : await readSkip(flags.skip, readEnd);
      const fields = readFields(flags, name, roster);
      return { kind: verb, person: id, after, skip, fields, ...remarks };
    }
    case "leave": {
      const { id } = await ask.person({ name: "ID", question: "Who leaves?" }, first);
      const coveredBy = flags.coveredBy === undefined ? undefined : findPerson(roster, flags.coveredBy).id;
      return { kind: verb, person: id, coveredBy, ...remarks };
    }
    case "away": {
      const { id } = await ask.person({ name: "ID", question: "Who is away?" }, first);
      const until = await readEnd(
        await ask.text({ name: "--until", question: "The first day back:" }, flags.until),
      );
      return { kind: verb, person: id, from: from ?? today, until: until ?? today, note: flags.note };
    }
    case "undo":
      return {
        kind: verb,
        line: first === undefined ? await findNewestLine(known, ask) : parseLine(first),
        uncommitted: listUncommittedPeople(known),
        allow: readAllowed(flags.allow, ALLOWABLE),
      };
    case "approve": {
      const line = parseLine(first ?? (await askPendingLine(roster, ask)));
      const entry = roster.changes.find((each) => each.line === line);
      const slot = { name: "--by", question: "Who approves?" };
      const chosen =
        flags.by === undefined && ask.isPossible && entry !== undefined
          ? await askApprover(slot.name, findConcerned(roster, entry), roster, ask)
          : undefined;
      const typed = readApprovers([flags.by ?? chosen ?? (await ask.text(slot, undefined))].flat(), roster);
      const open = entry === undefined ? [] : findMissingApprovals(roster, entry).map(({ person }) => person);
      const by = await settleManager("--by", typed, open, roster, known, ask);
      return { kind: verb, line, by, allow: readAllowed(flags.allow, ALLOWABLE) };
    }
  }
  throw new Error(`${verb} does not edit the roster`);
}

/** Reads who joins: somebody in `people`, or somebody new, who also needs a name. */
async function readNewcomer(
  flags: EditFlags,
  typed: string | undefined,
  roster: Roster,
  ask: Asker,
): Promise<{ readonly id: Id; readonly name: string | undefined }> {
  const text = await ask.text({ name: "ID", question: "Who joins? An id, such as erin:" }, typed);
  const known = flags.name === undefined ? matchPerson(roster, text) : roster.people.get(text);
  if (known !== undefined) return { id: known.id, name: flags.name };
  if (flags.name !== undefined || !isId(text)) return { id: text, name: flags.name };
  if (ask.isPossible) {
    return {
      id: text,
      name: await ask.text({ name: "--name", question: `The name of ${text}:` }, undefined),
    };
  }
  return { id: text, name: undefined };
}

/** Whether somebody is in the queue at one of the next handoffs: a new hire who joins soon can swap then. */
function isInQueue({ timeline, now }: Known, id: Id): boolean {
  const next = findNextHandoff(timeline, now);
  return Array.from({ length: HANDOFFS_AHEAD }, (_, step) => timeline.rotation.queue(next + step)).some(
    ({ seats }) => seats.some(({ person }) => person === id),
  );
}

function parseLine(text: string): number {
  return parseCount("LINE", text, MOST_LINES);
}

async function readSkip(
  text: string,
  date: (text: string | undefined) => Promise<LocalDate | undefined>,
): Promise<Skip["length"]> {
  return readLength(/^\d+$/.test(text) ? { turns: text } : { until: text }, date, "--skip");
}

async function readLength(
  { turns, until }: Pick<EditFlags, "turns" | "until">,
  date: (text: string | undefined) => Promise<LocalDate | undefined>,
  flag = "--turns",
): Promise<Skip["length"]> {
  if (turns !== undefined && until !== undefined) throw exclude("a skip", "--turns", "--until");
  if (until === "ready") return { kind: "ready" };
  const end = await date(until);
  if (end !== undefined) return { kind: "until", until: end };
  return { kind: "turns", turns: turns === undefined ? 1 : parseCount(flag, turns, MOST_TURNS) };
}

function exclude(what: string, one: string, other: string): Fault {
  return new Fault(EXIT.usage, `${what} has ${one} or ${other}, not both`, "leave one of them out");
}

function readFields(flags: EditFlags, name: string | undefined, roster: Roster): PersonFields {
  const managers = flags.manager?.map((text) => findPerson(roster, text).id);
  const [only, ...others] = managers ?? [];
  return { name, email: flags.email, phone: flags.phone, manager: others.length === 0 ? only : managers };
}
